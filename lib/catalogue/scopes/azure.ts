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
