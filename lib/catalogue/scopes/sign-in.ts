import { defineScopes } from './define.ts';

export const signInScopes = defineScopes({ resource: 'graph', product: 'Sign-in' }, [
  {
    name: 'openid',
    id: '37f7f235-527c-4136-accd-4a02d197296e',
    line: 'Signs the person in and says which Microsoft account it was.',
    endUserLine: 'Know which Microsoft account you signed in with',
    personalAccounts: true,
  },
  {
    name: 'profile',
    id: '14dad69e-099b-42c9-810b-d002981feec1',
    line: 'Adds the display name and user name to the sign-in.',
    endUserLine: 'See your name',
    personalAccounts: true,
  },
  {
    name: 'email',
    id: '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0',
    line: 'Adds the e-mail address to the sign-in, where the account has one.',
    endUserLine: 'See your e-mail address',
    personalAccounts: true,
  },
  {
    name: 'offline_access',
    id: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
    line: 'Lets Latchkey refresh tokens while the person is away; without it a connection ends after about an hour.',
    endUserLine: 'Keep working while you are not signed in, until you or your admin end it',
    personalAccounts: true,
  },
  {
    name: 'User.Read',
    id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
    line: 'Reads the profile of the person who connects, and nobody else.',
    endUserLine: 'Read your own profile',
    personalAccounts: true,
  },
]);
