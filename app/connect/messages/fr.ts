import type { Translation } from './translation';

export const fr: Translation = {
  name: 'Français',
  language: 'Langue',
  sandbox: 'Bac à sable : ce n’est pas Microsoft',
  service: { asks: 'Ce service', within: 'ce service' },
  footer: {
    ask: 'Des questions ? Adressez-vous à la personne qui vous a envoyé ce lien.',
    contact: 'Des questions ? Contactez <contact>{name}</contact>.',
    privacy: 'Confidentialité',
    terms: 'Conditions d’utilisation',
  },
  connect: {
    title: 'Connecter votre compte Microsoft',
    asks: '{who} demande l’accès à votre compte : {what}.',
    asksChoice: '{who} demande l’accès à votre compte.',
    choose: 'Que souhaitez-vous connecter ?',
    mayDo: 'Ce que cet accès permettra',
    button: 'Continuer vers Microsoft',
    signIn: 'Voir qui vous êtes : votre nom et votre adresse e-mail',
    lasting: 'L’accès vaut aussi quand vous n’êtes pas connecté, jusqu’à ce que vous le retiriez.',
    takeBack: {
      work: 'Vous le retirez sur <work>myapps.microsoft.com</work>.',
      personal: 'Vous le retirez sur <personal>account.live.com/consent/Manage</personal>.',
      any: 'Vous le retirez sur <work>myapps.microsoft.com</work> pour un compte professionnel ou scolaire, sur <personal>account.live.com/consent/Manage</personal> pour un compte personnel.',
    },
  },
  access: { unknown: 'Utiliser l’autorisation {name}', other: 'Autres' },
  notAsked: {
    title: 'Ce qui n’est pas demandé',
    password: 'Votre mot de passe : vous vous connectez sur la page de Microsoft et personne d’autre ne le voit.',
    more: 'Plus que ce qui figure ici : Microsoft vous présente les mêmes autorisations avant que vous les acceptiez.',
    writing: 'Modifier, supprimer, envoyer ou partager quoi que ce soit : seule la lecture est demandée.',
  },
  tiedTo: {
    title: 'À qui ce compte sera rattaché',
    own: 'Ce lien est destiné à {who}.',
    person:
      'Le compte que vous choisissez sera rattaché à {who}. Ne continuez que s’il s’agit de vous ou si vous savez pourquoi.',
    personAt:
      'Le compte que vous choisissez sera rattaché à {who}, {organization}. Ne continuez que s’il s’agit de vous ou si vous savez pourquoi.',
    organization:
      'Le compte que vous choisissez sera rattaché à {organization}. Ne continuez que si vous savez pourquoi.',
    donePerson: 'Il est rattaché à {who}.',
    donePersonAt: 'Il est rattaché à {who}, {organization}.',
    doneOrganization: 'Il est rattaché à {organization}.',
  },
  account: {
    title: 'Quel compte utiliser',
    email: 'Connectez-vous en tant que {masked}. Tout autre compte sera refusé.',
    tenant: 'Connectez-vous avec votre compte {domain}. Les comptes d’autres organisations seront refusés.',
    tenantId:
      'Connectez-vous avec le compte de l’organisation pour laquelle ce lien a été créé. Les autres seront refusés.',
    same: 'Connectez-vous en tant que {masked}, le compte connecté précédemment. Tout autre compte sera refusé.',
    sameUnnamed: 'Connectez-vous avec le compte connecté précédemment. Tout autre compte sera refusé.',
  },
  validUntil: 'Ce lien est valable jusqu’au <time>{at}</time>.',
  reauthorize: {
    title: 'Se reconnecter',
    asks: '{who} ne peut plus accéder à votre compte ({what}) et vous demande de vous reconnecter. Tout ce qui a été configuré est conservé.',
    onPurpose: 'Si vous avez retiré l’accès volontairement, fermez cette page.',
  },
  admin: {
    title: 'Approuver {what} pour votre organisation',
    asks: 'Une personne de votre organisation souhaite connecter {what} à {who}. Dans votre organisation, seul un administrateur peut l’autoriser.',
    asksDirect:
      '{who} vous demande d’approuver {what} pour votre organisation. Avant cela, personne n’y peut connecter de compte.',
    permissions: 'Ce que l’application demande',
    reader:
      'Ces lignes s’adressent à chaque personne qui connecte son compte : « vous » désigne cette personne, et l’application atteint ce que cette personne peut ouvrir.',
    meaningTitle: 'Ce que signifie le consentement de l’administrateur',
    everyone: 'Chaque membre de votre organisation pourra ensuite connecter son propre compte sans vous solliciter.',
    noAccess:
      'Il ne donne en lui-même accès aux données de personne : chacun connecte encore son compte, et l’application ne peut rien faire de plus que cette personne.',
    withdraw: 'Vous pouvez le retirer dans le centre d’administration Entra, sous « Applications d’entreprise ».',
    role: 'Vous devez disposer du rôle Administrateur d’application cloud, Administrateur d’application ou Administrateur général.',
    button: 'Vérifier et approuver chez Microsoft',
  },
  tenant: {
    title: 'Connecter {what} pour toute votre organisation',
    asks: '{who} vous demande, en tant qu’administrateur, d’admettre son application dans votre organisation : {what}. Personne n’a à se connecter ensuite.',
    asksAgain:
      '{who} demande à un administrateur d’approuver à nouveau son application dans votre organisation : {what}. Tout ce qui a été configuré reste en place.',
    mayDo: 'Ce que l’application pourra faire, dans toute votre organisation',
    nothing:
      'Rien par cette seule approbation : ce que l’application atteint se décide dans Exchange, dans Azure ou dans le produit lui-même, par ceux qui les gèrent.',
    meaningTitle: 'Ce que signifie votre approbation',
    always: 'Elle vaut à tout moment, que quelqu’un soit connecté ou non, jusqu’à ce que vous la retiriez.',
    everybody:
      'Elle ne dépend pas de ce que chacun peut faire : elle vaut pour tout le monde, dans les limites indiquées ci-dessus.',
    sites:
      'Elle n’ouvre encore aucun site : après l’approbation, vous choisissez les sites que l’application peut utiliser.',
    sitesKept: 'Les sites déjà autorisés le restent ; après l’approbation, vous pouvez les modifier.',
    signIn:
      'Microsoft peut vous demander de vous connecter une seconde fois, afin que l’on sache qui a approuvé. Aucun accès à votre propre compte n’est conservé.',
    role: 'Il vous faut le rôle Administrateur de rôle privilégié ou Administrateur général.',
    button: 'Examiner et approuver chez Microsoft',
  },
  sites: {
    title: 'Choisir les sites que {what} peut utiliser',
    asks: '{who} n’atteint que les sites SharePoint que vous ouvrez ici, et aucun autre. Vous pouvez revenir sur chacun.',
    signIn:
      'À chaque étape, Microsoft vous connecte avec le droit de gérer tous les sites. Il sert à cette seule étape et n’est pas conservé.',
    consent:
      'Microsoft l’appelle Sites.FullControl.All. Laissez « Consentement pour le compte de votre organisation » décoché. Le consentement reste dans Entra jusqu’à ce que vous le retiriez sous « Applications d’entreprise ».',
    role: 'Que peut y faire l’application ?',
    field: 'Noms ou adresses de sites, un par ligne',
    hint: 'Laissez vide pour voir tous les sites.',
    find: 'Chercher des sites',
    unfound: 'Rien n’a été trouvé pour :',
    noneChosen: 'Aucun site n’a été choisi. Choisissez-en au moins un.',
    found: 'Autres sites',
    more: 'Chercher d’autres sites',
    none: 'Aucun : l’application n’atteint aucun site.',
    released: 'Sites que l’application peut utiliser',
    read: 'Lire',
    write: 'Lire et écrire',
    mayRead: 'Peut lire',
    mayWrite: 'Peut lire et écrire',
    release: 'Ouvrir les sites choisis',
    takeBack: 'Retirer',
    see: 'Voir ce que l’application atteint',
    wasReleased: 'L’accès à {name} a été ouvert.',
    wasTakenBack: 'L’accès à {name} a été retiré.',
    noneLeft: 'L’application n’atteint plus aucun site.',
  },
  approved: {
    title: 'Votre administrateur a donné son approbation',
    text: 'Vous pouvez continuer : Microsoft ne demandera plus d’approbation.',
  },
  approvedPerhaps: {
    title: 'Un administrateur a donné son approbation',
    text: 'Vous pouvez continuer. Si Microsoft demande encore une approbation, elle a été donnée dans une autre organisation : votre propre administrateur doit alors approuver aussi.',
  },
  awaiting: {
    title: 'Ce lien attend l’approbation d’un administrateur',
    text: 'La personne qui l’a ouvert a besoin d’une approbation. Vous pouvez tout de même continuer si vous êtes administrateur ou si vous avez un autre compte.',
    bound: 'La personne qui l’a ouvert a d’abord besoin de l’approbation d’un administrateur.',
    send: 'Ce qu’il faut envoyer à l’administrateur',
  },
  stuck: {
    title: 'Toujours en attente de Microsoft',
    text: 'Quelqu’un est parti d’ici vers Microsoft et n’est pas encore revenu. Si Microsoft a affiché une erreur, voyez ci-dessous ce qu’il faut faire ; sinon, continuez à nouveau.',
    summary: 'Si vous êtes bloqué chez Microsoft',
    intro:
      'Certaines erreurs s’affichent sur les pages de Microsoft et ne ramènent pas ici. Votre lien reste valable entre-temps.',
    codes: 'Code de Microsoft : {codes}',
    approval: {
      title: 'Microsoft exige l’approbation d’un administrateur',
      text: 'Sur la page de Microsoft, choisissez le lien qui ramène à l’application sans accorder le consentement. Vous obtiendrez alors un message à envoyer à votre administrateur. Si vous avez pu y déposer une demande, attendez la réponse et rouvrez ce lien.',
    },
    otherAccount: {
      title: 'Microsoft indique que votre compte n’existe pas dans cette organisation',
      text: 'Vous êtes connecté avec un autre compte que celui qui est requis, peut-être un compte personnel. Revenez en arrière, choisissez « Utiliser un autre compte » ou ouvrez ce lien dans une fenêtre privée.',
    },
    blocked: {
      title: 'Microsoft indique qu’une stratégie bloque l’accès',
      text: 'Votre organisation n’autorise cet accès que depuis certains appareils ou certains lieux. Ouvrez le lien sur votre ordinateur professionnel ou depuis le réseau de l’entreprise. Si cela ne suffit pas, adressez-vous à votre administrateur.',
    },
    unassigned: {
      title: 'Microsoft indique que l’application ne vous est pas attribuée',
      text: 'Votre organisation décide qui peut utiliser cette application. Demandez à votre administrateur de vous l’attribuer, puis rouvrez ce lien.',
    },
    locked: {
      title: 'Microsoft indique que votre compte est verrouillé ou désactivé',
      text: 'Patientez quelques minutes ou réinitialisez votre mot de passe chez Microsoft. Si le compte a été désactivé, adressez-vous à votre administrateur.',
    },
    setUp: {
      title: 'Microsoft n’accepte pas l’application ou son adresse',
      text: 'L’application n’est pas configurée correctement du côté de son éditeur. Vous ne pouvez rien y faire : communiquez le code à la personne qui vous a envoyé le lien.',
    },
    messageLabel: 'Un message pour votre administrateur',
    subject: 'La connexion à Microsoft ne fonctionne pas : {what}',
    message:
      'Bonjour,\n\nJe souhaite connecter mon compte Microsoft ({what}), mais Microsoft m’arrête en chemin. Pourriez-vous en chercher la raison dans le journal de connexion du centre d’administration Entra, puis autoriser l’application ou me l’attribuer sous « Applications d’entreprise » ?\n\nLe message de Microsoft était :\n\n\nMerci.',
  },
  closed: {
    title: 'Ce lien ne peut pas être utilisé',
    text: 'Il a déjà servi, a expiré ou a été retiré, ou son adresse est incomplète. Si elle a été coupée sur deux lignes dans un message, copiez l’adresse entière. Sinon, demandez un nouveau lien à la personne qui vous l’a envoyé.',
  },
  startAgain: {
    title: 'Cette connexion ne peut pas être terminée ici',
    text: 'Elle a été commencée dans un autre navigateur, a duré plus d’une heure ou est terminée depuis longtemps. Votre visite n’a rien changé : ce qui était déjà connecté le reste. Sinon, rouvrez le lien que vous avez reçu et continuez à partir de là.',
  },
  reportedApproved: {
    title: 'Microsoft signale une approbation',
    text: 'D’après l’adresse qui vous a amené ici, un administrateur a approuvé l’application pour une organisation. La personne qui l’attend peut rouvrir son lien et continuer.',
  },
  reportedRefused: { title: 'Microsoft signale que rien n’a été approuvé', code: 'Code de Microsoft : {code}' },
  reported: {
    proves:
      'Cette page ne prouve rien : l’approbation n’a pas été commencée ici dans ce navigateur, et n’importe qui peut ouvrir cette adresse. Rien n’a été modifié ici. Le centre d’administration Entra indique sous « Applications d’entreprise » si l’application est approuvée.',
  },
  refused: {
    title: 'Cette demande ne provient pas de la page du lien',
    text: 'La page est restée ouverte trop longtemps, ou votre navigateur ne conserve pas les cookies de ce site. Rouvrez le lien et continuez à partir de là.',
  },
  notAllowedHere: {
    title: 'Ouverture impossible depuis cette page',
    text: 'La page d’où vous venez n’a pas le droit de demander cette connexion. Rien n’a été commencé. Signalez-le à la personne qui gère cette page.',
  },
  limited: {
    title: 'Trop de tentatives',
    text: 'Trop de demandes sont venues de cette adresse. Patientez {minutes, plural, one {# minute} many {# minutes} other {# minutes}}, puis rouvrez le lien.',
  },
  failed: {
    title: 'La connexion n’a pas pu démarrer',
    text: 'Rien n’a été connecté et le lien reste valable. Rouvrez-le dans une minute ; si le problème persiste, prévenez la personne qui vous l’a envoyé.',
  },
  notSetUp: {
    title: 'L’application de ce lien n’est pas encore configurée',
    text: 'Rien n’a été connecté et votre lien reste valable. Vous ne pouvez rien faire ici : prévenez la personne qui vous l’a envoyé que la configuration de l’application doit d’abord être terminée. Rouvrez ensuite le même lien.',
  },
  unavailable: {
    title: 'Cette page n’est pas disponible pour le moment',
    text: 'Rien n’a été perdu et votre lien reste valable. Rouvrez-le dans une minute.',
  },
  logo: 'Logo',
  embed: {
    loading: 'Chargement',
    close: 'Fermer',
    title: 'Continuez dans l’autre fenêtre',
    text: 'Microsoft est ouvert dans sa propre fenêtre. Cette page reprend dès que vous y avez terminé.',
    again: 'Recommencer',
    here: 'Continuer plutôt dans cet onglet',
    failed: 'Cela n’a pas fonctionné',
    done: 'Terminé',
    closeWindow: 'Fermer cette fenêtre',
    startThere: 'Fermez cette fenêtre et recommencez sur la page où vous avez commencé.',
  },
  openAgain: 'Rouvrir le lien',
  copy: {
    link: 'Copier le lien',
    message: 'Copier le message',
    script: 'Copier le script',
    details: 'Copier les informations',
    copied: 'Copié',
    failed: 'Non copié : sélectionnez le texte et copiez-le manuellement',
  },
  mail: 'Rédiger l’e-mail',
  result: {
    connected: {
      title: 'Compte connecté',
      text: 'Votre compte est connecté.',
      textAs: 'Votre compte {account} est connecté.',
      takeBack: 'Vous pouvez retirer l’accès à tout moment sur <page>{place}</page>.',
    },
    cancelled: {
      title: 'Vous avez annulé',
      text: 'Vous avez annulé : rien n’a été connecté. Vous pouvez rouvrir le lien.',
    },
    declined: {
      title: 'Rien n’a été connecté',
      text: 'Vous n’avez pas accepté les autorisations : rien n’a été connecté. Vous pouvez rouvrir le lien.',
    },
    wrong_account: {
      title: 'C’était un autre compte',
      text: 'Vous vous êtes connecté avec un autre compte que celui auquel ce lien est destiné. Rien n’a été connecté.',
      used: 'Vous vous êtes connecté en tant que {account}.',
      expected: 'Ce lien est destiné à : {expected}.',
      howToSwitch:
        'Réessayez et choisissez l’autre compte dans la liste affichée par Microsoft, ou « Utiliser un autre compte ». S’il n’est pas proposé, déconnectez-vous d’abord sur office.com ou utilisez une fenêtre privée.',
    },
    new_account: {
      title: 'Votre compte a été recréé',
      text: 'Depuis la connexion, votre compte a été supprimé puis recréé : l’adresse est la même, mais pour Microsoft c’est un autre compte. Rien n’a encore été connecté.',
      next: 'Prévenez la personne qui vous a envoyé ce lien. Dès qu’elle aura autorisé votre nouveau compte, rouvrez le même lien.',
    },
    admin_needed: {
      title: 'Votre administrateur doit donner son approbation',
      text: 'Dans votre organisation, le consentement de l’administrateur est nécessaire. Envoyez-lui le lien ci-dessous ; vous pourrez ensuite continuer.',
    },
    admin_consented: {
      title: 'Approuvé pour votre organisation',
      text: 'Merci. Vous avez approuvé les autorisations pour votre organisation.',
      next: 'La personne qui vous a sollicité peut maintenant continuer ; sa page avance d’elle-même. Vous pouvez fermer celle-ci.',
      nextDirect:
        'Les membres de votre organisation peuvent maintenant connecter leurs comptes. Vous pouvez fermer cette page.',
    },
    approval_pending: {
      title: 'Microsoft a besoin d’une minute',
      text: 'Votre administrateur a donné son approbation, mais Microsoft ne l’a pas encore prise en compte partout. Patientez une minute, puis réessayez.',
    },
    admin_declined: {
      title: 'Non approuvé',
      text: 'Les autorisations n’ont pas été approuvées.',
      next: 'Rien n’a changé dans votre organisation. Vous pouvez rouvrir le lien si vous changez d’avis.',
      notAdmin:
        'Le compte avec lequel vous vous êtes connecté n’est pas administrateur de l’organisation. Choisissez un compte d’administrateur, ou transmettez ce lien.',
      unchanged: 'Rien n’a changé dans votre organisation.',
    },
    microsoft_error: { title: 'Microsoft a interrompu la connexion' },
    tenant_connected: {
      title: 'Votre organisation est connectée',
      text: '{account} est connectée.',
      sites: 'L’application n’atteint encore aucun site. Choisissez maintenant ceux qu’elle peut utiliser.',
      sitesKept: 'Les sites autorisés le restent. Vous pouvez modifier ceux que l’application peut utiliser.',
      chooseSites: 'Choisir les sites',
      keep: 'Gardez ce lien : jusqu’au <time>{at}</time>, il vous permet de voir et de modifier les sites.',
      siteLink: 'Lien vers les sites',
      mailboxes:
        'L’application n’atteint que les boîtes aux lettres qu’Exchange lui ouvre. Si ce n’est pas encore fait, une personne ayant le rôle Exchange Gestion de l’organisation (Organization Management) exécute ce script une fois, pour les boîtes que vous choisissez. Il prend effet en deux heures au plus.',
      script: 'Script pour Exchange Online PowerShell',
    },
    tenant_pending: {
      title: 'Microsoft se prépare',
      text: 'Vous avez approuvé. Microsoft a besoin d’un moment, parfois de quelques minutes, avant de connaître l’application dans votre organisation. Cette page vérifie d’elle-même. Vous pouvez aussi la fermer : la connexion se terminera sans vous.',
    },
    wrong_tenant: {
      title: 'C’était une autre organisation',
      text: 'Vous avez approuvé pour une autre organisation que celle à laquelle ce lien est destiné. Rien n’a été connecté. Rouvrez le lien avec un compte administrateur de la bonne organisation.',
    },
    not_admin: {
      title: 'Il faut un administrateur',
      text: 'Le compte avec lequel vous vous êtes connecté n’est pas administrateur de l’organisation. Rien n’a été connecté. Envoyez ce lien à un administrateur ou rouvrez-le avec un tel compte.',
    },
    role_unknown: {
      title: 'On ne sait pas encore si vous y êtes autorisé',
      text: 'Microsoft n’a pas indiqué si vous êtes administrateur de l’organisation : rien n’a été connecté. Dites-le à la personne qui vous a envoyé le lien : elle peut le configurer ou vous envoyer un lien pour votre organisation.',
    },
    sites_found: {
      title: 'Sites de votre organisation',
      text: 'C’est ce qu’indique SharePoint à présent. Vous pouvez fermer cette page ou modifier cela ci-dessous.',
      none: 'L’application n’atteint encore aucun site. Choisissez ci-dessous ceux qu’elle peut utiliser.',
    },
    sites_refused: {
      title: 'SharePoint ne l’a pas permis',
      text: 'Votre compte ne peut pas décider quelles applications utilisent les sites. Rien n’a été modifié. Rouvrez le lien avec le compte d’un administrateur général ou SharePoint.',
    },
    start_again: {
      title: 'Veuillez recommencer',
      text: 'La connexion n’est pas allée à son terme. Rouvrez votre lien et recommencez.',
    },
    id_token_refused: {
      title: 'La réponse n’a pas été acceptée',
      missing:
        'La réponse de Microsoft n’indique pas qui s’est connecté. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      signature:
        'Rien ne prouve que la réponse vient de Microsoft : sa signature ne correspond à aucune clé de Microsoft. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      issuer:
        'La réponse a été émise par une autre instance que celle qui a été interrogée. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      audience:
        'La réponse était destinée à une autre application. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      nonce:
        'La réponse appartient à une autre connexion que celle que vous avez commencée. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      claims:
        'Il manque à la réponse de Microsoft ce qui identifie votre compte. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
      times:
        'La réponse de Microsoft n’est plus valable. Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez la personne qui vous a envoyé le lien.',
    },
    clock_off: {
      title: 'L’horloge n’est pas à l’heure ici',
      text: 'L’horloge de ce serveur diffère de {minutes, plural, one {# minute} many {# minutes} other {# minutes}} de celle de Microsoft ; la réponse de Microsoft n’a donc pas pu être acceptée. Rien n’a été connecté. Prévenez la personne qui vous a envoyé le lien ; il fonctionnera de nouveau quand l’horloge sera à l’heure.',
    },
    keys_unavailable: {
      title: 'Les clés de Microsoft sont illisibles pour le moment',
      text: 'Sans elles, la réponse de Microsoft ne peut pas être vérifiée. Rien n’a été connecté. Réessayez dans une minute.',
    },
    close: 'Vous pouvez fermer cette page.',
    back: 'Retour à {host}',
    tryAgain: 'Réessayer',
    askAgain: 'Le lien n’est plus valable. Demandez-en un nouveau à la personne qui vous l’a envoyé.',
    whatFor: '{names} pour {who}',
    details: 'Informations pour le support',
    code: 'Code',
    trace: 'ID de suivi',
    correlation: 'ID de corrélation',
    at: 'Heure',
  },
  askAdmin: {
    how: 'Gardez cette page ouverte : une fois l’approbation donnée, elle avance d’elle-même.',
    again: 'Page fermée ? Rouvrez le lien que vous avez reçu.',
    linkLabel: 'Lien pour votre administrateur',
    messageLabel: 'Un message que vous pouvez y joindre',
    subject: 'Approbation nécessaire : {what}',
    message:
      'Bonjour,\n\nJe souhaite connecter mon compte Microsoft ({what}). Dans notre organisation, seul un administrateur peut l’autoriser. Pourriez-vous examiner la demande et l’approuver ici ?\n\n{url}\n\nLa page indique quelles autorisations sont demandées avant toute approbation. Merci.',
    waiting: 'En attente de l’approbation.',
    declined: 'Votre administrateur l’a ouvert et n’a pas donné son approbation.',
    check: 'Vérifier maintenant',
    elsewhere:
      'Si votre administrateur donne son approbation autrement, cette page n’en est pas informée. Réessayez alors.',
    noLink: 'Demandez à la personne qui vous a envoyé ce lien un lien que votre administrateur puisse ouvrir.',
  },
};
