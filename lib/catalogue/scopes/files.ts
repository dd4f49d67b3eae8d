import { defineScopes } from './define.ts';

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
    appRoleId: '01d4889c-1287-42c6-ac1f-5d1e02578ef6',
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
    appRoleId: '75359482-378d-4052-8f01-80520e7db3cd',
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
    appRoleId: 'b47b160b-1054-4efd-9ca0-e2f614696086',
    line: "Reads and writes in one folder of its own in the person's OneDrive, and sees nothing else there.",
    endUserLine: 'Keep files in a folder of its own in your OneDrive',
    personalAccounts: true,
  },
  {
    name: 'Files.SelectedOperations.Selected',
    id: 'ef2779dc-ef1b-4211-8310-8a0ac2450081',
    appRoleId: 'bd61925e-3bf4-4d62-bc0b-06b06c96d95c',
    line: 'Reaches only those files for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the single files that your organization released for this app',
  },
]);

// Registered as Graph's permissions for files, whose ids these are (OneDrive developer documentation, "File Picker",
// "OneDrive Consumer Configuration").
export const oneDrivePickerScopes = defineScopes({ resource: 'onedrive', product: 'OneDrive (personal)' }, [
  {
    name: 'OneDrive.ReadOnly',
    id: '10465720-29dd-4523-a11a-6a75c743c9d9',
    line: "Lets the file picker read a personal account's OneDrive.",
    endUserLine: 'Read your OneDrive files in the file picker',
    personalAccounts: true,
  },
  {
    name: 'OneDrive.ReadWrite',
    id: '5c28f0bf-8a70-41f1-8ab2-9032436ddb65',
    line: "Lets the file picker upload to a personal account's OneDrive too.",
    endUserLine: 'Add and change your OneDrive files in the file picker',
    personalAccounts: true,
    covers: ['OneDrive.ReadOnly'],
  },
]);

// Microsoft's permission data marks a few Sites permissions as usable by personal accounts, but no /sites call
// answers one and a personal account has no SharePoint: they are work-only here.
export const sharePointSiteScopes = defineScopes({ resource: 'graph', product: 'SharePoint' }, [
  {
    name: 'Sites.Read.All',
    id: '205e70e5-aba6-4c52-a976-6d2d46c48043',
    appRoleId: '332a536c-c7ef-4017-ab91-336970924f0d',
    line: 'Reads every SharePoint site, list and document the person can open; the SharePoint token needs it.',
    endUserLine: 'Read the SharePoint sites you can open',
    blockedByManagedPolicy: true,
  },
  {
    name: 'Sites.ReadWrite.All',
    id: '89fe6a52-be36-487e-b7d8-d061c450a026',
    appRoleId: '9492366f-7969-46a4-8d15-ed1a20078fff',
    line: 'Reads and changes items in every SharePoint site the person can.',
    endUserLine: 'Read and change items in the SharePoint sites you can open',
    blockedByManagedPolicy: true,
    covers: ['Sites.Read.All'],
  },
  {
    name: 'Sites.Manage.All',
    id: '65e50fdc-43b7-4915-933e-e8138f11f40a',
    appRoleId: '0c0bf378-bf22-4481-8f81-9e89a9b4960a',
    line: 'Creates, changes and deletes lists and libraries in every site the person can, besides their items.',
    endUserLine: 'Create, change and delete lists and items in the SharePoint sites you can open',
    covers: ['Sites.ReadWrite.All'],
  },
  {
    name: 'Sites.FullControl.All',
    id: '5a54b8b3-347c-476d-8f8e-42d5c7424d29',
    appRoleId: 'a82116e5-55eb-4c41-a434-62fe8a61c773',
    line: 'Does in SharePoint sites whatever the person may do, their permissions included.',
    endUserLine: 'Do everything you may do in SharePoint, including who has access',
    adminConsent: true,
    covers: ['Sites.Manage.All'],
  },
  {
    name: 'Sites.Selected',
    id: 'f89c84ef-20d0-4b54-87e9-02e856d66d53',
    appRoleId: '883ea226-0bf2-4a8f-9f9d-92c9162a727d',
    line: 'Reaches only those sites for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint sites that your organization released for this app',
  },
  {
    name: 'Lists.SelectedOperations.Selected',
    id: '033b51ee-d6fa-4add-b627-ee680c7212b5',
    appRoleId: '23c5a9bd-d900-4ecf-be26-a0689755d9e5',
    line: 'Reaches only those lists for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint lists that your organization released for this app',
    adminConsent: true,
  },
  {
    name: 'ListItems.SelectedOperations.Selected',
    id: 'd6d361b3-211a-4191-9fa7-15f72de4aac4',
    appRoleId: 'de4e4161-a10a-4dfd-809c-e328d89aefeb',
    line: 'Reaches only those list items for which an admin has given this app a permission of its own.',
    endUserLine: 'Use the SharePoint list items that your organization released for this app',
    adminConsent: true,
  },
  {
    name: 'TermStore.Read.All',
    id: '297f747b-0005-475b-8fef-c890f5152b38',
    appRoleId: 'ea047cc2-df29-4f3e-83a3-205de61501ca',
    line: "Reads the organization's managed terms, with which SharePoint content is tagged.",
    endUserLine: 'Read the terms your organization tags its content with',
    adminConsent: true,
  },
]);
