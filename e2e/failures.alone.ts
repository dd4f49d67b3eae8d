import { connect, consent, openConnection, people } from './connect.ts';
import { confirmWho } from './operators.ts';
import {
  callApi,
  callSandbox,
  createIntegration,
  createLink,
  type Integration,
  listConnections,
  newEndUser,
  tokenRequests,
  vend,
  vendPath,
} from './rest.ts';
import { expect, test } from './test.ts';

test.afterEach(async () => {
  await callSandbox('/faults', undefined, 'DELETE');
});

const fail = (resource: 'graph' | 'sharepoint', how: object) =>
  callSandbox('/faults', { match: { path: 'token', resource }, times: 100, ...how });

async function resourcesAsked(integration: Integration): Promise<string[]> {
  return (await tokenRequests(integration)).map(({ resource }) =>
    resource?.includes('sharepoint') ? 'sharepoint' : 'graph',
  );
}

test('SharePoint fails while Graph works: the Graph token is given, with the reason', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  await fail('sharepoint', { error: 'invalid_resource', code: 500011 });
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const answer = await vend({ connectionId, integration });
  expect(answer.errors).toMatchObject([{ type: 'auth', log_id: 'AADSTS500011' }]);
  expect(answer.credentials.access_token).toMatch(/^eyJ/);
  expect(answer.connection_config.sharepointAccessToken).toBeUndefined();
  expect(await resourcesAsked(integration)).toContain('sharepoint');

  const path = await openConnection(page, connectionId);
  await expect(page.getByText('Healthy')).toBeVisible();
  await expect(page.getByText(/500011/).first()).toBeVisible();
  await callSandbox('/faults', undefined, 'DELETE');
  const healed = await vend({ connectionId, integration }, '&force_refresh=true');
  expect(healed.connection_config.sharepointAccessToken?.access_token).toMatch(/^eyJ/);
  await page.goto(path);
  await expect(page.getByRole('progressbar', { name: 'SharePoint token: life left' })).toBeVisible();
});

test('a throttled SharePoint does not take the token away that lives', async ({ newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const before = await vend({ connectionId, integration });
  await fail('sharepoint', { status: 429, retry_after: 60 });
  const after = await vend({ connectionId, integration }, '&force_refresh=true');
  expect(after.errors).toEqual([]);
  expect(after.credentials.access_token).not.toBe(before.credentials.access_token);
  expect(after.connection_config.sharepointAccessToken?.access_token).toBe(
    before.connection_config.sharepointAccessToken?.access_token,
  );
});

test('Microsoft being away keeps the connection healthy and its token in use', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const before = await vend({ connectionId, integration });
  await fail('graph', { status: 503, body: 'html' });
  await openConnection(page, connectionId);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Microsoft gave no new token.' })).toBeVisible();
  await expect(page.getByText('Healthy')).toBeVisible();
  const after = await vend({ connectionId, integration });
  expect(after.credentials.access_token).toBe(before.credentials.access_token);
});

test('an expired client secret breaks the integration, not the connection; a new one mends it', async ({
  page,
  newPerson,
}) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  await callSandbox(`/apps/${integration.clientId}`, { expire_secret: true }, 'PATCH');
  await callApi(vendPath({ connectionId, integration }, '&force_refresh=true'));
  await openConnection(page, connectionId);
  await expect(page.getByText('Healthy')).toBeVisible();
  await expect(page.getByText(/7000222/).first()).toBeVisible();
  await confirmWho(page);
  await page.goto(`/integrations/${integration.key}?tab=credentials`);
  const secret = `a-new-secret-${integration.key}`;
  await callSandbox(`/apps/${integration.clientId}`, { new_secret: secret }, 'PATCH');
  await page.getByLabel('Client secret', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Add the client secret' }).click();
  await expect(page.getByText('The new secret is in place')).toBeVisible();
  expect((await vend({ connectionId, integration }, '&force_refresh=true')).errors).toEqual([]);
});

test('a token endpoint that fails at the callback connects nothing and leaves the link open', async ({ newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  await fail('graph', { status: 500 });
  const person = await newPerson();
  await person.goto(url);
  await person.getByRole('button', { name: 'Continue to Microsoft' }).click();
  await person.getByRole('button', { name: people.mira }).click();
  await person.getByRole('button', { name: 'Accept' }).click();
  await expect(person.getByRole('link', { name: 'Try again' })).toBeVisible();
  expect(await listConnections(endUser)).toEqual([]);
  await callSandbox('/faults', undefined, 'DELETE');
  await callSandbox('/grants/revoke', { username: people.mira, reason: 'consent_removed' });
  await consent(await newPerson(), url, people.mira);
});
