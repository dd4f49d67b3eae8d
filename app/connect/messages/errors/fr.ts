import { defineErrors } from './define';

export const fr = defineErrors({
  byCode: [
    [
      [50173],
      'Votre mot de passe a été modifié ou vous avez été déconnecté partout, ce qui a mis fin à la connexion. Reconnectez-vous.',
    ],
    [[700082], 'La connexion n’a pas été utilisée pendant 90 jours et a expiré. Reconnectez-vous pour la renouveler.'],
    [
      [700084, 70008, 700081, 70000, 70007],
      'Votre connexion a pris fin. Ouvrez le lien que vous avez reçu et reconnectez-vous pour la renouveler.',
    ],
    [
      [70043, 70044, 70046],
      'Votre organisation exige une nouvelle connexion de temps à autre, et le moment est venu. Reconnectez-vous.',
    ],
    [
      [50132, 50133],
      'Votre session a expiré ou votre mot de passe a été modifié, ce qui a mis fin à la connexion. Reconnectez-vous.',
    ],
    [
      [50057],
      'Votre organisation a désactivé ce compte. Adressez-vous à votre administrateur ou connectez-vous avec un autre compte.',
    ],
    [[50034], 'Microsoft ne connaît pas ce compte. Vérifiez l’adresse et connectez-vous avec un compte existant.'],
    [
      [51004],
      'Ce compte n’appartient pas à l’organisation demandée. Connectez-vous avec votre compte professionnel ou scolaire de celle-ci.',
    ],
    [
      [
        9002313, 50147, 501481, 501491, 700005, 70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014,
        90023, 135010, 165900, 900144, 901002,
      ],
      'La connexion n’est pas allée à son terme. Rouvrez votre lien et recommencez.',
    ],
    [[54005], 'Cette connexion a déjà été terminée. Si rien n’a été connecté, rouvrez votre lien.'],
    [
      [50053],
      'Votre compte est verrouillé pour le moment. Patientez quelques minutes ou réinitialisez votre mot de passe, puis rouvrez le lien.',
    ],
    [[50055, 50144], 'Votre mot de passe a expiré. Modifiez-le chez Microsoft, puis rouvrez le lien.'],
    [[50126], 'Le nom d’utilisateur ou le mot de passe était incorrect. Rouvrez le lien et connectez-vous.'],
    [
      [50140, 50199, 9002341],
      'Microsoft souhaite que vous confirmiez la connexion. Rouvrez le lien et répondez à sa question.',
    ],
    [[16000], 'Vous êtes connecté avec plusieurs comptes. Rouvrez le lien et choisissez-en un.'],
    [[50058], 'Vous n’êtes pas connecté à Microsoft dans ce navigateur. Rouvrez le lien et connectez-vous.'],
    [[50089], 'La connexion a pris trop de temps et a expiré. Rouvrez votre lien.'],
    [[50072, 50079], 'Votre organisation exige un second facteur. Reconnectez-vous et suivez la configuration.'],
    [[50074, 50076], 'Votre organisation vous demande une confirmation par un second facteur. Reconnectez-vous.'],
    [[50078], 'Votre organisation vous demande à nouveau une confirmation par un second facteur. Reconnectez-vous.'],
    [[500121], 'Le second facteur n’a pas été confirmé. Rouvrez le lien et confirmez-le.'],
    [
      [50097],
      'Votre organisation n’accepte que les appareils connus. Ouvrez le lien sur votre ordinateur professionnel.',
    ],
    [
      [50158],
      'Votre organisation exige une vérification supplémentaire à la connexion. Reconnectez-vous et terminez-la.',
    ],
    [
      [50105],
      'Votre organisation ne vous a pas donné accès à cette application. Demandez à votre administrateur de vous l’attribuer.',
    ],
    [
      [50131, 53000, 53001, 53002, 530003, 530032, 530035],
      'Une stratégie de sécurité de votre organisation a bloqué la connexion. Utilisez votre ordinateur professionnel ou adressez-vous à votre administrateur.',
    ],
    [
      [53003],
      'Une stratégie de votre organisation bloque cet accès. Demandez à votre administrateur d’autoriser l’application.',
    ],
    [
      [53004, 53011],
      'Microsoft considère que votre compte présente un risque et a bloqué la connexion. Réinitialisez votre mot de passe ou adressez-vous à votre administrateur.',
    ],
    [[7000112], 'Votre organisation a désactivé cette application. Demandez à votre administrateur de l’activer.'],
    [
      [500021, 500208, 500212, 500213],
      'Votre organisation n’autorise pas cette connexion. Adressez-vous à votre administrateur ou essayez en dehors du réseau de l’entreprise.',
    ],
    [
      [1000031],
      'Votre organisation n’admet pas cette application pour le moment. Adressez-vous à votre administrateur.',
    ],
    [[65001], 'L’autorisation de cette application manque ou a été retirée. Rouvrez le lien et acceptez.'],
    [
      [65004],
      'Vous n’avez pas accepté les autorisations : rien n’a été connecté. Rouvrez le lien si vous changez d’avis.',
    ],
    [
      [90093, 90094],
      'Dans votre organisation, seul un administrateur peut approuver cette application. Envoyez-lui le lien qui figure sur cette page.',
    ],
    [
      [90095],
      'Votre demande a été transmise à votre administrateur. Rouvrez votre lien une fois qu’elle aura été approuvée.',
    ],
    [
      [900941, 900981],
      'Microsoft n’autorise qu’un administrateur à approuver cette application. Envoyez-lui le lien qui figure sur cette page.',
    ],
    [
      [90099, 90130],
      'Votre organisation n’a pas encore approuvé cette application. Envoyez à votre administrateur le lien qui figure sur cette page.',
    ],
    [
      [65005, 650053, 650054, 650056, 650057],
      'Cette application n’est pas entièrement configurée du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    ],
    [
      [650052],
      'Votre organisation ne dispose pas d’un service Microsoft dont cette application a besoin. Adressez-vous à votre administrateur.',
    ],
    [
      [50001, 500011],
      'Un service Microsoft dont cette application a besoin est introuvable dans votre organisation. Adressez-vous à votre administrateur.',
    ],
    [
      [
        50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
        700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90002, 900023,
      ],
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    ],
    [
      [50020, 90072],
      'Ce compte appartient à une autre organisation. Connectez-vous avec votre compte de la bonne organisation.',
    ],
    [
      [70001, 700016, 7000229],
      'Microsoft ne connaît pas cette application dans votre organisation. Prévenez la personne qui vous a envoyé le lien.',
    ],
    [
      [90010, 90124, 9001023, 9002331, 9002332],
      'Ce type de compte Microsoft ne peut pas être utilisé ici. Connectez-vous avec le type demandé ou prévenez la personne qui vous a envoyé le lien.',
    ],
    [
      [90038, 900382, 900432],
      'Votre compte se trouve dans un autre cloud Microsoft. Prévenez la personne qui vous a envoyé le lien.',
    ],
    [
      [70011],
      'Cette application demande quelque chose qui n’existe pas pour votre type de compte. Prévenez la personne qui vous a envoyé le lien.',
    ],
    [[90024, 90025, 90033, 90055], 'Microsoft est surchargé pour le moment. Rouvrez le lien dans quelques minutes.'],
    [[70012], 'Une erreur s’est produite chez Microsoft. Rouvrez le lien dans quelques minutes.'],
    [[50196], 'Microsoft a reçu trop de connexions en peu de temps. Patientez cinq minutes et rouvrez le lien.'],
    [
      [90015, 90056, 900561],
      'Une page de la connexion a été ouverte deux fois ou dans le désordre. Rouvrez votre lien.',
    ],
  ],
  byError: {
    interaction_required: 'Microsoft vous demande de vous reconnecter. Ouvrez le lien que vous avez reçu.',
    login_required: 'Microsoft vous demande de vous reconnecter. Ouvrez le lien que vous avez reçu.',
    consent_required: 'L’autorisation de cette application manque. Rouvrez le lien et acceptez.',
    access_denied: 'Vous avez annulé : rien n’a été connecté. Rouvrez le lien si vous changez d’avis.',
    permission_denied: 'Vous avez annulé : rien n’a été connecté. Rouvrez le lien si vous changez d’avis.',
    invalid_grant: 'La connexion a pris fin. Ouvrez le lien que vous avez reçu et reconnectez-vous.',
    no_refresh_token: 'La connexion a pris fin. Ouvrez le lien que vous avez reçu et reconnectez-vous.',
    invalid_client: 'Microsoft refuse cette application. Prévenez la personne qui vous a envoyé le lien.',
    unauthorized_client: 'Microsoft refuse cette application. Prévenez la personne qui vous a envoyé le lien.',
    invalid_scope:
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    invalid_resource:
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    invalid_request:
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    unsupported_grant_type:
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    unsupported_response_type:
      'Cette application n’est pas configurée correctement du côté de son éditeur. Prévenez la personne qui vous a envoyé le lien.',
    temporarily_unavailable: 'Microsoft n’a pas pu répondre. Rouvrez le lien dans quelques minutes.',
    server_error: 'Microsoft n’a pas pu répondre. Rouvrez le lien dans quelques minutes.',
  },
  unknown: 'La connexion n’est pas allée à son terme. Rouvrez votre lien et recommencez.',
});
