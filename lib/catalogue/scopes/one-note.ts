import { defineScopes } from './define.ts';

export const oneNoteScopes = defineScopes({ resource: 'graph', product: 'OneNote' }, [
  {
    name: 'Notes.Create',
    id: '9d822255-d64d-4b7a-afdb-833b9a97ed02',
    line: "Lists the person's notebooks and adds notebooks, sections and pages; it reads no pages.",
    endUserLine: 'Add notebooks and pages to your OneNote',
    personalAccounts: true,
  },
  {
    name: 'Notes.Read',
    id: '371361e4-b9e2-4a3f-8315-2a301a3b0a3d',
    line: "Reads the person's own notebooks.",
    endUserLine: 'Read your OneNote notebooks',
    personalAccounts: true,
  },
  {
    name: 'Notes.ReadWrite',
    id: '615e26af-c38a-4150-ae3e-c3b0d4cb1d6a',
    line: "Reads the person's own notebooks, and adds, changes and deletes their pages.",
    endUserLine: 'Read, add, change and delete pages in your OneNote notebooks',
    personalAccounts: true,
    covers: ['Notes.Read', 'Notes.Create'],
  },
  {
    name: 'Notes.Read.All',
    id: 'dfabfca6-ee36-4db2-8208-7a28381419b3',
    appRoleId: '3aeca27b-ee3a-4c2b-8ded-80376e2134a4',
    line: 'Reads every notebook the person can open, those of teams and sites included.',
    endUserLine: 'Read every OneNote notebook you can open',
    covers: ['Notes.Read'],
  },
  {
    name: 'Notes.ReadWrite.All',
    id: '64ac0503-b4fa-45d9-b544-71a463f05da0',
    appRoleId: '0c458cef-11f3-48c2-a568-c66751c238c0',
    line: 'Reads every notebook the person can open, and adds, changes and deletes pages in them.',
    endUserLine: 'Read, add, change and delete pages in every OneNote notebook you can open',
    covers: ['Notes.Read.All', 'Notes.ReadWrite'],
  },
]);
