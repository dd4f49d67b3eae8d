import { defineScopes } from './define.ts';

export const keyVaultScopes = defineScopes({ resource: 'key-vault', product: 'Azure Key Vault' }, [
  {
    name: 'user_impersonation',
    id: 'f53da476-18e3-4152-8e01-aec403e6edc0',
    line: 'Uses the keys, secrets and certificates the person may; each vault grants them access on its own.',
    endUserLine: 'Use the Azure key vaults you have access to',
  },
]);

export const azureManagementScopes = defineScopes({ resource: 'azure-management', product: 'Azure management' }, [
  {
    name: 'user_impersonation',
    id: '41094075-9dad-400e-a0bd-54e686782033',
    line: 'Manages Azure subscriptions and resources as far as the person may.',
    endUserLine: 'Manage Azure resources in your name',
  },
]);

export const azureStorageScopes = defineScopes({ resource: 'azure-storage', product: 'Azure Storage' }, [
  {
    name: 'user_impersonation',
    id: '03e0da56-190b-40ad-a80c-ea378c433f7f',
    line: 'Uses the blobs, files, queues and tables the person may; each storage account grants them access on its own.',
    endUserLine: 'Use the Azure storage accounts you have access to',
  },
]);

export const dataverseScopes = defineScopes({ resource: 'dataverse', product: 'Dataverse and Dynamics 365' }, [
  {
    name: 'user_impersonation',
    id: '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4',
    line: 'Does in one Dataverse environment whatever the person may do there: customers, cases, own tables.',
    endUserLine: 'Use Dynamics 365 and Dataverse in your name',
  },
]);

export const businessCentralScopes = defineScopes({ resource: 'business-central', product: 'Business Central' }, [
  {
    name: 'user_impersonation',
    id: 'bce0976a-cb0b-473b-8800-84eda9f8e447',
    line: 'Does in Business Central whatever the person may do there: customers, items, invoices.',
    endUserLine: 'Use Business Central in your name',
  },
]);
