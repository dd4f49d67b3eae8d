import { byCode } from '../errors/define';

export const fr = byCode([
  [
    [50173],
    'Les sessions de la personne ont été révoquées ou le mot de passe réinitialisé. La personne se reconnecte une fois ; rien d’autre n’est nécessaire.',
  ],
  [
    [700082],
    'L’autorisation a expiré après 90 jours sans utilisation. La personne se reconnecte une fois ; rien d’autre n’est nécessaire.',
  ],
  [
    [
      700084, 9002313, 54005, 16000, 50089, 65005, 650053, 650054, 650056, 650057, 70011, 50147, 501481, 501491, 700005,
      70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014, 90023, 135010, 165900, 900144, 901002,
      90015, 90056, 900561,
    ],
    'Il n’y a rien à modifier dans le locataire.',
  ],
  [
    [70043, 70044, 70046],
    'Une stratégie d’accès conditionnel avec fréquence de connexion met régulièrement fin à l’autorisation. Excluez-en l’application, ou les personnes devront se reconnecter à ce rythme.',
  ],
  [
    [50132, 50133],
    'La session a expiré ou le mot de passe a été modifié. La personne se reconnecte une fois ; rien d’autre n’est nécessaire.',
  ],
  [
    [50057],
    'Le compte est désactivé. Activez-le dans Entra ID, « Utilisateurs », ou faites connecter quelqu’un d’autre.',
  ],
  [[50034], 'Le compte n’existe pas dans l’annuaire. Restaurez-le ou faites connecter quelqu’un d’autre.'],
  [
    [51004, 50020, 90072],
    'Le compte ne fait pas partie de votre locataire. Invitez-le comme invité ou faites connecter un membre.',
  ],
  [
    [70008, 700081],
    'L’autorisation a expiré ou a été révoquée. La personne se reconnecte une fois ; rien d’autre n’est nécessaire.',
  ],
  [
    [70000, 70007],
    'L’autorisation n’est plus acceptée. La personne se reconnecte une fois ; rien d’autre n’est nécessaire.',
  ],
  [
    [50053],
    'Le compte est verrouillé ou son adresse est bloquée. Consultez le journal de connexion, puis réinitialisez le mot de passe ou débloquez-la.',
  ],
  [[50055, 50144], 'Le mot de passe de la personne a expiré. Faites-le modifier ou réinitialisez-le.'],
  [
    [50126],
    'La personne a saisi un nom d’utilisateur ou un mot de passe incorrect. Réinitialisez le mot de passe si elle ne s’en souvient plus.',
  ],
  [[50140, 50199, 9002341], 'La personne confirme la connexion une fois ; rien d’autre n’est nécessaire.'],
  [
    [50058],
    'La personne se connecte une fois ; rien d’autre n’est nécessaire. Vérifiez que son navigateur conserve les cookies de Microsoft.',
  ],
  [
    [50072, 50079],
    'La personne doit s’inscrire à l’authentification multifacteur, ce qui se fait à sa prochaine connexion.',
  ],
  [
    [50074, 50076],
    'Une stratégie exige l’authentification multifacteur. La personne se reconnecte une fois ; une stratégie par emplacement s’applique aussi au serveur du produit.',
  ],
  [[50078], 'La session multifacteur a expiré selon votre stratégie. La personne se reconnecte une fois.'],
  [
    [500121],
    'La personne n’a pas réussi l’authentification multifacteur. Consultez le journal de connexion et ses méthodes inscrites.',
  ],
  [
    [50097],
    'Une stratégie exige un appareil connu. Excluez l’application ou faites connecter depuis un appareil géré. Dans Entra ID, « Journaux de connexion », l’onglet « Accès conditionnel » de la connexion indique la stratégie.',
  ],
  [
    [50158],
    'Une vérification supplémentaire à la connexion n’a pas abouti. Dans Entra ID, « Journaux de connexion », l’onglet « Accès conditionnel » de la connexion indique la stratégie.',
  ],
  [
    [50105],
    'L’application n’est pas attribuée à la personne. Dans « Applications d’entreprise », l’application, « Utilisateurs et groupes », attribuez-la ; ou, dans « Propriétés », réglez « Affectation requise ? » sur « Non ».',
  ],
  [
    [50131, 53000, 53001, 53002, 530003, 530032, 530035],
    'Une stratégie de sécurité a bloqué la connexion. Excluez l’application ou faites connecter depuis un appareil conforme. Dans Entra ID, « Journaux de connexion », l’onglet « Accès conditionnel » de la connexion indique la stratégie.',
  ],
  [
    [53003],
    'L’accès conditionnel a bloqué l’accès. Excluez l’application ou autorisez l’adresse IP sortante du serveur du produit. Dans Entra ID, « Journaux de connexion », l’onglet « Accès conditionnel » de la connexion indique la stratégie.',
  ],
  [
    [53004, 53011],
    'La personne est signalée comme à risque. Examinez le risque dans « Identity Protection », « Utilisateurs à risque », puis ignorez-le ou réinitialisez le mot de passe.',
  ],
  [
    [7000112],
    'L’application est désactivée. Dans « Applications d’entreprise », l’application, « Propriétés », réglez « Activé pour que les utilisateurs se connectent ? » sur « Oui ».',
  ],
  [
    [500021, 500208, 500212, 500213],
    'Les restrictions de locataire ou les paramètres d’accès interlocataire bloquent la connexion. Autorisez-y le locataire et l’application.',
  ],
  [
    [1000031],
    'L’application n’est pas accessible dans votre locataire. Vérifiez son état dans « Applications d’entreprise ».',
  ],
  [
    [65001],
    'Le consentement pour cette application manque ou a été retiré. Ouvrez le lien de consentement de l’administrateur que vous avez reçu et acceptez pour l’organisation.',
  ],
  [
    [65004],
    'Les autorisations n’ont pas été acceptées. Ouvrez le lien de consentement de l’administrateur que vous avez reçu et acceptez pour l’organisation.',
  ],
  [
    [90093, 90094],
    'Seul un administrateur peut approuver ce que cette application demande. Ouvrez le lien de consentement de l’administrateur que vous avez reçu et acceptez pour l’organisation.',
  ],
  [
    [90095],
    'Une demande pour cette application attend dans « Applications d’entreprise », « Demandes de consentement administrateur ». Examinez-la et approuvez-la à cet endroit.',
  ],
  [
    [900941, 900981],
    'L’éditeur de cette application n’est pas vérifié ; Microsoft s’adresse donc à un administrateur. Vérifiez qui l’a envoyée. Ouvrez le lien de consentement de l’administrateur que vous avez reçu et acceptez pour l’organisation.',
  ],
  [
    [90099, 90130],
    'L’application n’est pas autorisée dans votre locataire. Ouvrez le lien de consentement de l’administrateur que vous avez reçu et acceptez pour l’organisation.',
  ],
  [
    [650052],
    'Un service demandé par l’application ne fait pas partie de votre abonnement. Ajoutez-le ou demandez à l’expéditeur du lien d’en exiger moins.',
  ],
  [
    [50001, 500011],
    'Une ressource demandée par l’application n’existe pas dans votre locataire. Vérifiez que le service est sous licence et activé.',
  ],
  [
    [
      50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
      700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90010, 90124, 9001023, 9002331, 9002332,
    ],
    'L’inscription de l’application doit être corrigée par son éditeur. Il n’y a rien à modifier dans votre locataire.',
  ],
  [
    [70001, 700016, 7000229],
    'L’application n’est pas dans votre locataire ou en a été retirée. Donnez-lui à nouveau votre consentement si vos utilisateurs doivent en disposer.',
  ],
  [
    [90002, 900023],
    'L’éditeur de l’application a besoin de votre ID de locataire. Il figure sur la page de présentation d’Entra ID.',
  ],
  [
    [90038, 900382, 900432],
    'Votre locataire se trouve dans un autre cloud Microsoft que cette application. Il n’y a rien à y modifier.',
  ],
  [[90024, 90025, 90033, 90055], 'Le service de connexion de Microsoft était surchargé. Cela passera de soi-même.'],
  [[70012], 'La connexion des comptes personnels a rencontré une erreur. Cela passera de soi-même.'],
  [
    [50196],
    'L’application a envoyé trop de demandes en peu de temps et est mise en attente. Cela passera de soi-même.',
  ],
]);
