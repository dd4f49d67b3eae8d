import { describe, expect, test } from 'vitest';
import type { ConnectionRow } from '#lib/connections/schema';
import type { IntegrationRow } from '#lib/integrations/schema';
import { listWork } from './worklist';

const now = new Date('2026-06-01T12:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);

const integration: IntegrationRow = {
  id: 'i',
  uniqueKey: 'one-drive',
  permissionType: 'delegated',
  provider: 'one-drive',
  displayName: 'OneDrive',
  cloud: 'global',
  accountTypes: 'organizations',
  clientId: 'c',
  secret: { kind: 'client_secret' as const, hint: 'abc', expiresAt: day(300), createdAt: now },
  broken: null,
  verdict: 'none',
  connections: { healthy: 2, needsReauthorization: 0, corrupt: 0, total: 2 },
  createdAt: now,
  updatedAt: now,
};
const secretEnding = (days: number) => ({
  kind: 'client_secret' as const,
  hint: 'abc',
  expiresAt: day(days),
  createdAt: now,
});

const connection: ConnectionRow = {
  id: 'c',
  connectionId: 'c',
  integrationId: 'i',
  integrationKey: 'one-drive',
  integrationName: 'OneDrive',
  provider: 'one-drive',
  cloud: 'global',
  status: 'healthy',
  statusReason: null,
  username: 'ada@example.com',
  displayName: 'Ada',
  tenantName: null,
  accountKind: 'work',
  endUser: null,
  tokenExpiresAt: now,
  hasSharePointToken: true,
  lastVendedAt: null,
  createdAt: now,
};

describe('the worklist', () => {
  test('leaves out what works', () => {
    expect(listWork({ integrations: [integration], connections: [connection] }, now)).toEqual([]);
  });

  test('puts the worst first', () => {
    const integrations = [
      { ...integration, id: 'expiring', secret: secretEnding(12) },
      { ...integration, id: 'none', secret: null },
      { ...integration, id: 'expired', secret: secretEnding(-3) },
      { ...integration, id: 'broken', broken: { code: 'AADSTS7000215', reason: 'Wrong secret.', at: now } },
    ];
    const connections: ConnectionRow[] = [
      { ...connection, id: 'closed', status: 'needs_reauthorization' },
      { ...connection, id: 'corrupt', status: 'corrupt' },
    ];
    expect(listWork({ integrations, connections }, now).map(({ id }) => id)).toEqual([
      ...['broken', 'expired', 'none', 'corrupt', 'closed', 'expiring'],
    ]);
  });

  test('says how many connections a secret holds up', () => {
    const [item] = listWork({ integrations: [{ ...integration, secret: secretEnding(-3) }], connections: [] }, now);
    expect(item?.sentence).toBe(
      'Its client secret expired 3 days ago, and Microsoft refuses it. 2 connections cannot be refreshed.',
    );
  });

  test('names many connections with one reason together, for whom and since when', () => {
    const group = {
      ...{ integrationId: 'i', status: 'needs_reauthorization' as const, code: 'AADSTS50173' },
      ...{ message: 'The password was reset.', count: 1200, tenants: 3, since: day(-1) },
    };
    const [item] = listWork({ integrations: [integration], groups: [group] }, now);
    expect(item).toMatchObject({
      name: '1,200 connections of OneDrive, in 3 tenants',
      sentence: 'The password was reset.',
      href: '/connections?integration=one-drive&status=needs_reauthorization',
      since: day(-1),
      mending: 'Each person mends theirs with a reauthorize link.',
      action: { label: 'See them and create links' },
    });
  });

  test('says who mends a connection, and what to tell an admin who has to act first', () => {
    const failure = (code: string, days: number) => {
      return { code, message: 'It ended.', fix: 'Ask the customer.', at: day(days).toISOString() };
    };
    const closed = { ...connection, status: 'needs_reauthorization' as const };
    const connections: ConnectionRow[] = [
      { ...closed, id: 'older', statusReason: failure('AADSTS50173', -3) },
      { ...closed, id: 'newer', statusReason: failure('AADSTS50057', -1) },
    ];
    const [newer, older] = listWork({ integrations: [], connections }, now);
    expect(older).toMatchObject({ id: 'older', mending: 'The person mends it with a reauthorize link.' });
    expect(older).not.toHaveProperty('forAdmin');
    expect(newer).toMatchObject({
      id: 'newer',
      mending: "The customer's admin has to act first. Ask the customer.",
      forAdmin: expect.stringContaining('ada@example.com'),
    });
  });
});
