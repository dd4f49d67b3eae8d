import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from '../../scripts/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const search = (body: unknown, key = world.key) => world.call('/api/permissions/search', { key, body });

test('calls are answered one by one and together', async () => {
  const calls = ['GET /me/messages?$top=1', "client.api('/me/messages/A').get()", 'GET /me/no-such-thing'];
  const { status, body } = await search({ calls });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    data: [
      {
        call: calls[0],
        method: 'GET',
        path: '/me/messages',
        known: true,
        delegated: { least: 'Mail.ReadBasic', admin_needed: false, blocked_by_managed_policy: true },
        personal: { least: 'Mail.ReadBasic' },
        application: { least: 'Mail.ReadBasic.All' },
        documentation_url: null,
      },
      { path: '/me/messages/A', delegated: { least: 'Mail.Read' } },
      { known: false, delegated: { least: null, others: [] }, documentation_url: expect.stringContaining('https://') },
    ],
    together: {
      delegated: ['Mail.Read'],
      application: ['Mail.Read'],
      reasons: { delegated: [{ permission: 'Mail.Read', calls: 2, instead_of: ['Mail.ReadBasic'] }] },
      unanswered: { delegated: 1, application: 1 },
    },
  });
});

test.each([
  ['no calls', { calls: [] }, 'at least one call'],
  ['too many', { calls: Array(501).fill('GET /me') }, 'at most 500'],
  ['too many in one text', { calls: ['GET /me\n'.repeat(501)] }, 'at most 500'],
  ['no texts', { calls: [1] }, 'calls'],
  ['another field', { calls: ['GET /me'], more: true }, 'more'],
])('%s: refused with a sentence', async (_, asked, sentence) => {
  const { status, body } = await search(asked);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: 'invalid_body', message: expect.stringContaining(sentence) } });
});

test('any key may ask, and nobody without one', async () => {
  expect((await search({ calls: ['GET /me'] }, 'not-a-key')).status).toBe(401);
});
