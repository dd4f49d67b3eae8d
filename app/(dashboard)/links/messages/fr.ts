import { type MessageTexts, permissionList } from '../message';

export const fr: MessageTexts = {
  invitation: ({ who, account, expires }) => ({
    subject: `Connecter votre compte Microsoft${who ? ` à ${who}` : ''}`,
    body: `Bonjour,

veuillez connecter votre compte Microsoft${who ? ` à ${who}` : ''} ici :

{url}
${account ? `\nConnectez-vous chez Microsoft avec ${account} ; tout autre compte est refusé.\n` : ''}
La page dit ce qui est demandé avant que quoi que ce soit ne se passe. Le lien est valable jusqu’au ${expires} et ne peut servir qu’une fois.`,
  }),
  reauthorize: ({ who, what, account, expires }) => ({
    subject: `Se connecter à nouveau : ${what}`,
    body: `Bonjour,

${who ? `${who} ne peut plus` : 'nous ne pouvons plus'} accéder à votre compte Microsoft (${what}) ou ${who ? 'a' : 'avons'} besoin de plus d’autorisations qu’avant. Connectez-vous encore une fois avec ce compte ici ; tout ce qui est en place reste :

{url}

Seul ${account ? `${account}, le compte connecté auparavant,` : 'le compte connecté auparavant'} peut utiliser le lien. Il est valable jusqu’au ${expires} et ne peut servir qu’une fois.`,
  }),
  admin: ({ who, what, permissions, expires }) => ({
    subject: `Approbation nécessaire chez Microsoft : ${what}${who ? ` pour ${who}` : ''}`,
    body: `Bonjour,

des personnes de votre organisation souhaitent connecter leur compte Microsoft (${what})${who ? ` à ${who}` : ''}. Chez Microsoft, seul un administrateur peut l’approuver. Veuillez examiner la demande et l’approuver ici :

{url}

Elle porte sur ces autorisations, chacune au nom de la personne qui se connecte :
${permissionList(permissions)}

L’approbation seule ne donne accès aux données de personne : chacun connecte son propre compte, et l’application ne peut pas faire plus que cette personne. Vous pouvez la retirer dans le centre d’administration Entra, sous « Applications d’entreprise ».

Il vous faut le rôle Administrateur d’application cloud, Administrateur d’application ou Administrateur général. Le lien est valable jusqu’au ${expires}.`,
  }),
  tenant: ({ who, what, permissions, expires }) => ({
    subject: `Approbation nécessaire chez Microsoft : ${what}${who ? ` pour ${who}` : ''}`,
    body: `Bonjour,

veuillez autoriser ${who ? `${who} (${what})` : what} dans votre organisation. La page dit ce que cela permet avant que quoi que ce soit ne se passe :

{url}

${
  permissions.length > 0
    ? `La demande porte sur ces autorisations d’application, valables pour toute l’organisation sans que personne soit connecté :\n${permissionList(permissions)}`
    : 'Dans Entra, aucune autorisation n’est demandée : ce qui est accessible se décide là où sont les données.'
}

Il vous faut le rôle Administrateur de rôle privilégié ou Administrateur général. Vous pouvez retirer l’approbation dans le centre d’administration Entra, sous « Applications d’entreprise ». Le lien est valable jusqu’au ${expires} et ne peut servir qu’une fois.`,
  }),
  sites: ({ who, what, expires }) => ({
    subject: `Choisir les sites que ${who ?? what} peut utiliser`,
    body: `Bonjour,

${who ? `${who} (${what})` : what} n’accède qu’aux sites SharePoint de votre organisation que vous lui ouvrez. Choisissez-les, ou retirez-en un, ici :

{url}

Il vous faut le rôle Administrateur SharePoint ou Administrateur général. Le lien est valable jusqu’au ${expires} et peut servir plusieurs fois.`,
  }),
};
