import type { CloudName } from '../clouds.ts';
import { clouds } from '../clouds.ts';
import type { Permission, Role } from './permissions.ts';
import { graphPermissions, graphRoles } from './permissions.ts';

export const SERVICE_IDS = [
  'graph',
  'sharepoint',
  'exchange',
  'onedrive',
  'power-bi',
  'dataverse',
  'business-central',
  'key-vault',
  'azure-management',
  'azure-storage',
] as const;
export type ServiceId = (typeof SERVICE_IDS)[number];

/** A resource application, for which tokens are issued. */
export interface Service {
  id: ServiceId;
  appId: string;
  displayName: string;
  /** The audiences of its tokens; empty for services whose address differs per customer. */
  addresses: Partial<Record<CloudName, readonly string[]>>;
  permissions: readonly Permission[];
  roles: readonly Role[];
}

const user = (name: string, id?: string): Permission => ({ name, id, adminTyped: false, personal: false });
const admin = (name: string, id?: string): Permission => ({ name, id, adminTyped: true, personal: false });
const anyone = (name: string, id?: string): Permission => ({ name, id, adminTyped: false, personal: true });

const GRAPH_ADDRESSES = {
  global: [clouds.global.graph],
  'us-gov': [clouds['us-gov'].graph],
  'us-gov-dod': [clouds['us-gov-dod'].graph],
  china: [clouds.china.graph],
};

/** Ids: recorded service principals of the real services, and Microsoft's permissions reference. */
export const services: readonly Service[] = [
  {
    id: 'graph',
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    addresses: GRAPH_ADDRESSES,
    permissions: graphPermissions,
    roles: graphRoles,
  },
  {
    id: 'sharepoint',
    appId: '00000003-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 SharePoint Online',
    addresses: {},
    permissions: [
      user('MyFiles.Read', 'dd2c8d78-58e1-46d7-82dd-34d411282686'),
      user('MyFiles.Write', '2cfdc887-d7b4-4798-9b33-3d98d6b95dd2'),
      user('AllSites.Read', '4e0d77b0-96ba-4398-af14-3baa780278f4'),
      user('AllSites.Write', '640ddd16-e5b7-4d71-9690-3f4022699ee7'),
      user('AllSites.Manage', 'b3f70a70-8a4b-4f95-9573-d71c496a53f4'),
      user('Sites.Selected', '9ac4404a-0323-446d-b334-b4ae4d18b38a'),
      admin('AllSites.FullControl', '56680e0d-d2a3-4ae1-80d8-3c4f2100e3d0'),
      admin('Sites.Search.All', '1002502a-9a71-4426-8551-69ab83452fab'),
      admin('TermStore.Read.All', 'a468ea40-458c-4cc2-80c4-51781af71e41'),
      admin('TermStore.ReadWrite.All', '59a198b5-0420-45a8-ae59-6da1cb640505'),
      admin('User.Read.All', '0cea5a30-f6f8-42b5-87a0-84cc26822e02'),
      admin('User.ReadWrite.All', '82866913-39a9-4be7-8091-f4fa781088ae'),
    ],
    roles: [
      { name: 'Sites.FullControl.All', id: '678536fe-1083-478a-9c59-b99265e6b0d3' },
      { name: 'Sites.Manage.All', id: '9bff6588-13f2-4c48-bbf2-ddab62256b36' },
      { name: 'Sites.Read.All', id: 'd13f72ca-a275-4b96-b789-48ebcc4da984' },
      { name: 'Sites.ReadWrite.All', id: 'fbcd29d2-fcca-4405-aded-518d457caae4' },
      { name: 'Sites.Selected', id: '20d37865-089c-4dee-8c41-6967602d4ac8' },
    ],
  },
  {
    id: 'exchange',
    appId: '00000002-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 Exchange Online',
    addresses: {
      global: ['https://outlook.office.com', 'https://outlook.office365.com'],
      'us-gov': ['https://outlook.office365.us'],
      china: ['https://partner.outlook.cn'],
    },
    permissions: [
      anyone('IMAP.AccessAsUser.All'),
      anyone('POP.AccessAsUser.All'),
      anyone('SMTP.Send'),
      user('EWS.AccessAsUser.All', '3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5'),
    ],
    roles: [{ name: 'full_access_as_app', id: 'dc890d15-9560-4a4c-9b7f-a736ec74ec40' }],
  },
  {
    id: 'power-bi',
    appId: '00000009-0000-0000-c000-000000000000',
    displayName: 'Power BI Service',
    addresses: {
      global: ['https://analysis.windows.net/powerbi/api'],
      'us-gov': ['https://high.analysis.usgovcloudapi.net/powerbi/api'],
      'us-gov-dod': ['https://mil.analysis.usgovcloudapi.net/powerbi/api'],
      china: ['https://analysis.chinacloudapi.cn/powerbi/api'],
    },
    permissions: [
      user('Report.Read.All', '4ae1bf56-f562-4747-b7bc-2fa0874ed46f'),
      user('Report.ReadWrite.All', '7504609f-c495-4c64-8542-686125a5a36f'),
      user('Dataset.Read.All', '7f33e027-4039-419b-938e-2f8ca153e68e'),
      user('Dataset.ReadWrite.All', '322b68b2-0804-416e-86a5-d772c567b6e6'),
      user('Dashboard.Read.All', '2448370f-f988-42cd-909c-6528efd67c1a'),
      user('Dataflow.Read.All', 'f9759906-80a4-4f4a-b010-24b832bc6a30'),
      user('Workspace.Read.All', 'b2f1b2fa-f35c-407c-979c-a858a808ba85'),
      user('Workspace.ReadWrite.All', '445002fb-a6f2-4dc1-a81e-4254a111cd29'),
      user('App.Read.All', '8b01a991-5a5a-47f8-91a2-84d6bfd72c02'),
      user('Capacity.Read.All', '76e2ebd5-0dfb-4a5b-93c7-ed89e0362834'),
      user('Gateway.Read.All', 'd2e42f6b-2baf-4ff4-83ef-51e66321516e'),
      user('Pipeline.Read.All', 'dbe6434c-63f0-42bb-be8e-122ec1bad4d2'),
      user('Content.Create', 'f3076109-ca66-412a-be10-d4ee1be95d47'),
      admin('Tenant.Read.All', '01944dba-21df-426f-bb8c-796488be96ad'),
    ],
    roles: [
      { name: 'Tenant.Read.All', id: '654b31ae-d941-4e22-8798-7add8fdf049f' },
      { name: 'Tenant.ReadWrite.All', id: '28379fa9-8596-4fd9-869e-cb60a93b5d84' },
    ],
  },
  {
    id: 'dataverse',
    appId: '00000007-0000-0000-c000-000000000000',
    displayName: 'Dataverse',
    addresses: {},
    permissions: [user('user_impersonation', '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4')],
    roles: [],
  },
  {
    id: 'business-central',
    appId: '996def3d-b36c-4153-8607-a6fd3c01b89f',
    displayName: 'Dynamics 365 Business Central',
    addresses: { global: ['https://api.businesscentral.dynamics.com'] },
    permissions: [user('user_impersonation', 'bce0976a-cb0b-473b-8800-84eda9f8e447')],
    roles: [],
  },
  {
    id: 'key-vault',
    appId: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    displayName: 'Azure Key Vault',
    addresses: {
      global: ['https://vault.azure.net'],
      'us-gov': ['https://vault.usgovcloudapi.net'],
      'us-gov-dod': ['https://vault.usgovcloudapi.net'],
      china: ['https://vault.azure.cn'],
    },
    permissions: [user('user_impersonation', 'f53da476-18e3-4152-8e01-aec403e6edc0')],
    roles: [],
  },
  {
    id: 'azure-management',
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    displayName: 'Azure Resource Manager',
    addresses: {
      global: ['https://management.azure.com'],
      'us-gov': ['https://management.usgovcloudapi.net'],
      'us-gov-dod': ['https://management.usgovcloudapi.net'],
      china: ['https://management.chinacloudapi.cn'],
    },
    permissions: [user('user_impersonation', '41094075-9dad-400e-a0bd-54e686782033')],
    roles: [],
  },
  {
    id: 'azure-storage',
    appId: 'e406a681-f3d4-42a8-90b6-c2b029497af1',
    displayName: 'Azure Storage',
    addresses: {
      global: ['https://storage.azure.com'],
      'us-gov': ['https://storage.azure.com'],
      'us-gov-dod': ['https://storage.azure.com'],
      china: ['https://storage.azure.com'],
    },
    permissions: [user('user_impersonation', '03e0da56-190b-40ad-a80c-ea378c433f7f')],
    roles: [],
  },
];

/** The OneDrive of personal accounts, which is in no tenant. Its permissions are registered as Graph's. */
export const personalOneDrive: Service = {
  id: 'onedrive',
  appId: '',
  displayName: 'OneDrive',
  addresses: { global: ['https://onedrive.live.com/picker'] },
  permissions: [anyone('OneDrive.ReadOnly'), anyone('OneDrive.ReadWrite')],
  roles: [],
};

export function requireService(id: ServiceId): Service {
  const found = [...services, personalOneDrive].find((one) => one.id === id);
  if (!found) throw new Error(`The sandbox has no service ${id}.`);
  return found;
}

const DATAVERSE_DOMAINS: Readonly<Record<CloudName, RegExp>> = {
  global: /^https:\/\/([a-z0-9-]+)\.crm\d{0,2}\.dynamics\.com$/,
  'us-gov': /^https:\/\/([a-z0-9-]+)\.crm\.microsoftdynamics\.us$/,
  'us-gov-dod': /^https:\/\/([a-z0-9-]+)\.crm\.appsplatform\.us$/,
  china: /^https:\/\/([a-z0-9-]+)\.crm\.dynamics\.cn$/,
};

/** The organization that a Dataverse environment's address names. */
export function dataverseOrg(address: string, cloud: CloudName): string | undefined {
  return DATAVERSE_DOMAINS[cloud].exec(address.toLowerCase())?.[1];
}
