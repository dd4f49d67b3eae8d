import { type MessageTexts, permissionList } from '../message';

export const en: MessageTexts = {
  invitation: ({ who, account, expires }) => ({
    subject: `Connect your Microsoft account${who ? ` to ${who}` : ''}`,
    body: `Hello,

please connect your Microsoft account${who ? ` to ${who}` : ''} here:

{url}
${account ? `\nSign in at Microsoft with ${account}; any other account is refused.\n` : ''}
The page says what is asked before anything happens. The link is valid until ${expires} and can be used once.`,
  }),
  reauthorize: ({ who, what, account, expires }) => ({
    subject: `Sign in again: ${what}`,
    body: `Hello,

${who ?? 'we'} can no longer reach your Microsoft account (${what}) or ${who ? 'needs' : 'need'} more permissions than before. Sign in with it once more here, and everything goes on as it is set up:

{url}

Only ${account ? `${account}, the account that was connected before,` : 'the account that was connected before'} can use the link. It is valid until ${expires} and can be used once.`,
  }),
  admin: ({ who, what, permissions, expires }) => ({
    subject: `Approval needed at Microsoft: ${what}${who ? ` for ${who}` : ''}`,
    body: `Hello,

people in your organization want to connect their Microsoft accounts (${what})${who ? ` to ${who}` : ''}. Microsoft lets only an administrator approve that. Please look at the request and approve it here:

{url}

It asks for these permissions, each on behalf of the person who signs in:
${permissionList(permissions)}

By itself the approval gives access to nobody's data: each person still connects, and the app can do no more than that person. You can withdraw it in the Entra admin center under Enterprise applications.

You need the role Cloud Application Administrator, Application Administrator or Global Administrator. The link is valid until ${expires}.`,
  }),
  tenant: ({ who, what, permissions, expires }) => ({
    subject: `Approval needed at Microsoft: ${what}${who ? ` for ${who}` : ''}`,
    body: `Hello,

please let ${who ? `${who} (${what})` : what} into your organization. The page says what that allows before anything happens:

{url}

${
  permissions.length > 0
    ? `It asks for these application permissions, which hold for the whole organization with nobody signed in:\n${permissionList(permissions)}`
    : 'In Entra it asks for no permission: what it reaches is decided where the data is.'
}

You need the role Privileged Role Administrator or Global Administrator. You can withdraw it in the Entra admin center under Enterprise applications. The link is valid until ${expires} and can be used once.`,
  }),
  sites: ({ who, what, expires }) => ({
    subject: `Choose the sites that ${who ?? what} may use`,
    body: `Hello,

${who ? `${who} (${what})` : what} reaches only those SharePoint sites of your organization that you release for it. Choose them, or take one back, here:

{url}

You need the role SharePoint Administrator or Global Administrator. The link is valid until ${expires} and can be used more than once.`,
  }),
};
