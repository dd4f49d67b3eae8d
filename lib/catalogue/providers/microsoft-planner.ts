import { whyAdminOnly, whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftPlanner: Provider = {
  id: 'microsoft-planner',
  displayName: 'Microsoft Planner',
  description: 'Plans, buckets and tasks of groups.',
  group: 'teamwork',
  categories: ['tasks', 'project-management'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'plans-read',
  presets: [
    {
      id: 'plans-read',
      title: 'Read plans',
      description: 'Your product reads the plans and tasks the person can see.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.Read'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
    {
      id: 'plans-write',
      title: 'Read and write plans',
      description: 'Your product reads the plans the person can see and adds, changes and completes tasks in them.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.ReadWrite'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
    {
      id: 'plans-groups-read',
      title: 'Find plans through groups',
      description: "Your product also reads the organization's groups, to find every plan the person can see.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.ReadWrite', 'Group.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyAdminOnly('Group.Read.All'),
      personalAccounts: false,
    },
    {
      id: 'plans-groups-write',
      title: 'Make plans and groups',
      description: 'Your product also makes groups, and plans in them, as far as the person may.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.ReadWrite', 'Group.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whyAdminOnly('Group.ReadWrite.All'),
      personalAccounts: false,
    },
  ],
  docs: [{ label: 'Planner in Microsoft Graph', href: 'https://learn.microsoft.com/graph/planner-concept-overview' }],
};
