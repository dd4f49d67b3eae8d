import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pool } from '#lib/db';
import {
  addFederated,
  addMadeCertificate,
  addSecret,
  findCertificate,
  listCredentials,
  removeCredential,
  replaceSecret,
} from '#lib/integrations/credentials';
import { findIntegration } from '#lib/integrations/integrations';
import { listNotices } from '#lib/notices/notices';
import { countOf, endTokens, rowOf } from '../../../scripts/testing/rows.ts';
import { actor, type Known, type Made, World } from '../../../scripts/testing/world.ts';

let world: World;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assertions-'));
  world = await World.start({ FEDERATED_TOKEN_DIR: folder });
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => world.calm());

/** Graph and the SharePoint host. */
const resources = 2;
const wrong = { clientSecret: 'Wrong~secret', secretExpiresAt: null };

async function connected(): Promise<{ made: Made; known: Known }> {
  const made = await world.integrate();
  return { made, known: await world.connect(made) };
}

async function refreshed(known: Known): Promise<{ status: number; requests: number }> {
  await endTokens(known.id);
  await pool().query('update connection set retry_at = null where id = $1', [known.id]);
  await world.bench.control('DELETE', '/requests');
  const { status } = await world.vend(known, { force: true });
  return { status, requests: (await world.requests()).token.total };
}

/** Removes all credentials of the integration except the one that was added last. */
async function keepNewest({ id }: Made): Promise<void> {
  const kept = await listCredentials(id);
  const [, ...older] = kept.sort((one, other) => Number(other.createdAt) - Number(one.createdAt));
  for (const one of older) await removeCredential({ integrationId: id, id: one.id, evenLast: false }, actor);
}

describe('the second credential', () => {
  test('is used when the first is refused; told once, connections untouched, and preferred from then on', async () => {
    const { made, known } = await connected();
    await addSecret(made.id, wrong, actor);
    expect(await refreshed(known)).toEqual({ status: 200, requests: resources + 1 });
    expect(await listCredentials(made.id)).toMatchObject([
      { refused: null, isInUse: true },
      { hint: 'Wro', refused: { code: 'AADSTS7000215' }, isInUse: false },
    ]);
    expect(await refreshed(known)).toEqual({ status: 200, requests: resources });
    expect(await listNotices(made.id)).toMatchObject([{ kind: 'credential_refused', level: 'warning' }]);
    const subject = `subject = 'integration:${made.uniqueKey}'`;
    expect(await countOf('audit_event', `action = 'integration.credential-refused' and ${subject}`)).toBe(1);
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: null });
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', last_failure: null });
  });

  test('many refreshes at once tell it once', async () => {
    const { made, known } = await connected();
    const others = [await world.connect(made), await world.connect(made)];
    await addSecret(made.id, wrong, actor);
    const answers = await Promise.all([known, ...others].map((one) => refreshed(one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await listNotices(made.id)).toHaveLength(1);
  });

  test('connecting goes on with it too', async () => {
    const made = await world.integrate();
    await addSecret(made.id, wrong, actor);
    expect(await world.connect(made)).toMatchObject({ connectionId: expect.any(String) });
  });

  test('with both refused the integration is broken, and each is good again once it is accepted', async () => {
    const { made, known } = await connected();
    await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { expire_secret: true });
    await addSecret(made.id, wrong, actor);
    expect(await refreshed(known)).toEqual({ status: 424, requests: 2 * resources });
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: { code: 'AADSTS7000215' } });
    expect(await listNotices(made.id)).toMatchObject([{ kind: 'integration_broken' }]);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy' });
    await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { new_secret: wrong.clientSecret });
    expect(await refreshed(known)).toMatchObject({ status: 200 });
    expect(await listNotices(made.id)).toEqual([]);
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: null });
    expect(await listCredentials(made.id)).toMatchObject([
      { hint: 'Wro', refused: null },
      { refused: { code: 'AADSTS7000222' } },
    ]);
  });

  test('is not tried for what concerns the grant, the server or the limit', async () => {
    const { made, known } = await connected();
    await replaceSecret(made.id, { clientSecret: made.app.client_secret, secretExpiresAt: null }, actor);
    await addSecret(made.id, { clientSecret: made.app.client_secret, secretExpiresAt: null }, actor);
    await world.fault({ match: { path: 'token' }, status: 503 });
    expect(await refreshed(known)).toMatchObject({ requests: resources });
    await world.calm();
    await world.revoke('mira@contoso.sandbox', 'password_reset', made.app.client_id);
    // The first answer closes the grant.
    expect(await refreshed(known)).toMatchObject({ requests: 1 });
    expect(await listCredentials(made.id)).toMatchObject([{ refused: null }, { refused: null }]);
  });
});

const minted = z.object({ assertion: z.string(), issuer: z.string(), subject: z.string(), audience: z.string() });

async function mint(subject: string): Promise<z.infer<typeof minted>> {
  const order = { issuer: 'cluster', subject, audience: 'api://AzureADTokenExchange' };
  return minted.parse(await (await world.bench.control('POST', '/assertions', order)).json());
}

describe('without a secret', () => {
  test('a certificate made here refreshes and connects once it is uploaded', async () => {
    const { made, known } = await connected();
    const { id } = await addMadeCertificate(made, 12, actor);
    await keepNewest(made);
    expect(await refreshed(known)).toMatchObject({ status: 424 });
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: { code: 'AADSTS700027' } });
    const certificate = await findCertificate(made.id, id);
    const uploaded = await world.bench.control('POST', `/apps/${made.app.client_id}/certificates`, { certificate });
    expect(uploaded.status).toBe(201);
    expect(await refreshed(known)).toEqual({ status: 200, requests: resources });
    expect(await world.connect(made)).toMatchObject({ connectionId: expect.any(String) });
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: null });
  });

  test('a federated token is read anew for each use', async () => {
    const { made, known } = await connected();
    const subject = 'system:serviceaccount:default:latchkey';
    const first = await mint(subject);
    const { issuer, audience } = first;
    const registered = await world.bench.control('POST', `/apps/${made.app.client_id}/federated`, {
      issuer,
      subject,
      audience,
    });
    expect(registered.status).toBe(201);
    const file = join(folder, 'token');
    await addFederated(made.id, { file }, actor);
    await keepNewest(made);
    expect(await refreshed(known)).toEqual({ status: 424, requests: 0 });
    expect(await rowOf(known.id)).toMatchObject({ last_failure: { code: 'assertion_unreadable' } });
    await writeFile(file, `${first.assertion}\n`);
    expect(await refreshed(known)).toEqual({ status: 200, requests: resources });
    await writeFile(file, (await mint('system:serviceaccount:default:another')).assertion);
    expect(await refreshed(known)).toMatchObject({ status: 424 });
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ broken: { code: 'AADSTS700213' } });
    await writeFile(file, (await mint(subject)).assertion);
    expect(await refreshed(known)).toEqual({ status: 200, requests: resources });
  });
});
