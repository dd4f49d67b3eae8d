import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { demoState } from '#lib/demo/mark';
import { jar } from '../../../scripts/testing/browser-jar.ts';
import { tenMinutesPass } from '../../../scripts/testing/operators.ts';
import { addEveryRole, become, form } from '../../../scripts/testing/signed-in.ts';
import { mira, World } from '../../../scripts/testing/world.ts';
import { makeFirstCall } from '../connections/first-call/actions.ts';
import { fill, takeAway } from './actions.ts';

vi.mock('next/headers', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextCache);

let world: World;

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
});
afterAll(() => world.stop());
beforeEach(() => jar.clear());

const actions = { fill, takeAway, makeFirstCall };
const cases = Object.entries(actions).flatMap(([name, call]) =>
  ['stranger', 'viewer'].map((caller) => ({ name, call, caller })),
);

test.each(cases)('$name as $caller', async ({ call, caller }) => {
  await become(caller);
  const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
  await expect(call(form({}))).rejects.toMatchObject({ digest });
  expect(await demoState()).toBe('absent');
});

test('an admin’s first call brings the token of that connection, and no other integration’s', async () => {
  const known = await world.connect(await world.integrate(), mira);
  const other = await world.connect(await world.integrate(), mira);
  await become('admin');
  const { command = '' } = await makeFirstCall(form({ id: known.id }));
  const [, url = '', key = ''] = /^curl '([^']+)'[\s\S]*'Authorization: Bearer ([^']+)'$/.exec(command) ?? [];
  expect(new URL(url).pathname + new URL(url).search).toBe(world.path(known));
  expect(await world.vend(known, { key })).toMatchObject({ status: 200 });
  expect((await world.vend(other, { key })).status).not.toBe(200);
  await tenMinutesPass();
  expect(await makeFirstCall(form({ id: known.id }))).toEqual({ confirm: { password: true, microsoft: false } });
});
