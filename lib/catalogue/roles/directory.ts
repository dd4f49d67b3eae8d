import { defineRoles } from './define.ts';

export const directoryRoles = defineRoles({ resource: 'graph', product: 'Directory' }, [
  {
    name: 'User.ReadBasic.All',
    line: 'Reads name, address and photo of everybody in the organization.',
    endUserLine: 'See name, address and photo of everybody in your organization',
  },
  {
    name: 'User.Read.All',
    line: 'Reads the whole profile of everybody in the organization.',
    endUserLine: 'Read the profiles of everybody in your organization',
    covers: ['User.ReadBasic.All'],
  },
  {
    name: 'User.ReadWrite.All',
    line: 'Reads and changes the profile of everybody in the organization.',
    endUserLine: 'Read and change the profiles of everybody in your organization',
    covers: ['User.Read.All'],
  },
  {
    name: 'GroupMember.Read.All',
    line: 'Reads which groups there are and who is in them.',
    endUserLine: 'See all groups and who is in them',
  },
  {
    name: 'GroupMember.ReadWrite.All',
    line: 'Adds and removes members of every group.',
    endUserLine: 'Add and remove members of all groups',
    covers: ['GroupMember.Read.All'],
  },
  {
    name: 'Group.Read.All',
    line: 'Reads every group with its conversations, calendar and files.',
    endUserLine: 'Read all groups with their conversations, calendars and files',
    covers: ['GroupMember.Read.All'],
  },
  {
    name: 'Group.ReadWrite.All',
    line: 'Makes, changes and deletes every group.',
    endUserLine: 'Create, change and delete all groups',
    covers: ['Group.Read.All', 'GroupMember.ReadWrite.All'],
  },
  {
    name: 'Organization.Read.All',
    line: "Reads the organization's name, domains and licences.",
    endUserLine: 'Read the name, domains and licences of your organization',
  },
  {
    name: 'Device.Read.All',
    line: "Reads the organization's registered devices.",
    endUserLine: 'See the devices of your organization',
  },
  {
    name: 'Application.Read.All',
    line: 'Reads app registrations, enterprise applications and what was granted to them.',
    endUserLine: 'See the apps of your organization and what they may do',
  },
  {
    name: 'AuditLog.Read.All',
    line: 'Reads sign-in and audit logs.',
    endUserLine: 'Read the sign-in and audit logs of your organization',
  },
  {
    name: 'RoleManagement.Read.Directory',
    line: 'Reads who holds which admin role.',
    endUserLine: 'See who holds which administrator role',
  },
  {
    name: 'Policy.Read.All',
    line: "Reads the organization's policies.",
    endUserLine: 'Read the policies of your organization',
  },
  {
    name: 'Directory.Read.All',
    line: 'Reads people, groups, apps, devices and the organization.',
    endUserLine: 'Read the whole directory of your organization',
    covers: ['User.Read.All', 'Group.Read.All', 'Organization.Read.All', 'Device.Read.All', 'Application.Read.All'],
  },
  {
    name: 'Directory.ReadWrite.All',
    line: 'Reads and changes the directory.',
    endUserLine: 'Read and change the directory of your organization',
    covers: ['Directory.Read.All', 'User.ReadWrite.All', 'Group.ReadWrite.All'],
  },
]);
