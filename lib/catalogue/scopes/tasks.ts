import { defineScopes } from './define.ts';

export const taskScopes = defineScopes({ resource: 'graph', product: 'To Do and Planner' }, [
  {
    name: 'Tasks.Read',
    id: 'f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb',
    line: "Reads the person's To Do lists, and the Planner tasks of plans they can see.",
    endUserLine: 'Read your tasks',
    personalAccounts: true,
    blockedByManagedPolicy: true,
  },
  {
    name: 'Tasks.ReadWrite',
    id: '2219042f-cab5-40cc-b0d2-16b1540b4c5f',
    line: 'Reads, adds, changes, completes and deletes tasks in To Do and Planner.',
    endUserLine: 'Read, add, change, complete and delete your tasks',
    personalAccounts: true,
    blockedByManagedPolicy: true,
    covers: ['Tasks.Read'],
  },
  {
    name: 'Tasks.Read.Shared',
    id: '88d21fd4-8e5a-4c32-b5e2-4a1c95f34f72',
    line: "Reads the person's tasks and the lists shared with them.",
    endUserLine: 'Read your tasks and those shared with you',
    blockedByManagedPolicy: true,
    covers: ['Tasks.Read'],
  },
  {
    name: 'Tasks.ReadWrite.Shared',
    id: 'c5ddf11b-c114-4886-8558-8a4e557cd52b',
    line: "Reads and changes the person's tasks and the lists shared with them.",
    endUserLine: 'Read and change your tasks and those shared with you',
    blockedByManagedPolicy: true,
    covers: ['Tasks.ReadWrite', 'Tasks.Read.Shared'],
  },
]);
