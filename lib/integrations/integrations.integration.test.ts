import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { replaceSecret } from '#lib/integrations/credentials';
import {
  createIntegration,
  deleteIntegration,
  findIntegration,
  findIntegrationById,
  listIntegrations,
  updateIntegration,
} from '#lib/integrations/integrations';
import { clearBroken, markBroken, readRegistration } from '#lib/integrations/registration';
import { createSandboxIntegration } from '#lib/integrations/sandbox-app';
import { type NewIntegration, newIntegrationSchema } from '#lib/integrations/schema';
import { testDatabase } from '../../scripts/testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const actor = 'operator:admin@example.com';
const secret = 'Abc8Q~a-secret-that-must-stay-sealed';

function integration(changes: Record<string, unknown> = {}): NewIntegration {
  return newIntegrationSchema.parse({
    uniqueKey: newId(),
    displayName: 'OneDrive',
    provider: 'one-drive',
    cloud: 'global',
    accountTypes: 'organizations',
    clientId: newId(),
    clientSecret: secret,
    presets: ['files-read'],
    ...changes,
  });
}

async function insertConnections(integrationId: string, statuses: ('healthy' | 'needs_reauthorization')[]) {
  const common = { integrationId, tid: 't', oid: 'o', homeAccountId: 'h', username: 'u', displayName: 'U' };
  const token = {
    sealedGrant: '',
    sealedToken: '',
    tokenResponse: {},
    tokenExpiresAt: new Date(),
    tokenLife: 3600,
    refreshDueAt: new Date(),
  };
  await db().connection.createMany({
    data: statuses.map((status) => {
      const id = newId();
      return { ...common, ...token, id, connectionId: id, status, accountKind: 'work' };
    }),
  });
}

test('the secret is sealed in its row, opens for the Microsoft side only and is in no answer', async () => {
  const { id, uniqueKey } = await createIntegration(integration({ scopes: ['Mail.Read'] }), actor);
  const row = await db().integrationCredential.findFirstOrThrow({
    where: { integrationId: id },
    select: { sealedSecret: true, hint: true },
  });
  expect(row.sealedSecret).toMatch(/^v1\./);
  expect(row.sealedSecret).not.toContain(secret);
  expect(row.hint).toBe('Abc');
  const answers = [await findIntegration(uniqueKey), await findIntegrationById(id), await listIntegrations()];
  expect(JSON.stringify([answers, await listAudit({ limit: 50 })])).not.toContain(secret);
  const registration = await readRegistration(id);
  expect(registration.credentials).toEqual([expect.objectContaining({ kind: 'client_secret', secret })]);
  expect(registration.requested.graph).toEqual(['User.Read', 'Files.Read.All', 'Sites.Read.All', 'Mail.Read']);
});

test('exact scopes replace presets and single scopes', async () => {
  const { id } = await createIntegration(integration({ scopes: ['Mail.Read'], exactScopes: ['Files.Read'] }), actor);
  expect((await readRegistration(id)).requested).toMatchObject({ graph: ['Files.Read'], sharepoint: [] });
});

test('a key is unique, also when renaming', async () => {
  const first = await createIntegration(integration(), actor);
  const again = integration({ uniqueKey: first.uniqueKey });
  await expect(createIntegration(again, actor)).rejects.toMatchObject({ code: 'duplicate_key' });
  const second = await createIntegration(integration(), actor);
  const rename = updateIntegration(second.id, { uniqueKey: first.uniqueKey }, actor);
  await expect(rename).rejects.toMatchObject({ code: 'duplicate_key' });
});

test('the sandbox cloud must exist', async () => {
  const mine = globalThis.latchkeyEnv;
  if (!mine) throw new Error('no env');
  globalThis.latchkeyEnv = { ...mine, sandboxLoginUrl: undefined };
  const made = createIntegration(integration({ cloud: 'sandbox', clientId: 'any-app' }), actor);
  await expect(made).rejects.toMatchObject({ code: 'sandbox_off' });
  globalThis.latchkeyEnv = mine;
});

test('another stand-in than ours has no app ready, which is said', async () => {
  const mine = globalThis.latchkeyEnv;
  if (!mine) throw new Error('no env');
  const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  globalThis.latchkeyEnv = { ...mine, sandboxLoginUrl: `http://127.0.0.1:${port}` };
  await expect(createSandboxIntegration(actor)).rejects.toMatchObject({ code: 'sandbox_without_app' });
  globalThis.latchkeyEnv = mine;
  other.close();
});

test('an update changes what is given, tells the audit which fields, and refuses what does not fit', async () => {
  const { id, uniqueKey } = await createIntegration(integration(), actor);
  await updateIntegration(id, { displayName: 'Files', presets: ['files-write'] }, actor);
  expect(await findIntegrationById(id)).toMatchObject({ displayName: 'Files', presets: ['files-write'], uniqueKey });
  const [event] = await listAudit({ limit: 1, subject: `integration:${uniqueKey}` });
  expect(event).toMatchObject({
    action: 'integration.updated',
    actor,
    detail: { changed: ['displayName', 'presets'] },
  });
  const misfit = updateIntegration(id, { accountTypes: 'single-tenant' }, actor);
  await expect(misfit).rejects.toMatchObject({ code: 'invalid', problems: [{ field: 'tenantId' }] });
  await expect(updateIntegration(newId(), {}, actor)).rejects.toMatchObject({ code: 'not_found' });
});

test('a refusal is told once, and a new secret ends it', async () => {
  const { id } = await createIntegration(integration(), actor);
  const { credentialIds } = await readRegistration(id);
  const refusal = { code: '7000222', reason: 'The secret has expired.', credentialIds };
  const told = await Promise.all([markBroken(id, refusal), markBroken(id, refusal), markBroken(id, refusal)]);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect((await findIntegrationById(id))?.broken).toMatchObject({ code: '7000222', reason: refusal.reason });
  await replaceSecret(id, { clientSecret: 'new8Q~value', secretExpiresAt: new Date('2100-01-01') }, actor);
  expect(await findIntegrationById(id)).toMatchObject({ broken: null, secret: { hint: 'new' } });
  expect((await readRegistration(id)).credentials).toMatchObject([{ secret: 'new8Q~value' }]);
  expect(await db().integrationCredential.count({ where: { integrationId: id } })).toBe(1);
});

test('a late refusal of a secret replaced meanwhile does not break the new one', async () => {
  const { id } = await createIntegration(integration(), actor);
  const { credentialIds } = await readRegistration(id);
  await replaceSecret(id, { clientSecret: 'new8Q~value', secretExpiresAt: null }, actor);
  expect(await markBroken(id, { code: '7000215', reason: 'Wrong secret.', credentialIds })).toBe(false);
  expect(await markBroken(id, { code: '7000215', reason: 'Wrong secret.' })).toBe(true);
  expect(await clearBroken(id)).toBe(true);
  expect(await clearBroken(id)).toBe(false);
});

test('connections are counted by state and go with their integration', async () => {
  const { id, uniqueKey } = await createIntegration(integration(), actor);
  await insertConnections(id, ['healthy', 'healthy', 'needs_reauthorization']);
  const counts = { healthy: 2, needsReauthorization: 1, corrupt: 0, total: 3 };
  expect((await findIntegration(uniqueKey))?.connections).toEqual(counts);
  const listed = (await listIntegrations()).find((row) => row.id === id);
  expect(listed?.connections).toEqual(counts);
  await replaceSecret(id, { clientSecret: 'x', secretExpiresAt: null }, actor);
  expect(await deleteIntegration(id, actor)).toEqual({ connections: 3 });
  expect(await findIntegrationById(id)).toBeUndefined();
  expect(await db().connection.count({ where: { integrationId: id } })).toBe(0);
  await expect(readRegistration(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(deleteIntegration(id, actor)).rejects.toMatchObject({ code: 'not_found' });
});
