import { defineScopes } from './define.ts';

export const powerBiScopes = defineScopes({ resource: 'power-bi', product: 'Power BI' }, [
  {
    name: 'Report.Read.All',
    id: '4ae1bf56-f562-4747-b7bc-2fa0874ed46f',
    line: 'Reads the reports the person can open, the data within included.',
    endUserLine: 'See the Power BI reports you can open, with their data',
  },
  {
    name: 'Report.ReadWrite.All',
    id: '7504609f-c495-4c64-8542-686125a5a36f',
    line: 'Reads and changes the reports the person can.',
    endUserLine: 'See and change the Power BI reports you can open',
    covers: ['Report.Read.All'],
  },
  {
    name: 'Dashboard.Read.All',
    id: '2448370f-f988-42cd-909c-6528efd67c1a',
    line: 'Reads the dashboards the person can open, the data within included.',
    endUserLine: 'See the Power BI dashboards you can open',
  },
  {
    name: 'Dataset.Read.All',
    id: '7f33e027-4039-419b-938e-2f8ca153e68e',
    line: 'Reads the semantic models (datasets) the person can.',
    endUserLine: 'Read the Power BI datasets you can open',
  },
  {
    name: 'Dataset.ReadWrite.All',
    id: '322b68b2-0804-416e-86a5-d772c567b6e6',
    line: 'Reads, changes and refreshes the semantic models (datasets) the person can.',
    endUserLine: 'Read, change and refresh the Power BI datasets you can open',
    covers: ['Dataset.Read.All'],
  },
  {
    name: 'Dataflow.Read.All',
    id: 'f9759906-80a4-4f4a-b010-24b832bc6a30',
    line: 'Reads the dataflows the person can.',
    endUserLine: 'Read the Power BI dataflows you can open',
  },
  {
    name: 'Workspace.Read.All',
    id: 'b2f1b2fa-f35c-407c-979c-a858a808ba85',
    line: 'Reads which workspaces the person is in, and what they hold.',
    endUserLine: 'See your Power BI workspaces',
  },
  {
    name: 'Workspace.ReadWrite.All',
    id: '445002fb-a6f2-4dc1-a81e-4254a111cd29',
    line: 'Reads and changes workspaces and their members, as far as the person may.',
    endUserLine: 'See and change your Power BI workspaces',
    covers: ['Workspace.Read.All'],
  },
  {
    name: 'App.Read.All',
    id: '8b01a991-5a5a-47f8-91a2-84d6bfd72c02',
    line: 'Reads the Power BI apps the person has installed.',
    endUserLine: 'See your Power BI apps',
  },
  {
    name: 'Pipeline.Read.All',
    id: 'dbe6434c-63f0-42bb-be8e-122ec1bad4d2',
    line: 'Reads the deployment pipelines the person can.',
    endUserLine: 'See your Power BI deployment pipelines',
  },
  {
    name: 'Gateway.Read.All',
    id: 'd2e42f6b-2baf-4ff4-83ef-51e66321516e',
    line: 'Reads the data gateways the person administers, and their data sources.',
    endUserLine: 'See the Power BI gateways you administer',
  },
  {
    name: 'Capacity.Read.All',
    id: '76e2ebd5-0dfb-4a5b-93c7-ed89e0362834',
    line: 'Reads the capacities the person can use or administers.',
    endUserLine: 'See the Power BI capacities you can use',
  },
  {
    name: 'Content.Create',
    id: 'f3076109-ca66-412a-be10-d4ee1be95d47',
    line: 'Imports reports and makes new content in the workspaces the person can write to.',
    endUserLine: 'Add content to your Power BI workspaces',
  },
  {
    name: 'Tenant.Read.All',
    id: '01944dba-21df-426f-bb8c-796488be96ad',
    appRoleId: '654b31ae-d941-4e22-8798-7add8fdf049f',
    line: 'Reads every workspace of the tenant through the admin API; the person must be a Fabric administrator.',
    endUserLine: 'See all Power BI workspaces of your organization',
    adminConsent: true,
  },
]);
