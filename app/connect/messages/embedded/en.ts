import type { EmbeddedTexts } from './define';

const again = 'Nothing was connected. Try again; if it happens once more, tell whoever runs the page where you began.';

export const en: EmbeddedTexts = {
  footer: { ask: 'Questions? Ask whoever runs the page where you began.' },
  tiedTo: { own: 'This is for {who}.' },
  account: {
    tenantId: 'Sign in with the account of the organization that this is meant for. Others are refused.',
  },
  validUntil: 'You can connect here until <time>{at}</time>.',
  awaiting: {
    title: 'This waits for an admin',
    text: 'Someone who began here needs an approval. You can still continue, if you are an admin or have another account.',
    bound: 'Whoever began here needs the approval of an admin first.',
  },
  stuck: {
    intro:
      'Some errors are shown on Microsoft’s own pages and never lead back here. You can still continue here meanwhile.',
    approval: {
      text: 'Choose the link on Microsoft’s page that returns to the application without consent. You then get a message to send to your admin. If you could file a request there, wait for the answer and start again on the page where you began.',
    },
    otherAccount: {
      text: 'You are signed in with another account than the one that is needed, perhaps a private one. Go back and choose “Use another account”, or sign out at office.com first.',
    },
    blocked: {
      text: 'Your organization allows this only from certain devices or places. Start again on your work computer or in the company network. If that does not help, ask your admin.',
    },
    unassigned: {
      text: 'Your organization decides who may use this app. Ask your admin to assign you to it, then start again.',
    },
    setUp: {
      text: 'The app is not set up correctly on its maker’s side. There is nothing you can do: tell the code to whoever runs the page where you began.',
    },
  },
  closed: {
    title: 'You cannot connect here any more',
    text: 'This was used, has expired or was withdrawn. Go back to the page where you began and start again there.',
  },
  refused: {
    title: 'This did not come from the page that asks',
    text: 'The page was open too long, or your browser does not keep cookies for this site. Go back to the page where you began and start again there.',
  },
  limited: {
    text: 'This address has asked too often. Wait {minutes, plural, one {# minute} other {# minutes}}, then start again.',
  },
  failed: {
    text: 'Nothing was connected. Start again in a minute; if it fails once more, tell whoever runs the page where you began.',
  },
  notSetUp: {
    title: 'The app is not set up yet',
    text: 'Nothing was connected. There is nothing you can do here: tell whoever runs the page where you began that the app’s setup has to be finished first.',
  },
  unavailable: { text: 'Nothing was lost. Start again in a minute.' },
  openAgain: 'Start again',
  result: {
    cancelled: { text: 'You cancelled, so nothing was connected. You can try again.' },
    declined: { text: 'You did not accept the permissions, so nothing was connected. You can try again.' },
    wrong_account: {
      text: 'You signed in with another account than the one that is expected. Nothing was connected.',
      expected: 'Expected is {expected}.',
    },
    new_account: {
      next: 'Tell whoever runs the page where you began. Once they have allowed your new account, start again there.',
    },
    wrong_tenant: {
      text: 'You approved this for another organization than the one that is expected. Nothing was connected. Start again with an administrator account of the right organization.',
    },
    not_admin: {
      text: 'The account you signed in with is no administrator of the organization. Nothing was connected. Start again with such an account.',
    },
    role_unknown: {
      text: 'Microsoft did not say whether you are an administrator of the organization, so nothing was connected. Tell whoever runs the page where you began: they can set it up.',
    },
    start_again: { text: 'The sign-in did not finish. Start again.' },
    id_token_refused: {
      missing: `Microsoft’s answer did not say who signed in. ${again}`,
      signature: `It cannot be proved that the answer came from Microsoft: its signature fits none of Microsoft’s keys. ${again}`,
      issuer: `The answer was issued by another place than the one that was asked. ${again}`,
      audience: `The answer was meant for another app. ${again}`,
      nonce: `The answer belongs to another sign-in than the one you began. ${again}`,
      claims: `Microsoft’s answer lacks what identifies your account. ${again}`,
      times: `Microsoft’s answer is out of date. ${again}`,
    },
    clock_off: {
      text: 'The clock of this server differs by {minutes, plural, one {# minute} other {# minutes}} from Microsoft’s, so Microsoft’s answer could not be accepted. Nothing was connected. Tell whoever runs the page where you began; it works again once the clock is right.',
    },
    askAgain: 'You cannot connect here any more. Start again on the page where you began.',
  },
  askAdmin: { noLink: 'Ask whoever runs the page where you began for an address that your administrator can open.' },
};
