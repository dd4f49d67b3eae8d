import { makeCertificate } from '../sandbox/testing/certificate.ts';
import type { Form, Place } from './form.ts';
import { settingsForms } from './forms-of-settings.ts';

const certificate = makeCertificate();
const certificateWithKey = `${certificate.pem}${certificate.privateKey.export({ type: 'pkcs8', format: 'pem' })}`;

function integrationForms({ turn, keys, tokenFile }: Place): Form[] {
  const tab = (name: string, key = keys.plain) => `/integrations/${key}?tab=${name}`;
  const below = 'app/(dashboard)/integrations/[uniqueKey]';
  const clientId = `00000000-0000-4000-8000-00000000000${turn}`;
  return [
    {
      file: 'app/(dashboard)/integrations/new/wizard.tsx',
      at: '/integrations/new?provider=one-drive',
      walk: async (page) => {
        const next = page.getByRole('button', { name: 'Continue' });
        await page.getByLabel('Name', { exact: true }).fill(`Wizard ${turn}`);
        await next.click();
        await page.locator('input[name="cloud"][value="sandbox"]').check();
        await next.click();
        await page.getByLabel('Application (client) ID').fill(clientId);
        await page.getByLabel('Client secret').fill(`abc8Q~${turn}`);
        await next.click();
      },
      typed: { Name: `Wizard ${turn}`, 'Application (client) ID': clientId },
      secrets: { 'Client secret': `abc8Q~${turn}` },
      send: 'Create integration',
      saved: new RegExp(`^Wizard ${turn} is created`),
    },
    {
      file: `${below}/settings-form.tsx`,
      at: tab('settings'),
      typed: { Name: `Renamed ${turn}` },
      send: 'Save settings',
      saved: 'The settings are saved.',
      isVersioned: true,
    },
    {
      file: `${below}/access-form.tsx`,
      at: tab('access'),
      typed: { 'Other permissions': 'Contacts.Read' },
      send: 'Save access',
      saved: /^Saved\. New links ask/,
      isVersioned: true,
    },
    {
      file: `${below}/embed/origins-form.tsx`,
      at: tab('embed'),
      typed: { 'Allowed origins': `https://${turn}.example.com` },
      send: 'Save origins',
      saved: /^Saved\. It holds/,
      isVersioned: true,
    },
    {
      file: `${below}/end-user-mail/mail-form.tsx`,
      at: tab('settings'),
      typed: { 'Mail to the person': 'Mail' },
      send: 'Save',
      saved: 'Saved.',
      isVersioned: true,
    },
    {
      file: `${below}/secret-form.tsx`,
      at: tab('credentials', keys.secret),
      typed: { 'Secret expires on': '2031-02-03' },
      secrets: { 'Client secret': `def8Q~${turn}` },
      send: 'Add the client secret',
      saved: /^The new secret is|Two credentials are kept/,
    },
    {
      file: `${below}/credentials/expiry-form.tsx`,
      at: tab('credentials'),
      typed: { 'Expires on': `2031-02-0${turn}` },
      send: 'Save expiry',
      saved: 'Noted.',
      isVersioned: true,
    },
    {
      file: `${below}/credentials/certificate-forms.tsx`,
      at: tab('credentials', keys.certificate),
      open: ['Certificate'],
      typed: {},
      secrets: { 'Certificate and private key': certificateWithKey },
      send: 'Store the certificate',
      saved: 'Thumbprint',
    },
    {
      file: `${below}/credentials/federated-form.tsx`,
      at: tab('credentials', keys.federated),
      open: ['Federated'],
      typed: { 'Path of the file': tokenFile },
      send: 'Store the federated credential',
      saved: 'Federated credential',
    },
    {
      file: 'components/confirm-button.tsx',
      at: tab('credentials', keys.removed),
      open: ['Remove'],
      typed: { [`Type ${keys.removed} to confirm`]: keys.removed },
      send: 'Remove credential',
      saved: /^There is no credential/,
    },
    {
      file: `${below}/delete-form.tsx`,
      at: tab('settings', keys.deleted),
      typed: { [`Type ${keys.deleted} to confirm`]: keys.deleted },
      send: 'Delete integration',
      saved: /^The integration is deleted/,
    },
    {
      file: `${below}/tenants/admin-links-dialog.tsx`,
      at: tab('tenants', keys.tenants),
      open: ['Create admin links'],
      typed: { 'Tenants, one a line': 'fabrikam.sandbox', 'Valid for': '7 days' },
      send: 'Create admin links',
      saved: /\/connect\//,
    },
  ];
}

function connectionForms({ turn, connection, username, tenant, keys, password }: Place): Form[] {
  return [
    {
      file: 'app/(dashboard)/connections/[id]/metadata-form.tsx',
      at: connection,
      typed: { 'Metadata as JSON': `{"walk":${turn}}` },
      send: 'Save metadata',
      saved: 'Saved',
    },
    {
      file: 'app/(dashboard)/connections/[id]/reveal-dialog.tsx',
      at: connection,
      open: ['Reveal'],
      typed: {},
      secrets: { 'Your password': password },
      send: 'Reveal token',
      saved: /It is hidden again in/,
    },
    {
      file: 'app/(dashboard)/connections/[id]/picker/playground.tsx',
      at: `${connection}/picker`,
      typed: { 'What can be picked': 'Folders', 'Only these': '.docx' },
      send: 'Open the picker',
      saved: 'Close the picker',
    },
    {
      file: 'app/(dashboard)/connections/[id]/narrow/mailbox-check.tsx',
      at: tenant,
      typed: { 'A mailbox that should work': 'one@contoso.sandbox', 'One that should not': 'two@contoso.sandbox' },
      send: 'Check mailboxes',
      saved: /HTTP \d+|not reached/,
    },
    {
      file: 'app/(dashboard)/connections/bulk-links.tsx',
      at: `/connections?integration=${keys.plain}&search=${encodeURIComponent(username)}`,
      open: ['Select all on this page', 'Create reauthorize links'],
      typed: { 'Valid for': '3 days' },
      send: 'Create 1 link',
      saved: /\/connect\//,
    },
    {
      file: 'app/(dashboard)/links/new-link-form.tsx',
      at: `/links?new=1&integration=${keys.plain}`,
      open: ['Only a certain tenant, tags'],
      typed: {
        'Your id for them': `walk-${turn}`,
        'E-mail': `walk-${turn}@example.com`,
        'Only another account': 'other@contoso.sandbox',
        Name: `Walker ${turn}`,
        Tags: `plan=${turn}`,
        'Language of the page': 'Deutsch',
      },
      send: 'Create link',
      saved: /^Send it to its person/,
    },
    {
      file: 'app/(dashboard)/links/admin-link-form.tsx',
      at: '/links?new=admin',
      typed: { Tenant: 'contoso.sandbox', 'Valid for': '3 days' },
      send: 'Create admin-consent link',
      saved: /^Send it to an administrator/,
    },
  ];
}

/** Every form of the dashboard that somebody types into. The new password comes last: it is that of all later walks. */
export const formsOf = (place: Place): Form[] => [
  ...integrationForms(place),
  ...connectionForms(place),
  ...settingsForms(place),
];

/** Components whose forms hold nothing that is typed and saved, and why not. */
export const untyped: Readonly<Record<string, string>> = {
  ...nothingTyped([
    'app/(dashboard)/connections/[id]/connection-header.tsx',
    'app/(dashboard)/connections/[id]/new-account-note.tsx',
    'app/(dashboard)/connections/[id]/reauthorize-buttons.tsx',
    'app/(dashboard)/connections/first-call/first-call.tsx',
    'app/(dashboard)/connections/view-menu.tsx',
    'app/(dashboard)/integrations/[uniqueKey]/credentials/credential-card.tsx',
    'app/(dashboard)/integrations/[uniqueKey]/verify-button.tsx',
    'app/(dashboard)/integrations/parts/sandbox-button.tsx',
    'app/(dashboard)/links/first-link-button.tsx',
    'app/(dashboard)/settings/alerts/test-button.tsx',
    'app/(dashboard)/settings/audit/export-buttons.tsx',
    'app/(dashboard)/settings/operators/show-invitation.tsx',
    'app/(dashboard)/webhooks/[id]/secret-card.tsx',
    'app/(dashboard)/webhooks/deliveries/resend-form.tsx',
    'components/microsoft-button.tsx',
    'components/notice-alert.tsx',
  ]),
  'app/(dashboard)/integrations/[uniqueKey]/kept-form.tsx': 'walked where it is used',
  'app/(dashboard)/list-filters.tsx': 'a search, which the address holds',
  'app/(dashboard)/connections/search-box.tsx': 'a search, which the address holds',
  'app/(dashboard)/settings/audit/filters.tsx': 'a search, which the address holds',
  'app/(dashboard)/troubleshooting/search-form.tsx': 'a search, which the address holds',
  'app/(dashboard)/permissions/permission-finder.tsx': 'answered on the page itself',
  'app/connect/[token]/sites.tsx': 'a plain form of an end user: the browser keeps it for the way back',
  'app/connect/[token]/start-form.tsx': 'nothing is typed',
};

function nothingTyped(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, 'nothing is typed']));
}
