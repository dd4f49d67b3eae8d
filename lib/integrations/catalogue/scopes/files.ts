import { defineScopes } from '#lib/integrations/catalogue/scopes/define';

export const oneDriveScopes = defineScopes({ resource: 'graph', product: 'OneDrive' }, [
  {
    name: 'Files.Read',
    id: '10465720-29dd-4523-a11a-6a75c743c9d9',
    line: "Reads the files in the person's own OneDrive.",
    endUserLine: 'Read the files in your OneDrive',
    personalAccounts: true,
    covers: ['Files.Read.Selected'],
  },
  {
    name: 'Files.Read.All',
    id: 'df85f4d6-205c-4ac5-a5ea-6bf408dba283',
    line: 'Reads every file the person can open: own, shared with them, and in SharePoint libraries.',
    endUserLine: 'Read the files you can open in OneDrive and SharePoint',
    personalAccounts: true,
    blockedByManagedPolicy: true,
    covers: ['Files.Read'],
  },
  {
    name: 'Files.ReadWrite',
    id: '5c28f0bf-8a70-41f1-8ab2-9032436ddb65',
    line: "Reads, creates, changes and deletes files in the person's own OneDrive.",
    endUserLine: 'Read, add, change and delete files in your OneDrive',
    personalAccounts: true,
    covers: ['Files.Read', 'Files.ReadWrite.AppFolder'],
  },
  {
    name: 'Files.ReadWrite.All',
    id: '863451e7-0667-486c-a5d6-d135439485f0',
    line: 'Reads, creates, changes and deletes every file the person can, SharePoint libraries included.',
    endUserLine: 'Read, add, change and delete the files you can open in OneDrive and SharePoint',
    personalAccounts: true,
    blockedByManagedPolicy: true,
    covers: ['Files.Read.All', 'Files.ReadWrite'],
  },
  {
    name: 'Files.Read.Selected',
    id: '5447fe39-cb82-4c1a-b977-520e67e724eb',
    line: 'Reads single files picked through an Office 365 file handler; of little use outside one, and for work accounts only.',
    endUserLine: 'Read the files you pick',
  },
  {
    name: 'Files.ReadWrite.AppFolder',
    id: '8019c312-3263-48e6-825e-2b833497195b',
    line: "Reads and writes in one folder of its own in the person's OneDrive, and sees nothing else there.",
    endUserLine: 'Keep files in a folder of its own in your OneDrive',
    personalAccounts: true,
  },
  {
    name: 'Files.SelectedOperations.Selected',
    id: 'ef2779dc-ef1b-4211-8310-8a0ac2450081',
    line: 'Reaches only those files for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the single files that your organization released for this app',
  },
]);

// Microsoft's permission data marks a few Sites permissions as usable by personal accounts, but no /sites call
// answers one and a personal account has no SharePoint: they are work-only here.
export const sharePointSiteScopes = defineScopes({ resource: 'graph', product: 'SharePoint' }, [
  {
    name: 'Sites.Read.All',
    id: '205e70e5-aba6-4c52-a976-6d2d46c48043',
    line: 'Reads every SharePoint site, list and document the person can open; the SharePoint token needs it.',
    endUserLine: 'Read the SharePoint sites you can open',
    blockedByManagedPolicy: true,
  },
  {
    name: 'Sites.ReadWrite.All',
    id: '89fe6a52-be36-487e-b7d8-d061c450a026',
    line: 'Reads and changes items in every SharePoint site the person can.',
    endUserLine: 'Read and change items in the SharePoint sites you can open',
    blockedByManagedPolicy: true,
    covers: ['Sites.Read.All'],
  },
  {
    name: 'Sites.Manage.All',
    id: '65e50fdc-43b7-4915-933e-e8138f11f40a',
    line: 'Creates, changes and deletes lists and libraries in every site the person can, besides their items.',
    endUserLine: 'Create, change and delete lists and items in the SharePoint sites you can open',
    covers: ['Sites.ReadWrite.All'],
  },
  {
    name: 'Sites.FullControl.All',
    id: '5a54b8b3-347c-476d-8f8e-42d5c7424d29',
    line: 'Does in SharePoint sites whatever the person may do, their permissions included.',
    endUserLine: 'Do everything you may do in SharePoint, including who has access',
    adminConsent: true,
    covers: ['Sites.Manage.All'],
  },
  {
    name: 'Sites.Selected',
    id: 'f89c84ef-20d0-4b54-87e9-02e856d66d53',
    line: 'Reaches only those sites for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint sites that your organization released for this app',
  },
  {
    name: 'Lists.SelectedOperations.Selected',
    id: '033b51ee-d6fa-4add-b627-ee680c7212b5',
    line: 'Reaches only those lists for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint lists that your organization released for this app',
    adminConsent: true,
  },
  {
    name: 'ListItems.SelectedOperations.Selected',
    id: 'd6d361b3-211a-4191-9fa7-15f72de4aac4',
    line: 'Reaches only those list items for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint list items that your organization released for this app',
    adminConsent: true,
  },
  {
    name: 'TermStore.Read.All',
    id: '297f747b-0005-475b-8fef-c890f5152b38',
    line: "Reads the organization's managed terms, with which SharePoint content is tagged.",
    endUserLine: 'Read the terms your organization tags its content with',
    adminConsent: true,
  },
]);

export const sharePointResourceScopes = defineScopes({ resource: 'sharepoint', product: 'SharePoint' }, [
  {
    name: 'MyFiles.Read',
    id: 'dd2c8d78-58e1-46d7-82dd-34d411282686',
    line: "Lets the file picker read the person's own OneDrive through SharePoint's API.",
    endUserLine: 'Read your OneDrive files in the file picker',
  },
  {
    name: 'MyFiles.Write',
    id: '2cfdc887-d7b4-4798-9b33-3d98d6b95dd2',
    line: "Lets the file picker upload to the person's own OneDrive through SharePoint's API.",
    endUserLine: 'Add and change your OneDrive files in the file picker',
    covers: ['MyFiles.Read'],
  },
  {
    name: 'AllSites.Read',
    id: '4e0d77b0-96ba-4398-af14-3baa780278f4',
    line: "Reads documents and list items in every site the person can, through SharePoint's own API.",
    endUserLine: 'Read documents and lists in the SharePoint sites you can open',
  },
  {
    name: 'AllSites.Write',
    id: '640ddd16-e5b7-4d71-9690-3f4022699ee7',
    line: "Changes documents and list items in every site the person can, through SharePoint's own API.",
    endUserLine: 'Change documents and lists in the SharePoint sites you can open',
    covers: ['AllSites.Read'],
  },
]);
