import { defineScopes } from './define.ts';

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
