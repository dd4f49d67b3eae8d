import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftToDo: Provider = {
  id: 'microsoft-to-do',
  displayName: 'Microsoft To Do',
  description: 'Task lists and reminders.',
  group: 'teamwork',
  categories: ['tasks', 'productivity'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'tasks-read',
  presets: [
    {
      id: 'tasks-read',
      title: 'Read tasks',
      description: "Your product reads the person's task lists.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.Read'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'tasks-write',
      title: 'Read and write tasks',
      description: 'Your product reads, adds, changes, completes and deletes tasks.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.ReadWrite'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'tasks-shared-read',
      title: 'Read shared lists too',
      description: 'Your product also reads lists that others shared with the person.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.Read.Shared'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
    {
      id: 'tasks-shared-write',
      title: 'Read and write shared lists too',
      description: 'Your product also changes lists that others shared with the person.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Tasks.ReadWrite.Shared'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
  ],
  docs: [{ label: 'To Do in Microsoft Graph', href: 'https://learn.microsoft.com/graph/todo-concept-overview' }],
};
