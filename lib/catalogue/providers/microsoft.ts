import { applicationPresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

export const microsoft: Provider = {
  id: 'microsoft',
  displayName: 'Microsoft (blank)',
  description: 'A bare Microsoft 365 sign-in; add the permissions your product needs one by one.',
  group: 'directory',
  categories: ['identity'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'sign-in',
  presets: [
    {
      id: 'sign-in',
      title: 'Sign-in only',
      description: 'Your product learns who the person is and reads their own profile.',
      scopes: [{ resource: 'graph', scopes: ['User.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'directory-read',
      title: 'Read the directory',
      description: 'Your product reads the profiles of everybody in the organization.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'User.Read.All'] }],
      adminUsuallyNeeded: true,
      why: 'User.Read.All reads about other people, so Microsoft always asks an admin.',
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-registered',
    title: 'What the registration lists',
    description: 'Your product gets the application permissions that its registration lists, whatever they are.',
    scopes: [{ resource: 'graph', scopes: [] }],
  }),
  docs: [
    {
      label: 'Microsoft Graph permissions',
      href: 'https://learn.microsoft.com/graph/permissions-reference',
    },
  ],
};
