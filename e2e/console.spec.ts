import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { connect, openConnection, people, untilHydrated } from './connect.ts';
import { noteSecret } from './here.ts';
import { callApi, createIntegration, createLink, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

/** The dashboard's addresses as its folders name them: a page that is added is looked at as well. */
function dashboardPages(): string[] {
  const folder = join(import.meta.dirname, '..', 'app', '(dashboard)');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`)
    .toSorted();
}

const tabs = ['overview', 'access', 'credentials', 'registration', 'connections', 'settings'];

// What goes wrong in a browser fails the test by itself: see the fixture `noise`.
test('no page of the dashboard trips its own policy or throws', async ({ page, newPerson }) => {
  test.setTimeout(240_000);
  const integration = await createIntegration();
  const endUser = newEndUser();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  await createLink(integration, newEndUser());
  const connection = await openConnection(page, connectionId);
  const hook = await callApi('/webhook-endpoints', { method: 'POST', body: { url: 'https://receiver.example/hook' } });
  const { data: endpoint } = z
    .object({ data: z.object({ id: z.string(), secret: z.string() }) })
    .parse(await hook.json());
  noteSecret(endpoint.secret);
  const addresses: Record<string, string[]> = {
    '/connections/[id]': [connection],
    '/connections/[id]/picker': [`${connection}/picker`],
    '/integrations/[uniqueKey]': tabs.map((tab) => `/integrations/${integration.key}?tab=${tab}`),
    '/webhooks/[id]': [`/webhooks/${endpoint.id}`],
    '/links': ['/links', '/links?new=1'],
    '/troubleshooting/[code]': ['/troubleshooting/50105'],
  };
  const paths = dashboardPages().flatMap((path) => addresses[path] ?? [path]);
  expect(paths.filter((path) => path.includes('['))).toEqual([]);
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const response = await page.goto(path, { waitUntil: 'load' });
    expect([path, response?.status()]).toEqual([path, 200]);
    await expect(page.getByRole('heading').first()).toBeVisible();
    // Schemas are made when a page's scripts run.
    await untilHydrated(page);
  }
});
