import type { EmbeddedTexts } from './define';

const again =
  'Rien n’a été connecté. Réessayez ; si cela se reproduit, prévenez le responsable de la page où vous avez commencé.';

export const fr: EmbeddedTexts = {
  footer: { ask: 'Des questions ? Adressez-vous au responsable de la page où vous avez commencé.' },
  tiedTo: { own: 'Ceci est destiné à {who}.' },
  account: {
    tenantId: 'Connectez-vous avec le compte de l’organisation concernée. Les autres seront refusés.',
  },
  validUntil: 'Vous pouvez vous connecter ici jusqu’au <time>{at}</time>.',
  awaiting: {
    title: 'L’approbation d’un administrateur est attendue',
    text: 'Une personne qui a commencé ici a besoin d’une approbation. Vous pouvez tout de même continuer si vous êtes administrateur ou si vous avez un autre compte.',
    bound: 'La personne qui a commencé ici a d’abord besoin de l’approbation d’un administrateur.',
  },
  stuck: {
    intro:
      'Certaines erreurs s’affichent sur les pages de Microsoft et ne ramènent pas ici. Vous pouvez toujours continuer ici entre-temps.',
    approval: {
      text: 'Sur la page de Microsoft, choisissez l’option qui ramène à l’application sans accorder le consentement. Vous obtiendrez alors un message à envoyer à votre administrateur. Si vous avez pu y déposer une demande, attendez la réponse et recommencez sur la page où vous avez commencé.',
    },
    otherAccount: {
      text: 'Vous êtes connecté avec un autre compte que celui qui est requis, peut-être un compte personnel. Revenez en arrière et choisissez « Utiliser un autre compte », ou déconnectez-vous d’abord sur office.com.',
    },
    blocked: {
      text: 'Votre organisation n’autorise cet accès que depuis certains appareils ou certains lieux. Recommencez sur votre ordinateur professionnel ou depuis le réseau de l’entreprise. Si cela ne suffit pas, adressez-vous à votre administrateur.',
    },
    unassigned: {
      text: 'Votre organisation décide qui peut utiliser cette application. Demandez à votre administrateur de vous l’attribuer, puis recommencez.',
    },
    setUp: {
      text: 'L’application n’est pas configurée correctement du côté de son éditeur. Vous ne pouvez rien y faire : communiquez le code au responsable de la page où vous avez commencé.',
    },
  },
  closed: {
    title: 'Vous ne pouvez plus vous connecter ici',
    text: 'Cette demande a été utilisée, a expiré ou a été retirée. Revenez à la page où vous avez commencé et recommencez à partir de là.',
  },
  refused: {
    title: 'Cette demande ne provient pas de la page concernée',
    text: 'La page est restée ouverte trop longtemps, ou votre navigateur ne conserve pas les cookies de ce site. Revenez à la page où vous avez commencé et recommencez à partir de là.',
  },
  limited: {
    text: 'Trop de demandes sont venues de cette adresse. Patientez {minutes, plural, one {# minute} many {# minutes} other {# minutes}}, puis recommencez.',
  },
  failed: {
    text: 'Rien n’a été connecté. Recommencez dans une minute ; si le problème persiste, prévenez le responsable de la page où vous avez commencé.',
  },
  notSetUp: {
    title: 'L’application n’est pas encore configurée',
    text: 'Rien n’a été connecté. Vous ne pouvez rien faire ici : prévenez le responsable de la page où vous avez commencé que la configuration de l’application doit d’abord être terminée.',
  },
  unavailable: { text: 'Rien n’a été perdu. Recommencez dans une minute.' },
  openAgain: 'Recommencer',
  result: {
    cancelled: { text: 'Vous avez annulé : rien n’a été connecté. Vous pouvez réessayer.' },
    declined: { text: 'Vous n’avez pas accepté les autorisations : rien n’a été connecté. Vous pouvez réessayer.' },
    wrong_account: {
      text: 'Vous vous êtes connecté avec un autre compte que celui qui est attendu. Rien n’a été connecté.',
      expected: 'Compte attendu : {expected}.',
    },
    new_account: {
      next: 'Prévenez le responsable de la page où vous avez commencé. Dès qu’il aura autorisé votre nouveau compte, recommencez à partir de là.',
    },
    wrong_tenant: {
      text: 'Vous avez approuvé pour une autre organisation que celle qui est attendue. Rien n’a été connecté. Recommencez avec un compte administrateur de la bonne organisation.',
    },
    not_admin: {
      text: 'Le compte avec lequel vous vous êtes connecté n’est pas administrateur de l’organisation. Rien n’a été connecté. Recommencez avec un tel compte.',
    },
    role_unknown: {
      text: 'Microsoft n’a pas indiqué si vous êtes administrateur de l’organisation : rien n’a été connecté. Dites-le au responsable de la page où vous avez commencé : il peut le configurer.',
    },
    start_again: { text: 'La connexion n’est pas allée à son terme. Recommencez.' },
    id_token_refused: {
      missing: `La réponse de Microsoft n’indique pas qui s’est connecté. ${again}`,
      signature: `Rien ne prouve que la réponse vient de Microsoft : sa signature ne correspond à aucune clé de Microsoft. ${again}`,
      issuer: `La réponse a été émise par une autre instance que celle qui a été interrogée. ${again}`,
      audience: `La réponse était destinée à une autre application. ${again}`,
      nonce: `La réponse appartient à une autre connexion que celle que vous avez commencée. ${again}`,
      claims: `Il manque à la réponse de Microsoft ce qui identifie votre compte. ${again}`,
      times: `La réponse de Microsoft n’est plus valable. ${again}`,
    },
    clock_off: {
      text: 'L’horloge de ce serveur diffère de {minutes, plural, one {# minute} many {# minutes} other {# minutes}} de celle de Microsoft ; la réponse de Microsoft n’a donc pas pu être acceptée. Rien n’a été connecté. Prévenez le responsable de la page où vous avez commencé ; cela fonctionnera de nouveau quand l’horloge sera à l’heure.',
    },
    askAgain: 'Vous ne pouvez plus vous connecter ici. Recommencez sur la page où vous avez commencé.',
  },
  askAdmin: {
    noLink:
      'Demandez au responsable de la page où vous avez commencé une adresse que votre administrateur puisse ouvrir.',
  },
};
