/**
 * The English messages, which define the keys and arguments of all translations. ICU syntax (unicode.org), arguments in
 * braces.
 */
export const en = {
  name: 'English',
  language: 'Language',
  sandbox: 'Sandbox: not Microsoft',
  /** Used if the installation has no name in its branding. */
  service: { asks: 'This service', within: 'this service' },
  footer: {
    ask: 'Questions? Ask whoever sent you this link.',
    contact: 'Questions? Contact <contact>{name}</contact>.',
    privacy: 'Privacy',
    terms: 'Terms of use',
  },
  connect: {
    title: 'Connect your Microsoft account',
    asks: '{who} asks for access to your account: {what}.',
    asksChoice: '{who} asks for access to your account.',
    choose: 'What do you want to connect?',
    mayDo: 'It will be able to',
    button: 'Continue to Microsoft',
    signIn: 'See who you are: your name and e-mail address',
    lasting: 'The access holds also while you are not signed in, until you take it back.',
    takeBack: {
      work: 'You take it back at <work>myapps.microsoft.com</work>.',
      personal: 'You take it back at <personal>account.live.com/consent/Manage</personal>.',
      any: 'You take it back at <work>myapps.microsoft.com</work> with a work or school account, at <personal>account.live.com/consent/Manage</personal> with a personal one.',
    },
  },
  access: { unknown: 'Use the permission {name}', other: 'Other' },
  notAsked: {
    title: 'What is not asked',
    password: 'Your password: you sign in at Microsoft, on its own page, and nobody else sees it.',
    more: 'More than is listed here: Microsoft shows you the same permissions before you accept.',
    writing: 'Changing, deleting, sending or sharing anything: it only reads.',
  },
  tiedTo: {
    title: 'Whose connection this becomes',
    own: 'This link is for {who}.',
    person: 'The account you choose will be tied to {who}. Go on only if that is you or you know why.',
    personAt:
      'The account you choose will be tied to {who} at {organization}. Go on only if that is you or you know why.',
    organization: 'The account you choose will be tied to {organization}. Go on only if you know why.',
    donePerson: 'It is tied to {who}.',
    donePersonAt: 'It is tied to {who} at {organization}.',
    doneOrganization: 'It is tied to {organization}.',
  },
  account: {
    title: 'Which account',
    email: 'Sign in as {masked}. Any other account is refused.',
    tenant: 'Sign in with your account at {domain}. Accounts of other organizations are refused.',
    tenantId: 'Sign in with the account of the organization this link was made for. Others are refused.',
    same: 'Sign in as {masked}, the account that was connected before. Any other one is refused.',
    sameUnnamed: 'Sign in with the account that was connected before. Any other one is refused.',
  },
  validUntil: 'This link is valid until <time>{at}</time>.',
  reauthorize: {
    title: 'Sign in again',
    asks: '{who} can no longer reach your account ({what}) and asks you to sign in once more. Everything set up so far stays.',
    onPurpose: 'If you withdrew the access on purpose, close this page.',
  },
  admin: {
    title: 'Approve {what} for your organization',
    asks: 'Someone in your organization wants to connect {what} to {who}. Your organization lets only an administrator allow that.',
    asksDirect:
      '{who} asks you to approve {what} for your organization. Nobody there can connect an account before an administrator allows it.',
    permissions: 'What the app asks for',
    reader:
      'The lines are written for each person who connects: “you” is that person, and the app reaches what that person can open.',
    meaningTitle: 'What approving means',
    everyone: 'Everyone in your organization can then connect an account of their own without asking you.',
    noAccess:
      'It gives access to nobody’s data by itself: each person still connects, and the app can do no more than that person.',
    withdraw: 'You can withdraw it in the Entra admin center under Enterprise applications.',
    role: 'You need the role Cloud Application Administrator, Application Administrator or Global Administrator.',
    button: 'Review and approve at Microsoft',
  },
  /** For the admin of a whole tenant, who lets an app in that works with nobody signed in. */
  tenant: {
    title: 'Connect {what} for your whole organization',
    asks: '{who} asks you, as an administrator, to let its app into your organization: {what}. Nobody has to sign in afterwards.',
    asksAgain:
      '{who} asks an administrator to approve its app in your organization once more: {what}. Everything set up so far stays.',
    mayDo: 'What the app will be able to do, in your whole organization',
    nothing:
      'Nothing by this approval alone: what the app reaches is decided in Exchange, in Azure or in the product itself, by whoever manages that.',
    meaningTitle: 'What approving means',
    always: 'It holds at any time, whether or not anybody is signed in, until you withdraw it.',
    everybody: 'It does not depend on what single people may do: it reaches what is listed above for everybody.',
    sites: 'It opens no site yet: after approving you choose which sites the app may use.',
    sitesKept: 'The sites that are released already stay released; after approving you can change which.',
    signIn:
      'Microsoft may ask you to sign in a second time, so that it is known who approved. No access to your own account is kept.',
    role: 'You need the role Privileged Role Administrator or Global Administrator.',
    button: 'Review and approve at Microsoft',
  },
  /** For the admin of a connected tenant, who releases single SharePoint sites to an app. */
  sites: {
    title: 'Choose the sites that {what} may use',
    asks: '{who} reaches only those SharePoint sites that you release here, and no other. You can take each one back.',
    signIn:
      'For each step Microsoft signs you in, with the right to manage all sites. It is used for that one step and not kept.',
    consent:
      'Microsoft calls it Sites.FullControl.All. Leave “Consent on behalf of your organization” unticked. The consent stays in Entra until you remove it under Enterprise applications.',
    role: 'What may the app do there?',
    field: 'Names or addresses of sites, one a line',
    hint: 'Leave it empty to see all sites.',
    find: 'Find sites',
    unfound: 'Nothing was found for:',
    noneChosen: 'No site was chosen. Choose at least one.',
    found: 'Other sites',
    more: 'Look for other sites',
    none: 'None: the app reaches no site.',
    released: 'Sites the app may use',
    read: 'Read',
    write: 'Read and write',
    mayRead: 'May read',
    mayWrite: 'May read and write',
    release: 'Release the chosen sites',
    takeBack: 'Take back',
    see: 'See what the app reaches',
    wasReleased: '{name} was released.',
    wasTakenBack: '{name} was taken back.',
    noneLeft: 'The app now reaches no site.',
  },
  approved: {
    title: 'Your admin has approved this',
    text: 'Go on now: Microsoft will no longer ask for an approval.',
  },
  approvedPerhaps: {
    title: 'An admin has approved this',
    text: 'Go on now. If Microsoft still asks for an approval, it was given in another organization: then your own admin has to approve too.',
  },
  awaiting: {
    title: 'This link waits for an admin',
    text: 'Someone who opened it needs an approval. You can still continue, if you are an admin or have another account.',
    bound: 'Whoever opened it needs the approval of an admin first.',
    send: 'What to send to the admin',
  },
  stuck: {
    title: 'Still waiting on Microsoft',
    text: 'Somebody went on to Microsoft from here and has not come back. If Microsoft showed an error, look below for what to do; otherwise continue again.',
    summary: 'If Microsoft stops you on the way',
    intro: 'Some errors are shown on Microsoft’s own pages and never lead back here. Your link stays good meanwhile.',
    codes: 'Microsoft’s code: {codes}',
    approval: {
      title: 'Microsoft says an admin must approve',
      text: 'Choose the link on Microsoft’s page that returns to the application without consent. You then get a message to send to your admin. If you could file a request there, wait for the answer and open this link again.',
    },
    otherAccount: {
      title: 'Microsoft says your account does not exist in that organization',
      text: 'You are signed in with another account than the one that is needed, perhaps a private one. Go back, choose “Use another account”, or open this link in a private window.',
    },
    blocked: {
      title: 'Microsoft says a policy blocks the access',
      text: 'Your organization allows this only from certain devices or places. Open the link on your work computer or in the company network. If that does not help, ask your admin.',
    },
    unassigned: {
      title: 'Microsoft says you are not assigned to the app',
      text: 'Your organization decides who may use this app. Ask your admin to assign you to it, then open this link again.',
    },
    locked: {
      title: 'Microsoft says your account is locked or disabled',
      text: 'Wait some minutes or reset your password at Microsoft. If the account was disabled, ask your admin.',
    },
    setUp: {
      title: 'Microsoft does not accept the app or its address',
      text: 'The app is not set up correctly on its maker’s side. There is nothing you can do: tell the sender of the link the code.',
    },
    messageLabel: 'A message for your admin',
    subject: 'Sign-in at Microsoft does not work: {what}',
    message:
      'Hello,\n\nI want to connect my Microsoft account ({what}), and Microsoft stops me on the way. Could you see in the sign-in log of the Entra admin center why, and allow the app or assign me to it under Enterprise applications?\n\nThe message from Microsoft was:\n\n\nThank you.',
  },
  closed: {
    title: 'This link cannot be used',
    text: 'It was used, has expired or was withdrawn, or its address is not complete. If it was broken across two lines in a message, copy the whole address. Otherwise ask whoever sent it for a new one.',
  },
  startAgain: {
    title: 'This sign-in cannot be finished here',
    text: 'It was begun in another browser, took longer than an hour, or was finished long ago. Coming here has changed nothing: what was connected before stays connected. Otherwise open the link you were sent once more and continue from there.',
  },
  /** For an admin who returns from Microsoft's own consent URL: only that URL's parameters are known. */
  reportedApproved: {
    title: 'Microsoft reports an approval',
    text: 'The address that brought you here says that an administrator has approved the app for an organization. Whoever waits for that can open their link again and continue.',
  },
  reportedRefused: { title: 'Microsoft reports that nothing was approved', code: 'Microsoft’s code: {code}' },
  reported: {
    proves:
      'This page proves nothing: the approval was not begun here in this browser, and anybody can open this address. Nothing was changed here. Whether the app is approved shows in the Entra admin center under Enterprise applications.',
  },
  refused: {
    title: 'This did not come from the page of the link',
    text: 'The page was open too long, or your browser does not keep cookies for this site. Open the link again and continue from there.',
  },
  notAllowedHere: {
    title: 'This cannot be opened from there',
    text: 'The page you came from may not ask for this connection. Nothing was started. Tell whoever runs that page.',
  },
  limited: {
    title: 'Too many attempts',
    text: 'This address has asked too often. Wait {minutes, plural, one {# minute} other {# minutes}}, then open the link again.',
  },
  failed: {
    title: 'The sign-in could not be started',
    text: 'Nothing was connected and the link is still good. Open it again in a minute; if it fails once more, tell whoever sent it.',
  },
  notSetUp: {
    title: 'The app behind this link is not set up yet',
    text: 'Nothing was connected, and your link is still good. There is nothing you can do here: tell whoever sent it that the app’s setup has to be finished first. Then open the same link again.',
  },
  unavailable: {
    title: 'This page is not available right now',
    text: 'Nothing was lost and your link is still good. Open it again in a minute.',
  },
  logo: 'Logo',
  embed: {
    loading: 'Loading',
    close: 'Close',
    title: 'Go on in the other window',
    text: 'Microsoft is open in a window of its own. This page goes on as soon as you are done there.',
    again: 'Start over',
    here: 'Continue in this tab instead',
    failed: 'This did not work',
    done: 'Done',
    closeWindow: 'Close this window',
    startThere: 'Close this window and start again on the page where you began.',
  },
  openAgain: 'Open the link again',
  copy: {
    link: 'Copy link',
    message: 'Copy message',
    script: 'Copy script',
    details: 'Copy the details',
    copied: 'Copied',
    failed: 'Not copied: select the text and copy it by hand',
  },
  mail: 'Write the e-mail',
  result: {
    connected: {
      title: 'Connected',
      text: 'Your account is connected.',
      textAs: 'Your account {account} is connected.',
      takeBack: 'You can take the access back at any time at <page>{place}</page>.',
    },
    cancelled: {
      title: 'You cancelled',
      text: 'You cancelled, so nothing was connected. You can open the link again.',
    },
    declined: {
      title: 'Nothing was connected',
      text: 'You did not accept the permissions, so nothing was connected. You can open the link again.',
    },
    wrong_account: {
      title: 'That was another account',
      text: 'You signed in with another account than the one this link is for. Nothing was connected.',
      used: 'You signed in as {account}.',
      expected: 'This link is for {expected}.',
      howToSwitch:
        'Try again and choose the other account in the list that Microsoft shows, or “Use another account”. If it is not offered, sign out at office.com first, or use a private window.',
    },
    new_account: {
      title: 'Your account was created again',
      text: 'Since this was connected, your account was deleted and created again: the address is the same, but to Microsoft it is another account. Nothing was connected yet.',
      next: 'Tell whoever sent you this link. Once they have allowed your new account, open the same link again.',
    },
    admin_needed: {
      title: 'Your admin must approve this',
      text: 'Your organization lets only an admin approve this. Send them the link below; then you can go on.',
    },
    admin_consented: {
      title: 'Approved for your organization',
      text: 'Thank you. You approved the permissions for your organization.',
      next: 'Whoever asked you can go on now; their page continues by itself. You can close this one.',
      nextDirect: 'People in your organization can now connect their accounts. You can close this page.',
    },
    approval_pending: {
      title: 'Microsoft needs a minute',
      text: 'Your admin has approved, but Microsoft does not know it everywhere yet. Wait a minute, then try again.',
    },
    admin_declined: {
      title: 'Not approved',
      text: 'The permissions were not approved.',
      next: 'Nothing has changed in your organization. You can open the link again if you change your mind.',
      notAdmin:
        'The account you signed in with is no administrator of the organization. Choose an admin account, or pass this link on.',
      unchanged: 'Nothing has changed in your organization.',
    },
    microsoft_error: { title: 'Microsoft stopped the sign-in' },
    tenant_connected: {
      title: 'Your organization is connected',
      text: '{account} is connected.',
      sites: 'The app reaches no site yet. Choose now which sites it may use.',
      sitesKept: 'The sites that were released stay released. You can change which sites the app may use.',
      chooseSites: 'Choose sites',
      keep: 'Keep this link: until <time>{at}</time> you can see and change the sites with it.',
      siteLink: 'Link to the sites',
      mailboxes:
        'The app reaches only mailboxes that Exchange opens to it. If that is still to be done, somebody with the Exchange role Organization Management runs this script once, for the mailboxes you choose. It takes up to two hours to work.',
      script: 'Script for Exchange Online PowerShell',
    },
    tenant_pending: {
      title: 'Microsoft is getting ready',
      text: 'You approved this. Microsoft needs a moment, sometimes a few minutes, until it knows the app in your organization. This page looks again by itself. You can also close it: the connection is then finished without you.',
    },
    wrong_tenant: {
      title: 'That was another organization',
      text: 'You approved this for another organization than the one this link is for. Nothing was connected. Open the link again with an administrator account of the right organization.',
    },
    not_admin: {
      title: 'An administrator is needed',
      text: 'The account you signed in with is no administrator of the organization. Nothing was connected. Send this link to an administrator, or open it again with such an account.',
    },
    role_unknown: {
      title: 'Nobody knows yet whether you may do this',
      text: 'Microsoft did not say whether you are an administrator of the organization, so nothing was connected. Tell whoever sent you the link: they can set it up or send you a link for your organization.',
    },
    sites_found: {
      title: 'Sites of your organization',
      text: 'This is what SharePoint says now. You can close this page, or change it below.',
      none: 'The app reaches no site yet. Choose below which sites it may use.',
    },
    sites_refused: {
      title: 'SharePoint did not allow it',
      text: 'Your account may not decide which apps use sites. Nothing was changed. Open the link again with the account of a Global Administrator or SharePoint administrator.',
    },
    start_again: {
      title: 'Start again',
      text: 'The sign-in did not finish. Open your link again and start over.',
    },
    id_token_refused: {
      title: 'The answer was not accepted',
      missing:
        'Microsoft’s answer did not say who signed in. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      signature:
        'It cannot be proved that the answer came from Microsoft: its signature fits none of Microsoft’s keys. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      issuer:
        'The answer was issued by another place than the one that was asked. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      audience:
        'The answer was meant for another app. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      nonce:
        'The answer belongs to another sign-in than the one you began. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      claims:
        'Microsoft’s answer lacks what identifies your account. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
      times:
        'Microsoft’s answer is out of date. Nothing was connected. Try again; if it happens once more, tell whoever sent you the link.',
    },
    clock_off: {
      title: 'The clock is wrong here',
      text: 'The clock of this server differs by {minutes, plural, one {# minute} other {# minutes}} from Microsoft’s, so Microsoft’s answer could not be accepted. Nothing was connected. Tell whoever sent you the link; it works again once the clock is right.',
    },
    keys_unavailable: {
      title: 'Microsoft’s keys cannot be read now',
      text: 'Without them Microsoft’s answer cannot be checked. Nothing was connected. Try again in a minute.',
    },
    close: 'You can close this page.',
    back: 'Back to {host}',
    tryAgain: 'Try again',
    askAgain: 'The link is no longer valid. Ask whoever sent it for a new one.',
    /** What needs approval, within a sentence. */
    whatFor: '{names} for {who}',
    details: 'Details for support',
    code: 'Code',
    trace: 'Trace id',
    correlation: 'Correlation id',
    at: 'Time',
  },
  askAdmin: {
    how: 'Keep this page open: once they have approved, it goes on by itself.',
    again: 'Closed it? Open the link you were sent again.',
    linkLabel: 'Link for your admin',
    messageLabel: 'A message you can send with it',
    subject: 'Approval needed: {what}',
    message:
      'Hello,\n\nI want to connect my Microsoft account ({what}), and our organization lets only an administrator allow that. Could you look at the request and approve it here?\n\n{url}\n\nThe page shows which permissions are asked before anything is approved. Thank you.',
    waiting: 'Waiting for the approval.',
    declined: 'Your admin opened it and did not approve.',
    check: 'Check now',
    elsewhere: 'If your admin approves in another way, this page does not learn of it. Try again then.',
    noLink: 'Ask whoever sent you this link for a link that your administrator can open.',
  },
} as const;
