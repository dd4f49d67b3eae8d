import { defineRoles } from './define.ts';

export const fileRoles = defineRoles({ resource: 'graph', product: 'OneDrive' }, [
  {
    name: 'Files.SelectedOperations.Selected',
    line: 'Reaches only those files for which somebody has given this app a permission of its own, and nothing before.',
    endUserLine: 'Use the single files that your organization releases for this app, and no other',
  },
  {
    name: 'Files.Read.All',
    line: 'Reads every file of the organization, in every OneDrive and every SharePoint library.',
    endUserLine: 'Read all files of your organization, in everybody’s OneDrive and in SharePoint',
  },
  {
    name: 'Files.ReadWrite.All',
    line: 'Reads, creates, changes and deletes every file of the organization.',
    endUserLine:
      'Read, add, change and delete all files of your organization, in everybody’s OneDrive and in SharePoint',
    covers: ['Files.Read.All'],
  },
]);

export const siteRoles = defineRoles({ resource: 'graph', product: 'SharePoint' }, [
  {
    name: 'Sites.Selected',
    line: 'Reaches only those sites for which an admin has given this app a permission of its own, and nothing before.',
    endUserLine: 'Use only the SharePoint sites that you release for this app, and none before you do',
  },
  {
    name: 'Lists.SelectedOperations.Selected',
    line: 'Reaches only those lists and libraries for which this app was given a permission of its own.',
    endUserLine: 'Use only the SharePoint lists that your organization releases for this app',
  },
  {
    name: 'Sites.Read.All',
    line: 'Reads every SharePoint site, list and document of the organization.',
    endUserLine: 'Read all SharePoint sites of your organization',
  },
  {
    name: 'Sites.ReadWrite.All',
    line: 'Reads and changes items in every SharePoint site of the organization.',
    endUserLine: 'Read and change items in all SharePoint sites of your organization',
    covers: ['Sites.Read.All'],
  },
  {
    name: 'Sites.FullControl.All',
    line: 'Does anything in every SharePoint site of the organization, permissions included.',
    endUserLine: 'Do anything in all SharePoint sites of your organization, including who has access',
    covers: ['Sites.ReadWrite.All', 'Sites.Selected'],
  },
]);

export const sharePointRoles = defineRoles({ resource: 'sharepoint', product: 'SharePoint' }, [
  {
    name: 'Sites.Selected',
    line: "Reaches, through SharePoint's own API, only sites for which an admin has given this app a permission.",
    endUserLine: 'Use only the SharePoint sites that you release for this app, and none before you do',
  },
  {
    name: 'Sites.Read.All',
    id: 'd13f72ca-a275-4b96-b789-48ebcc4da984',
    line: "Reads every site of the organization through SharePoint's own API.",
    endUserLine: 'Read all SharePoint sites of your organization',
  },
  {
    name: 'Sites.ReadWrite.All',
    id: 'fbcd29d2-fcca-4405-aded-518d457caae4',
    line: "Reads and changes items in every site of the organization through SharePoint's own API.",
    endUserLine: 'Read and change items in all SharePoint sites of your organization',
    covers: ['Sites.Read.All'],
  },
  {
    name: 'Sites.FullControl.All',
    id: '678536fe-1083-478a-9c59-b99265e6b0d3',
    line: "Does anything in every site of the organization through SharePoint's own API, permissions included.",
    endUserLine: 'Do anything in all SharePoint sites of your organization, including who has access',
    covers: ['Sites.ReadWrite.All', 'Sites.Selected'],
  },
]);
