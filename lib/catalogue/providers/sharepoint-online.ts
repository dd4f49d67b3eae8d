import { applicationPresets, releasedSites } from '../application-presets.ts';
import type { Provider } from '../types.ts';

const whySites =
  'Sites.Read.All is what the SharePoint token needs: without it the connection has a Graph token only. It reaches ' +
  'every site the person can open, so in many tenants only an admin can grant it.';

export const sharePointOnline: Provider = {
  id: 'sharepoint-online',
  displayName: 'SharePoint Online',
  description: 'Sites, lists and document libraries of an organization.',
  group: 'files',
  categories: ['storage', 'files', 'knowledge-base'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal'],
  defaultPreset: 'sites-read',
  presets: [
    {
      id: 'sites-selected',
      title: 'Released sites only (no SharePoint token)',
      description:
        'Your product reaches only those sites for which an admin has given it a permission of its own, and nothing before.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Sites.Selected'] }],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'sites-read',
      title: 'Read sites',
      description: 'Your product reads the sites, lists and documents the person can open.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Sites.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
    {
      id: 'sites-read-rest',
      title: "Read sites, also through SharePoint's own API",
      description: "Your product reads sites through Graph and through SharePoint's REST API and search.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Sites.Read.All'] },
        { resource: 'sharepoint', scopes: ['AllSites.Read'] },
      ],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
    {
      id: 'sites-write',
      title: 'Read and write sites',
      description: 'Your product reads sites and adds, changes and deletes items and documents the person can.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Sites.Read.All', 'Sites.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
    {
      id: 'sites-write-rest',
      title: "Read and write sites, also through SharePoint's own API",
      description: "Your product changes what the person can, through Graph and through SharePoint's REST API.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Sites.Read.All', 'Sites.ReadWrite.All'] },
        { resource: 'sharepoint', scopes: ['AllSites.Write'] },
      ],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
    {
      id: 'sites-manage',
      title: 'Manage lists and libraries',
      description: 'Your product also creates, changes and deletes lists and libraries in the sites the person can.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Sites.Read.All', 'Sites.Manage.All'] }],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets(
    releasedSites,
    {
      id: 'app-sites-read',
      title: 'Read all sites',
      description: 'Your product reads every SharePoint site, list and document of the organization.',
      scopes: [{ resource: 'graph', scopes: ['Sites.Read.All'] }],
    },
    {
      id: 'app-sites-write',
      title: 'Read and write all sites',
      description: 'Your product reads and changes items in every SharePoint site of the organization.',
      scopes: [{ resource: 'graph', scopes: ['Sites.ReadWrite.All'] }],
    },
    {
      id: 'app-sites-full',
      title: 'Control all sites',
      description: 'Your product does anything in every SharePoint site of the organization, permissions included.',
      scopes: [{ resource: 'graph', scopes: ['Sites.FullControl.All'] }],
    },
    {
      id: 'app-rest-sites-selected',
      title: 'Released sites, through SharePoint’s own API too',
      description:
        'Your product reaches released sites by Graph and by SharePoint’s own REST API, which takes a certificate instead of a client secret.',
      scopes: [
        { resource: 'graph', scopes: ['Sites.Selected'] },
        { resource: 'sharepoint', scopes: ['Sites.Selected'] },
      ],
    },
    {
      id: 'app-rest-sites-read',
      title: 'Read all sites, through SharePoint’s own API too',
      description:
        'Your product reads every site by Graph and by SharePoint’s own REST API, which takes a certificate instead of a client secret.',
      scopes: [
        { resource: 'graph', scopes: ['Sites.Read.All'] },
        { resource: 'sharepoint', scopes: ['Sites.Read.All'] },
      ],
    },
  ),
  docs: [
    { label: 'Sites in Microsoft Graph', href: 'https://learn.microsoft.com/graph/api/resources/sharepoint' },
    {
      label: 'SharePoint REST API',
      href: 'https://learn.microsoft.com/sharepoint/dev/sp-add-ins/get-to-know-the-sharepoint-rest-service',
    },
  ],
};
