import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openConnection, people } from './connect.ts';
import { apiKey, here, notedSecrets, noteSecret, operators, sessionFile } from './here.ts';
import { createIntegration, createLink, newEndUser, vend } from './rest.ts';
import { expect, test } from './test.ts';

/** What looks like a JWT, whoever made it. */
const anyToken = /eyJ[\w-]{10,}\.[\w-]{10,}/;

function expectNoSecret(where: string, text: string, secrets: readonly string[]): void {
  // The secrets themselves stay out of the report of a failure.
  const found = secrets.filter((secret) => text.includes(secret)).length;
  expect(found, `secrets in ${where}`).toBe(0);
  expect(anyToken.test(text), `a token in ${where}`).toBe(false);
}

test('no page carries a secret, neither as HTML nor as what the router fetches', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const { token } = await createLink(integration, newEndUser());
  noteSecret(token);
  await vend({ connectionId, integration }, '&refresh_token=true');
  const path = await openConnection(page, connectionId);
  const tabs = ['overview', 'access', 'credentials', 'registration', 'connections', 'settings'];
  const paths = [
    ...['/', '/integrations', '/integrations/new', '/links', '/links?new=1', '/connections', path],
    ...tabs.map((tab) => `/integrations/${integration.key}?tab=${tab}`),
    ...['api-keys', 'operators', 'sign-in', 'audit', 'account'].map((tab) => `/settings/${tab}`),
  ];
  const secrets = [...notedSecrets(), apiKey()];
  for (const role of ['owner', 'viewer'] as const) {
    const { request } = (await newPerson({ storageState: sessionFile(role) })).context();
    for (const one of paths) {
      for (const options of [undefined, { headers: { RSC: '1' } }]) {
        const answer = await request.get(one, options);
        expectNoSecret(`${one} for the ${role}`, await answer.text(), secrets);
      }
    }
  }
});

test('no log holds a secret that went through in all these tests', () => {
  const { dataDir, logFile, setupToken } = here();
  const passwords = Object.values(operators).map(({ password }) => password);
  const secrets = [...notedSecrets(), ...passwords, apiKey(), setupToken];
  expect(secrets.length).toBeGreaterThan(20);
  for (const file of [logFile, join(dataDir, 'sandbox.log')]) {
    if (existsSync(file)) expectNoSecret(file, readFileSync(file, 'utf8'), secrets);
  }
});
