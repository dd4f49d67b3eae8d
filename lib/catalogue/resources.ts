import { type CloudId, cloudTraits, isSandbox, type RealCloud, realCloud } from '#lib/clouds';

/** The API families whose permissions the catalogue knows. */
const RESOURCE_IDS = [
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
export type Resource = (typeof RESOURCE_IDS)[number];

/** An API with permissions and tokens of its own. */
export type ResourceDefinition = {
  id: Resource;
  title: string;
  /**
   * Its application id at Microsoft, the `resourceAppId` of a registration's manifest. That of Graph where its
   * permissions are registered as Graph's.
   */
  appId: string;
  /**
   * What its tokens are for and its scopes start with, without a slash at the end. Absent for a cloud that lacks it,
   * and everywhere when each customer has an address of their own.
   */
  address: Partial<Record<RealCloud, string>>;
  /** Each customer has an address of their own, which an integration or a link names; Graph names SharePoint's. */
  isPerCustomer: boolean;
  /** For an operator who is asked for that address. */
  addressHint?: string;
  personalAccounts: boolean;
  /** Microsoft takes its scopes bare, and only where nobody but personal accounts signs in. */
  onlyPersonal?: true;
};

const graphAppId = '00000003-0000-0000-c000-000000000000';

export const RESOURCES: readonly ResourceDefinition[] = [
  {
    id: 'graph',
    title: 'Microsoft Graph',
    appId: graphAppId,
    address: {
      global: cloudTraits('global').graphUrl,
      'us-gov': cloudTraits('us-gov').graphUrl,
      'us-gov-dod': cloudTraits('us-gov-dod').graphUrl,
      china: cloudTraits('china').graphUrl,
    },
    isPerCustomer: false,
    personalAccounts: true,
  },
  {
    id: 'sharepoint',
    title: 'SharePoint',
    appId: '00000003-0000-0ff1-ce00-000000000000',
    address: {},
    isPerCustomer: true,
    personalAccounts: false,
  },
  {
    id: 'exchange',
    title: 'Exchange Online',
    appId: '00000002-0000-0ff1-ce00-000000000000',
    address: {
      global: 'https://outlook.office.com',
      'us-gov': 'https://outlook.office365.us',
      china: 'https://partner.outlook.cn',
    },
    isPerCustomer: false,
    personalAccounts: true,
  },
  {
    id: 'onedrive',
    title: 'OneDrive (personal)',
    appId: graphAppId,
    address: { global: 'https://onedrive.live.com/picker' },
    isPerCustomer: false,
    personalAccounts: true,
    onlyPersonal: true,
  },
  {
    id: 'power-bi',
    title: 'Power BI',
    appId: '00000009-0000-0000-c000-000000000000',
    address: {
      global: 'https://analysis.windows.net/powerbi/api',
      'us-gov': 'https://high.analysis.usgovcloudapi.net/powerbi/api',
      'us-gov-dod': 'https://mil.analysis.usgovcloudapi.net/powerbi/api',
      china: 'https://analysis.chinacloudapi.cn/powerbi/api',
    },
    isPerCustomer: false,
    personalAccounts: false,
  },
  {
    id: 'dataverse',
    title: 'Dataverse and Dynamics 365',
    appId: '00000007-0000-0000-c000-000000000000',
    address: {},
    isPerCustomer: true,
    addressHint: 'The environment URL, such as https://contoso.crm.dynamics.com',
    personalAccounts: false,
  },
  {
    id: 'business-central',
    title: 'Dynamics 365 Business Central',
    appId: '996def3d-b36c-4153-8607-a6fd3c01b89f',
    address: { global: 'https://api.businesscentral.dynamics.com' },
    isPerCustomer: false,
    personalAccounts: false,
  },
  {
    id: 'key-vault',
    title: 'Azure Key Vault',
    appId: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    address: {
      global: 'https://vault.azure.net',
      'us-gov': 'https://vault.usgovcloudapi.net',
      'us-gov-dod': 'https://vault.usgovcloudapi.net',
      china: 'https://vault.azure.cn',
    },
    isPerCustomer: false,
    personalAccounts: false,
  },
  {
    id: 'azure-management',
    title: 'Azure management',
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    address: {
      global: 'https://management.azure.com',
      'us-gov': 'https://management.usgovcloudapi.net',
      'us-gov-dod': 'https://management.usgovcloudapi.net',
      china: 'https://management.chinacloudapi.cn',
    },
    isPerCustomer: false,
    personalAccounts: false,
  },
  {
    id: 'azure-storage',
    title: 'Azure Storage',
    appId: 'e406a681-f3d4-42a8-90b6-c2b029497af1',
    // One name in every cloud.
    address: {
      global: 'https://storage.azure.com',
      'us-gov': 'https://storage.azure.com',
      'us-gov-dod': 'https://storage.azure.com',
      china: 'https://storage.azure.com',
    },
    isPerCustomer: false,
    personalAccounts: false,
  },
];

/** Looks a resource up. */
export function findResource(id: Resource): ResourceDefinition {
  const found = RESOURCES.find((resource) => resource.id === id);
  if (!found) throw new RangeError(`There is no resource ${id}.`);
  return found;
}

/**
 * What a resource's tokens are for in a cloud: its fixed address, or the customer's own from `urls` (by resource id).
 * Undefined where the cloud lacks it or no address is known; SharePoint's are found by asking Graph.
 */
export function resourceAddress(
  id: Resource,
  { cloud, urls }: { cloud: CloudId; urls: Readonly<Record<string, string>> },
): string | undefined {
  const { address, isPerCustomer } = findResource(id);
  return isPerCustomer ? urls[id]?.replace(/\/+$/, '') : address[realCloud(cloud)];
}

/**
 * The addresses that tokens of these resources are for, by resource id. `missing` lists the resources without one: the
 * cloud lacks them, or the customer's own address was not given.
 */
export function addressesOf(
  resources: readonly Resource[],
  at: { cloud: CloudId; urls: Readonly<Record<string, string>> },
): { addresses: Record<string, string>; missing: Resource[] } {
  const addresses: Record<string, string> = {};
  const missing: Resource[] = [];
  for (const resource of resources) {
    const address = resourceAddress(resource, at);
    if (address) addresses[resource] = address;
    else missing.push(resource);
  }
  return { addresses, missing };
}

/**
 * The origin of a Dataverse environment. It must match nothing else, because other APIs (`vault.azure.net`,
 * `management.azure.com`) have a permission of the same name.
 */
export const dataverseHost =
  /^https:\/\/[a-z0-9-]+(\.api)?\.crm\d*\.(dynamics\.com|microsoftdynamics\.us|appsplatform\.us|dynamics\.cn)$/;
const ownMachine = /^https?:\/\/([a-z0-9-]+\.)*localhost(:\d+)?$/;

/**
 * The origin of a Dataverse environment that somebody named by its address or host; undefined for any other address,
 * because a token is asked for the origin returned here. In the sandbox it may be on this machine.
 */
export function dataverseOrigin(given: string, cloud: CloudId): string | undefined {
  const text = given.trim();
  const url = URL.parse(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
  if (!url || url.username || url.password) return undefined;
  const isKnown = dataverseHost.test(url.origin) || (isSandbox(cloud) && ownMachine.test(url.origin));
  return isKnown ? url.origin : undefined;
}
