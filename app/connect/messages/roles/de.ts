import type { RoleTexts } from './define';

export const de: RoleTexts = {
  'graph/Sites.Selected': 'Nur die SharePoint-Websites verwenden, die Sie für diese App freigeben, und vorher keine',
  'graph/Lists.SelectedOperations.Selected':
    'Nur die SharePoint-Listen verwenden, die Ihre Organisation für diese App freigibt',
  'graph/Sites.Read.All': 'Alle SharePoint-Websites Ihrer Organisation lesen',
  'graph/Sites.ReadWrite.All': 'Elemente in allen SharePoint-Websites Ihrer Organisation lesen und ändern',
  'graph/Sites.FullControl.All':
    'Alles in allen SharePoint-Websites Ihrer Organisation tun, auch festlegen, wer Zugriff hat',
  'graph/Files.SelectedOperations.Selected':
    'Nur die einzelnen Dateien verwenden, die Ihre Organisation für diese App freigibt',
  'graph/Files.Read.All': 'Alle Dateien Ihrer Organisation lesen, in jedem OneDrive und in SharePoint',
  'graph/Files.ReadWrite.All':
    'Alle Dateien Ihrer Organisation lesen, hinzufügen, ändern und löschen, in jedem OneDrive und in SharePoint',
  'sharepoint/Sites.Selected':
    'Nur die SharePoint-Websites verwenden, die Sie für diese App freigeben, und vorher keine',
  'sharepoint/Sites.Read.All': 'Alle SharePoint-Websites Ihrer Organisation lesen',
  'sharepoint/Sites.ReadWrite.All': 'Elemente in allen SharePoint-Websites Ihrer Organisation lesen und ändern',
  'sharepoint/Sites.FullControl.All':
    'Alles in allen SharePoint-Websites Ihrer Organisation tun, auch festlegen, wer Zugriff hat',
  'graph/Mail.ReadBasic': 'In allen Postfächern sehen, wer wem wann und worüber schrieb, aber weder Text noch Anhänge',
  'graph/Mail.Read': 'Die E-Mails in allen Postfächern Ihrer Organisation lesen',
  'graph/Mail.ReadWrite':
    'Die E-Mails in allen Postfächern Ihrer Organisation lesen, ändern und löschen, aber nicht senden',
  'graph/Mail.Send': 'E-Mails im Namen aller Personen Ihrer Organisation senden',
  'graph/MailboxSettings.Read': 'Die Einstellungen aller Postfächer lesen, etwa Zeitzone und automatische Antworten',
  'exchange/full_access_as_app': 'Alles in allen Postfächern Ihrer Organisation tun',
  'graph/Calendars.Read': 'Alle Kalender Ihrer Organisation lesen',
  'graph/Calendars.ReadWrite': 'Termine in allen Kalendern Ihrer Organisation lesen, hinzufügen, ändern und löschen',
  'graph/Place.Read.All': 'Die Räume und Gebäude Ihrer Organisation sehen',
  'graph/Contacts.Read': 'Die Adressbücher aller Personen Ihrer Organisation lesen',
  'graph/Contacts.ReadWrite': 'Kontakte in allen Adressbüchern lesen, hinzufügen, ändern und löschen',
  'graph/People.Read.All': 'Sehen, wer in Ihrer Organisation mit wem arbeitet',
  'graph/Team.ReadBasic.All': 'Die Namen aller Teams sehen',
  'graph/Channel.ReadBasic.All': 'Die Namen aller Kanäle sehen',
  'graph/TeamMember.Read.All': 'Sehen, wer zu welchem Team gehört',
  'graph/ChannelMessage.Read.All': 'Die Nachrichten in allen Kanälen aller Teams lesen',
  'graph/Presence.Read.All': 'Sehen, ob Personen Ihrer Organisation verfügbar, beschäftigt oder abwesend sind',
  'graph/TeamsActivity.Send': 'Teams-Benachrichtigungen an alle in Ihrer Organisation senden',
  'graph/OnlineMeetingTranscript.Read.All': 'Die Transkripte von Onlinebesprechungen lesen',
  'graph/OnlineMeetingRecording.Read.All': 'Die Aufzeichnungen von Onlinebesprechungen ansehen',
  'graph/User.ReadBasic.All': 'Name, Adresse und Foto aller Personen Ihrer Organisation sehen',
  'graph/User.Read.All': 'Die Profile aller Personen Ihrer Organisation lesen',
  'graph/User.ReadWrite.All': 'Die Profile aller Personen Ihrer Organisation lesen und ändern',
  'graph/GroupMember.Read.All': 'Alle Gruppen und ihre Mitglieder sehen',
  'graph/GroupMember.ReadWrite.All': 'Mitglieder aller Gruppen hinzufügen und entfernen',
  'graph/Group.Read.All': 'Alle Gruppen mit ihren Unterhaltungen, Kalendern und Dateien lesen',
  'graph/Group.ReadWrite.All': 'Alle Gruppen erstellen, ändern und löschen',
  'graph/Organization.Read.All': 'Name, Domänen und Lizenzen Ihrer Organisation lesen',
  'graph/Device.Read.All': 'Die Geräte Ihrer Organisation sehen',
  'graph/Application.Read.All': 'Die Apps Ihrer Organisation sehen und was sie dürfen',
  'graph/AuditLog.Read.All': 'Die Anmelde- und Überwachungsprotokolle Ihrer Organisation lesen',
  'graph/RoleManagement.Read.Directory': 'Sehen, wer welche Administratorrolle hat',
  'graph/Policy.Read.All': 'Die Richtlinien Ihrer Organisation lesen',
  'graph/Directory.Read.All': 'Das ganze Verzeichnis Ihrer Organisation lesen',
  'graph/Directory.ReadWrite.All': 'Das Verzeichnis Ihrer Organisation lesen und ändern',
};
