import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startSandbox } from './server.ts';

const kept = z.looseObject({ apps: z.record(z.string(), z.looseObject({ secrets: z.array(z.looseObject({})) })) });
const demo = z.object({ client_id: z.string(), client_secret: z.string() });
const firstFields =
  'version signingKey sealKey apps demoApp userConsents tenantConsents grants redeemed epochs tokenLife'.split(' ');
const firstAppFields = 'clientId name accountTypes tenantId redirectUris rotation permissions secrets'.split(' ');
const firstSecretFields = ['id', 'hash', 'sealed', 'expiresAt'];

const only = (value: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));

test('a state of the first version opens, and its demo app goes on', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const path = join(dataDir, 'sandbox', 'state.json');
  const askDemo = async () => {
    const running = await startSandbox({ port: 0, dataDir });
    const order = { redirect_uri: 'http://localhost:3000/oauth/callback' };
    const response = await fetch(`${running.url}/_sandbox/apps/demo`, { method: 'POST', body: JSON.stringify(order) });
    const app = demo.parse(await response.json());
    const form = { ...app, grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    const token = await fetch(`${running.url}/contoso.sandbox/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    await running.close();
    return { app, status: token.status };
  };
  const before = await askDemo();
  const state = kept.parse(JSON.parse(await readFile(path, 'utf8')));
  const apps = Object.entries(state.apps).map(([id, app]) => {
    const secrets = app.secrets.map((secret) => only(secret, firstSecretFields));
    return [id, only({ ...app, secrets }, firstAppFields)];
  });
  await writeFile(path, JSON.stringify(only({ ...state, apps: Object.fromEntries(apps) }, firstFields)));
  expect(await askDemo()).toEqual({ ...before, status: 200 });
  await rm(dataDir, { recursive: true });
});
