import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { newId } from '#lib/ids';
import { createEndpoint } from '#lib/webhooks/endpoints';
import { newEndpointSchema } from '#lib/webhooks/schema';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../scripts/testing/database.ts';
import { addEveryRole, become, form } from '../../scripts/testing/signed-in.ts';
import { saveBranding } from './settings/branding/actions.ts';
import { saveEnvironment } from './settings/environment/actions.ts';
import { saveEntra } from './settings/sign-in/actions.ts';
import { saveEndpoint } from './webhooks/actions.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../scripts/testing/browser-jar.ts')).nextCache);

let close: () => Promise<void>;
let endpoint: string;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await addEveryRole();
  endpoint = (await createEndpoint(newEndpointSchema.parse({ url: 'https://hooks.example.com/in' }), 'console')).id;
});
afterAll(() => close());
beforeEach(() => jar.clear());

const brand = { name: 'Acme', accent: '', contactName: '', contactAddress: '', privacyUrl: '', termsUrl: '' };
const hook = { url: 'https://new.example.com/in', format: 'standard' };
const entra = { cloud: 'global', tenant: 'contoso.example', clientId: newId(), clientSecret: 'x8Q~value' };

test.each([
  ['the branding', (more: object) => saveBranding({ turn: 0, saves: 0 }, form({ ...brand, ...more }))],
  ['the environment', (more: object) => saveEnvironment({}, form({ name: 'Staging', colour: 'amber', ...more }))],
  ['the sign-in with Microsoft', (more: object) => saveEntra({}, form({ ...entra, ...more }))],
  ['an endpoint', (more: object) => saveEndpoint({ turn: 0 }, form({ ...hook, id: endpoint, ...more }))],
])('%s is not changed by a form that shows an earlier state', async (_what, save) => {
  await become('owner');
  const before = await listAudit({ limit: 1 });
  expect(await save({ version: 'of before' })).toMatchObject({
    error: expect.stringContaining('another tab'),
    version: expect.any(String),
  });
  expect(await listAudit({ limit: 1 })).toEqual(before);
});
