import type { RoleTexts } from './define';

export const fr: RoleTexts = {
  'graph/Sites.Selected':
    'Utiliser uniquement les sites SharePoint que vous ouvrez à cette application, et aucun avant',
  'graph/Lists.SelectedOperations.Selected':
    'Utiliser uniquement les listes SharePoint que votre organisation ouvre à cette application',
  'graph/Sites.Read.All': 'Lire tous les sites SharePoint de votre organisation',
  'graph/Sites.ReadWrite.All': 'Lire et modifier les éléments de tous les sites SharePoint de votre organisation',
  'graph/Sites.FullControl.All':
    'Tout faire dans tous les sites SharePoint de votre organisation, y compris décider qui y a accès',
  'graph/Files.SelectedOperations.Selected':
    'Utiliser uniquement les fichiers que votre organisation ouvre à cette application',
  'graph/Files.Read.All': 'Lire tous les fichiers de votre organisation, dans chaque OneDrive et dans SharePoint',
  'graph/Files.ReadWrite.All':
    'Lire, ajouter, modifier et supprimer tous les fichiers de votre organisation, dans chaque OneDrive et dans SharePoint',
  'sharepoint/Sites.Selected':
    'Utiliser uniquement les sites SharePoint que vous ouvrez à cette application, et aucun avant',
  'sharepoint/Sites.Read.All': 'Lire tous les sites SharePoint de votre organisation',
  'sharepoint/Sites.ReadWrite.All': 'Lire et modifier les éléments de tous les sites SharePoint de votre organisation',
  'sharepoint/Sites.FullControl.All':
    'Tout faire dans tous les sites SharePoint de votre organisation, y compris décider qui y a accès',
  'graph/Mail.ReadBasic':
    'Voir dans toutes les boîtes aux lettres qui a écrit à qui, quand et à quel sujet, mais ni texte ni pièces jointes',
  'graph/Mail.Read': 'Lire les e-mails de toutes les boîtes aux lettres de votre organisation',
  'graph/Mail.ReadWrite':
    'Lire, modifier et supprimer les e-mails de toutes les boîtes aux lettres, mais ne pas en envoyer',
  'graph/Mail.Send': 'Envoyer des e-mails au nom de toute personne de votre organisation',
  'graph/MailboxSettings.Read':
    'Lire les paramètres de toutes les boîtes aux lettres, comme le fuseau horaire et les réponses automatiques',
  'exchange/full_access_as_app': 'Tout faire dans toutes les boîtes aux lettres de votre organisation',
  'graph/Calendars.Read': 'Lire tous les calendriers de votre organisation',
  'graph/Calendars.ReadWrite':
    'Lire, ajouter, modifier et supprimer les événements de tous les calendriers de votre organisation',
  'graph/Place.Read.All': 'Voir les salles et les bâtiments de votre organisation',
  'graph/Contacts.Read': 'Lire le carnet d’adresses de chaque personne de votre organisation',
  'graph/Contacts.ReadWrite': 'Lire, ajouter, modifier et supprimer des contacts dans tous les carnets d’adresses',
  'graph/People.Read.All': 'Voir qui travaille avec qui dans votre organisation',
  'graph/Team.ReadBasic.All': 'Voir les noms de toutes les équipes',
  'graph/Channel.ReadBasic.All': 'Voir les noms de tous les canaux',
  'graph/TeamMember.Read.All': 'Voir qui fait partie de quelle équipe',
  'graph/ChannelMessage.Read.All': 'Lire les messages de tous les canaux de toutes les équipes',
  'graph/Presence.Read.All': 'Voir si les personnes de votre organisation sont disponibles, occupées ou absentes',
  'graph/TeamsActivity.Send': 'Envoyer des notifications Teams à toute personne de votre organisation',
  'graph/OnlineMeetingTranscript.Read.All': 'Lire les transcriptions des réunions en ligne',
  'graph/OnlineMeetingRecording.Read.All': 'Regarder les enregistrements des réunions en ligne',
  'graph/User.ReadBasic.All': 'Voir le nom, l’adresse et la photo de chaque personne de votre organisation',
  'graph/User.Read.All': 'Lire les profils de toutes les personnes de votre organisation',
  'graph/User.ReadWrite.All': 'Lire et modifier les profils de toutes les personnes de votre organisation',
  'graph/GroupMember.Read.All': 'Voir tous les groupes et leurs membres',
  'graph/GroupMember.ReadWrite.All': 'Ajouter et retirer des membres de tous les groupes',
  'graph/Group.Read.All': 'Lire tous les groupes avec leurs conversations, calendriers et fichiers',
  'graph/Group.ReadWrite.All': 'Créer, modifier et supprimer tous les groupes',
  'graph/Organization.Read.All': 'Lire le nom, les domaines et les licences de votre organisation',
  'graph/Device.Read.All': 'Voir les appareils de votre organisation',
  'graph/Application.Read.All': 'Voir les applications de votre organisation et ce qu’elles peuvent faire',
  'graph/AuditLog.Read.All': 'Lire les journaux de connexion et d’audit de votre organisation',
  'graph/RoleManagement.Read.Directory': 'Voir qui détient quel rôle d’administrateur',
  'graph/Policy.Read.All': 'Lire les stratégies de votre organisation',
  'graph/Directory.Read.All': 'Lire tout l’annuaire de votre organisation',
  'graph/Directory.ReadWrite.All': 'Lire et modifier l’annuaire de votre organisation',
};
