import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { createLink } from '#lib/links/create-link';
import { endSession } from '#lib/links/session';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { actor, type Made, World } from '../../scripts/testing/world.ts';

const own = 'https://app.example.com';
const strange = 'http://localhost:5105';
let world: World;
let drive: Made;
let foreign: Made;

beforeAll(async () => {
  world = await World.start();
  drive = await world.integrate({ allowedOrigins: [own] });
  foreign = await world.integrate({ allowedOrigins: [strange] });
});
afterAll(() => world.stop());
beforeEach(() => {
  globalThis.latchkeyRefusals = undefined;
});

const session = (made = [drive]) => createLink({ integrations: made.map(({ uniqueKey }) => uniqueKey) }, actor);
function ask(token: string, { origin, integration }: { origin?: string; integration?: string }) {
  const query = new URLSearchParams({ embed: 'true', ...(integration && { integration }) });
  return world.call(`/api/connect/session/status?${query}`, { key: token, ...(origin && { headers: { origin } }) });
}

test('a page of an allowed origin is told the status, any other one where it can be allowed', async () => {
  const { token } = await session();
  expect((await ask(token, { origin: own })).body).toMatchObject({ data: { status: 'open' } });
  const { status, body } = await ask(token, { origin: strange, integration: drive.uniqueKey });
  expect(status).toBe(403);
  expect(body).toMatchObject({
    error: {
      code: 'origin_not_allowed',
      message: expect.stringContaining(
        `${strange} is not among the allowed origins of ${drive.uniqueKey}. Allow it in`,
      ),
    },
  });
  expect((await ask(token, {})).status).toBe(403);
});

test('it is noted, once an hour for one page and network', async () => {
  const { token } = await session();
  for (let n = 0; n < 3; n += 1) await ask(token, { origin: 'https://noted.example' });
  await writeRefusalsNow();
  const rows = await listAudit({ limit: 10, action: 'embed.refused', search: 'noted.example' });
  expect(rows).toMatchObject([{ detail: { way: `https://noted.example, for ${drive.uniqueKey}`, attempts: 3 } }]);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('an integration that the session does not offer answers like one that does not exist', async () => {
  const { token } = await session();
  const refusals = await Promise.all(
    [foreign.uniqueKey, 'none'].map(async (integration) => {
      const { status, text } = await ask(token, { origin: strange, integration });
      return [status, text.replaceAll(integration, 'KEY')];
    }),
  );
  expect(refusals[0]).toEqual(refusals[1]);
  expect(refusals[0]?.[0]).toBe(403);
});

test('without a token nobody learns anything, and of a session that is over its end is told', async () => {
  const unknown = [own, strange].map(async (origin) => (await ask('A'.repeat(43), { origin })).text);
  const [first, second] = await Promise.all(unknown);
  expect(first).toBe(second);
  const { token, id } = await session();
  await endSession(id);
  expect((await ask(token, { origin: strange })).body).toMatchObject({ data: { status: 'ended' } });
});
