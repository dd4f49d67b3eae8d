import type { Form, Place } from './form.ts';
import { operators } from './here.ts';

const below = 'app/(dashboard)/settings';

function peopleForms({ turn, password, newPassword }: Place): Form[] {
  return [
    {
      file: `${below}/operators/invite-form.tsx`,
      at: '/settings/operators',
      typed: { 'E-mail': `invited-${turn}@example.com`, Role: 'admin: everything except operators' },
      send: 'Create invitation',
      saved: /Latchkey sends no mail/,
    },
    {
      file: `${below}/operators/role-form.tsx`,
      at: '/settings/operators',
      typed: { [`Role of ${operators.admin.name}`]: turn % 2 === 1 ? 'viewer' : 'admin' },
      send: `Change role of ${operators.admin.name}`,
      saved: `${operators.admin.name} is ${turn % 2 === 1 ? 'viewer' : 'admin'} now`,
      isVersioned: true,
    },
    {
      file: `${below}/confirm/password-form.tsx`,
      at: '/settings/confirm?then=/settings/environment',
      typed: {},
      secrets: { 'Your password': password },
      send: 'Confirm',
      saved: 'Save environment',
    },
    {
      file: `${below}/account/password-form.tsx`,
      at: '/settings/account',
      typed: {},
      secrets: { 'Current password': password, 'New password': newPassword },
      send: 'Change password',
      saved: /^Your password is changed/,
    },
  ];
}

function alertForms({ turn, endpoint }: Place): Form[] {
  return [
    {
      file: `${below}/alerts/channel-form.tsx`,
      at: '/settings/alerts',
      open: ['Add a channel'],
      typed: {
        Name: `Channel ${turn}`,
        Recipients: 'ops@example.com',
        Sender: 'latchkey@example.com',
        'Mail server': '127.0.0.1',
        Port: '2525',
        Protection: 'TLS, usually port 465',
        'User name': 'ops',
        'Also when a problem is solved': true,
        From: '22:00',
        To: '06:00',
      },
      secrets: { Password: `mail-secret-${turn}` },
      send: 'Add channel',
      saved: `Send a test to Channel ${turn}`,
    },
    {
      file: 'app/(dashboard)/webhooks/endpoint-form.tsx',
      at: '/webhooks?new=1',
      typed: {
        Address: `https://${turn}.example.com/hooks`,
        Description: `Walk ${turn}`,
        Format: 'Nango',
        'connection.created': true,
      },
      send: 'Create endpoint',
      saved: /^Events are sent to/,
    },
    {
      file: 'app/(dashboard)/webhooks/endpoint-form.tsx',
      at: endpoint,
      typed: { Description: `Changed ${turn}` },
      send: 'Save endpoint',
      saved: 'Saved.',
      isVersioned: true,
    },
    {
      file: 'app/(dashboard)/webhooks/[id]/send-card.tsx',
      at: endpoint,
      typed: { 'Resend failed events of': 'the last 7 days' },
      send: 'Resend failed events',
      saved: 'There is nothing to resend.',
    },
  ];
}

function numberForms({ turn }: Place): Form[] {
  return [
    { at: '/settings/activity', label: 'Days to keep activity', send: 'Save days', saved: /^Saved\. What is older/ },
    { at: '/webhooks', label: 'Days to keep events', send: 'Save days', saved: /^Saved\. What is older/ },
    {
      at: '/settings/api-limits',
      label: 'Requests a minute for each key',
      send: 'Save limit',
      saved: /^Saved\. It counts/,
    },
  ].map(({ label, ...form }) => ({
    ...form,
    file: `${below}/number-form.tsx`,
    typed: { [label]: String(400 - 100 * turn) },
    isVersioned: true,
  }));
}

export function settingsForms(place: Place): Form[] {
  const { turn } = place;
  return [
    {
      file: `${below}/api-keys/create-key-form.tsx`,
      at: '/settings/api-keys',
      typed: { Name: `Key ${turn}`, Integration: `Tenants ${turn}` },
      send: 'Create API key',
      saved: new RegExp(`^The key Key ${turn} was created`),
    },
    {
      file: `${below}/branding/branding-form.tsx`,
      at: '/settings/branding',
      typed: { 'Name people see': `Brand ${turn}`, 'Privacy link': `https://example.com/${turn}` },
      send: 'Save branding',
      saved: /^Saved\. Connect pages/,
      isVersioned: true,
    },
    {
      file: `${below}/environment/environment-form.tsx`,
      at: '/settings/environment',
      typed: { Name: `Walk ${turn}`, Amber: true },
      send: 'Save environment',
      saved: /^Saved\. Every operator/,
      isVersioned: true,
    },
    {
      file: `${below}/variables/variable-form.tsx`,
      at: '/settings/variables',
      typed: { Name: `WALK_${turn}` },
      secrets: { Value: `variable-value-${turn}` },
      send: 'Save variable',
      saved: `WALK_${turn} was saved.`,
    },
    {
      file: `${below}/sign-in/entra-form.tsx`,
      at: '/settings/sign-in',
      typed: {
        Cloud: 'Sandbox',
        Tenant: 'contoso.sandbox',
        'Application (client) ID': `00000000-0000-4000-8000-0000000000a${turn}`,
      },
      secrets: { 'Client secret': `ghi8Q~${turn}` },
      send: 'Save registration',
      saved: /^Saved\. Test it/,
      isVersioned: true,
    },
    ...numberForms(place),
    ...alertForms(place),
    ...peopleForms(place),
  ];
}
