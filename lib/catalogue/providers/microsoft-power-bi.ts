import { applicationPresets } from '../application-presets.ts';
import { whyAdminOnly } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftPowerBi: Provider = {
  id: 'microsoft-power-bi',
  displayName: 'Microsoft Power BI',
  description: 'Reports, dashboards, semantic models and workspaces.',
  group: 'business',
  categories: ['analytics', 'reporting'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'reports-read',
  presets: [
    {
      id: 'reports-read',
      title: 'Read reports',
      description: 'Your product reads the reports the person can open, the data within included.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'power-bi', scopes: ['Report.Read.All'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'content-read',
      title: 'Read reports, dashboards and datasets',
      description: 'Your product reads what the person can open, and in which workspaces it lies.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        {
          resource: 'power-bi',
          scopes: ['Workspace.Read.All', 'Report.Read.All', 'Dashboard.Read.All', 'Dataset.Read.All'],
        },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'datasets-write',
      title: 'Refresh and change datasets',
      description: 'Your product reads, refreshes and changes the semantic models the person can.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'power-bi', scopes: ['Workspace.Read.All', 'Dataset.ReadWrite.All'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'content-write',
      title: 'Publish and change content',
      description: 'Your product adds and changes reports, datasets and workspaces, as far as the person may.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        {
          resource: 'power-bi',
          scopes: ['Workspace.ReadWrite.All', 'Report.ReadWrite.All', 'Dataset.ReadWrite.All', 'Content.Create'],
        },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'tenant-read',
      title: 'Read the whole tenant',
      description:
        'Your product reads every workspace through the admin API; the person must be a Fabric administrator.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'power-bi', scopes: ['Tenant.Read.All'] },
      ],
      adminUsuallyNeeded: true,
      why: whyAdminOnly('Tenant.Read.All'),
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-power-bi',
    title: 'Use released workspaces',
    description:
      'Your product reaches the workspaces to which its service principal is added. A Power BI admin first allows service principals in the tenant settings; Entra grants nothing.',
    scopes: [{ resource: 'power-bi', scopes: [] }],
  }),
  docs: [{ label: 'Power BI REST API', href: 'https://learn.microsoft.com/rest/api/power-bi/' }],
};
