import type { OutcomeCode } from '#lib/links/schema';

// An installation that nobody has named yet.
const atStart = (who: string | undefined) => who ?? 'This service';
const within = (who: string | undefined) => who ?? 'this service';

/** Everything an end user reads on the connect pages, in one place; pages hold no words of their own. */
export const words = {
  footer: 'Questions? Ask whoever sent you this link.',
  connect: {
    title: 'Connect your Microsoft account',
    asks: (who: string | undefined, what: string) => `${atStart(who)} asks for access to your account: ${what}.`,
    asksChoice: (who: string | undefined) => `${atStart(who)} asks for access to your account.`,
    choose: 'What do you want to connect?',
    mayDo: 'It will be able to',
    button: 'Continue to Microsoft',
  },
  notAsked: {
    title: 'What is not asked',
    lines: [
      'Your password: you sign in at Microsoft, on its own page, and nobody else sees it.',
      'More than is listed here: Microsoft shows you the same permissions before you accept.',
      'For ever: you can take the access back in the settings of your Microsoft account.',
    ],
  },
  account: {
    title: 'Which account',
    email: (masked: string) => `Sign in as ${masked}. Any other account is refused.`,
    tenant: (domain: string) => `Sign in with your account at ${domain}. Accounts of other organizations are refused.`,
    tenantId: 'Sign in with the account of the organization this link was made for. Others are refused.',
    same: (masked: string) => `Sign in as ${masked}, the account that was connected before. Any other one is refused.`,
    sameUnnamed: 'Sign in with the account that was connected before. Any other one is refused.',
  },
  validUntil: 'This link is valid until',
  reauthorize: {
    title: 'Sign in again',
    asks: (who: string | undefined, what: string) =>
      `${atStart(who)} can no longer reach your account (${what}) and asks you to sign in once more. Everything set up so far stays.`,
    button: 'Continue to Microsoft',
  },
  admin: {
    title: (what: string) => `Approve ${what} for your organization`,
    asks: (who: string | undefined, what: string) =>
      `Someone in your organization wants to connect ${what} to ${within(who)}. Your organization lets only an administrator allow that.`,
    permissions: 'What the app asks for',
    meaningTitle: 'What approving means',
    meaning: [
      'Everyone in your organization can then connect an account of their own without asking you.',
      'It gives access to nobody’s data by itself: each person still connects, and the app can do no more than that person.',
      'You can withdraw it in the Entra admin center under Enterprise applications.',
    ],
    role: 'You need the role Cloud Application Administrator, Application Administrator or Global Administrator.',
    button: 'Review and approve at Microsoft',
  },
  approved: {
    title: 'Your admin has approved this',
    text: 'Go on now: Microsoft will no longer ask for an approval.',
  },
  awaiting: {
    title: 'This link waits for an admin',
    text: 'Someone who opened it needs an approval. You can still continue, if you are an admin or have another account.',
  },
  stuck: {
    title: 'Still waiting on Microsoft',
    text: 'Somebody went on to Microsoft from here and has not come back. If you see an error there, it is probably one of these; otherwise continue again.',
    summary: 'Errors that Microsoft shows and what to do',
  },
  closed: {
    title: 'This link cannot be used any more',
    text: 'It was used, has expired or was withdrawn. Ask whoever sent it for a new one.',
  },
  startAgain: {
    title: 'This sign-in cannot be finished here',
    text: 'It was begun in another browser, took longer than an hour, or was finished before. Nothing was connected. Open the link you were sent once more and continue from there.',
  },
  refused: {
    title: 'This did not come from the page of the link',
    text: 'The page was open too long, or your browser does not keep cookies for this site. Open the link again and continue from there.',
    back: 'Open the link again',
  },
  limited: {
    title: 'Too many attempts',
    text: (minutes: string) => `This address has asked too often. Wait ${minutes}, then open the link again.`,
  },
  failed: {
    title: 'The sign-in could not be started',
    text: 'Nothing was connected and the link is still good. Open it again in a minute; if it fails once more, tell whoever sent it.',
    back: 'Open the link again',
  },
  unavailable: {
    title: 'This page is not available right now',
    text: 'Nothing was lost and your link is still good. Open it again in a minute.',
  },
} as const;

/** Titles of the result pages; what follows them comes with the outcome itself. */
export const resultTitles = {
  connected: 'Connected',
  cancelled: 'You cancelled',
  declined: 'Nothing was connected',
  wrong_account: 'That was another account',
  admin_needed: 'Your admin must approve this',
  admin_consented: 'Approved for your organization',
  admin_declined: 'Not approved',
  microsoft_error: 'Microsoft stopped the sign-in',
  start_again: 'Start again',
} as const satisfies Record<OutcomeCode, string>;

export const resultWords = {
  /** What is to be approved, in a sentence. */
  what: (names: string, who: string | undefined) => (who ? `${names} for ${who}` : names),
  connectedAs: (account: string) => `Your account ${account} is connected.`,
  connected: 'Your account is connected.',
  close: 'You can close this page.',
  tryAgain: 'Try again',
  askAgain: 'The link is no longer valid. Ask whoever sent it for a new one.',
  used: (account: string) => `You signed in as ${account}.`,
  expected: (masked: string) => `This link is for ${masked}.`,
  howToSwitch:
    'Try again and choose the other account in the list that Microsoft shows, or "Use another account". If it is not offered, sign out at office.com first, or use a private window.',
  admin: {
    how: 'Keep this page open: once they have approved, it goes on by itself.',
    linkLabel: 'Link for your admin',
    copyLink: 'link',
    messageLabel: 'A message you can send with it',
    copyMessage: 'message',
    subject: (what: string) => `Approval needed: ${what}`,
    message: (what: string, url: string) =>
      `Hello,\n\nI want to connect my Microsoft account (${what}), and our organization lets only an administrator allow that. Could you look at the request and approve it here?\n\n${url}\n\nThe page shows which permissions are asked before anything is approved. Thank you.`,
    mail: 'Write the e-mail',
    waiting: 'Waiting for the approval.',
    check: 'Check now',
    noLink: 'Ask whoever sent you this link for a link that your administrator can open.',
  },
  adminConsented: 'Whoever asked you can go on now; their page continues by itself. You can close this one.',
  adminDeclined: 'Nothing has changed in your organization. You can open the link again if you change your mind.',
  details: 'Details for support',
  code: 'Code',
  trace: 'Trace id',
  correlation: 'Correlation id',
  at: 'Time',
} as const;
