import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { pool } from '#lib/db';
import { sandboxEntraApp } from '#lib/operators/entra-sandbox';
import { inviteOperator } from '#lib/operators/invitations';
import { createFirstOwner } from '#lib/operators/set-up';
import { saveEntraSettings, switchEntra } from '#lib/operators/sign-in-settings';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { signInAt } from '../../sandbox/pages/person.ts';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { beginEntra, entraAddress, returnFromEntra } from '../../scripts/testing/entra-trip.ts';
import { tokenOf } from '../../scripts/testing/operators.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { jonas, mira, World } from '../../scripts/testing/world.ts';
import { findOperator } from './session.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeadersForPackages());

let world: World;

beforeAll(async () => {
  world = await World.start();
  const owner = await createFirstOwner({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
  await saveEntraSettings(await sandboxEntraApp(), owner);
  await switchEntra('on', owner);
  const token = tokenOf(await inviteOperator({ email: 'mira@example.com', role: 'admin' }, 'console'));
  const { location } = await beginEntra({ purpose: 'invitation', token });
  await returnFromEntra(await signInAt(location, { account: mira }));
});
afterAll(() => world.stop());
beforeEach(async () => {
  jar.clear();
  globalThis.latchkeyRefusals = undefined;
  await pool().query(`delete from audit_event where fold_key is not null; truncate rate_limit`);
  await world.calm();
});

async function noted() {
  await writeRefusalsNow();
  return (await listAudit({ limit: 50, action: 'sign-in.failed' })).map(({ detail }) => detail);
}
const refusedOnce = (way: string) => [{ way, address: entraAddress, attempts: 1, latest: expect.any(String) }];

const back = async (account = mira) => signInAt((await beginEntra()).location, { account });
const stateIn = (location: string) => new URL(location).searchParams.get('state') ?? '';

test('an operator comes in, and nobody is noted', async () => {
  expect(await returnFromEntra(await back())).toEqual({ status: 303, location: '/' });
  expect(await findOperator()).toMatchObject({ email: 'mira@example.com', role: 'admin' });
  expect(await noted()).toEqual([]);
});

describe('who comes back and is not let in is noted', () => {
  const refusals: [string, Record<string, string>, string][] = [
    ['declined', { error: 'access_denied' }, '?why=declined'],
    [
      'a refusal with a number',
      { error: 'interaction_required', error_description: 'AADSTS50105: not assigned' },
      '?why=refused&aadsts=50105',
    ],
  ];
  test.each(refusals)('%s', async (_, error, ending) => {
    const { location } = await beginEntra();
    const answer = await returnFromEntra(new URLSearchParams({ ...error, state: stateIn(location) }));
    expect(answer.location).toBe(`/sign-in/refused${ending}`);
    expect(await noted()).toEqual(refusedOnce('entra-sign-in'));
    expect(JSON.stringify(await noted())).not.toContain('assigned');
  });

  test('an account that is no operator’s', async () => {
    expect((await returnFromEntra(await back(jonas))).location).toBe('/sign-in/refused?why=entra_unknown');
    expect(await noted()).toEqual(refusedOnce('entra-sign-in'));
  });

  test('a code that Microsoft did not give', async () => {
    const { location } = await beginEntra();
    const forged = new URLSearchParams({ code: 'forged', state: stateIn(location) });
    expect((await returnFromEntra(forged)).location).toContain('/sign-in/refused?why=refused');
    expect(await noted()).toEqual(refusedOnce('entra-sign-in'));
  });

  test('an invitation that does not exist', async () => {
    const { location } = await beginEntra({ purpose: 'invitation', token: 'guess' });
    const answer = await returnFromEntra(await signInAt(location, { account: jonas }));
    expect(answer.location).toBe('/invitation/guess?why=invitation_closed');
    expect(await noted()).toEqual(refusedOnce('entra-invitation'));
  });

  test('the answer to a sign-in that this browser did not begin, however often', async () => {
    const others = await back();
    jar.clear();
    for (const query of [others, new URLSearchParams({ code: 'c', state: 's' }), new URLSearchParams()])
      expect((await returnFromEntra(query)).location).toBe('/sign-in/refused?why=stale');
    expect((await returnFromEntra(new URLSearchParams({ error: 'access_denied' }))).location).toContain('stale');
    expect(await noted()).toEqual([{ ...refusedOnce('entra-stale')[0], attempts: 4 }]);
  });
});

describe('what nobody looks at spends nothing and is nobody’s attack', () => {
  const probes: [string, { method?: 'HEAD'; headers?: Record<string, string> }][] = [
    ['HEAD', { method: 'HEAD' }],
    ['HEAD of a navigation', { method: 'HEAD', headers: { 'sec-fetch-mode': 'navigate' } }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch', 'sec-fetch-mode': 'navigate' } }],
    ['a prefetch of an older browser', { headers: { purpose: 'prefetch' } }],
    ['a preview of Safari', { headers: { 'x-purpose': 'preview' } }],
  ];
  test.each(probes)('%s', async (_, probe) => {
    const query = await back();
    await world.calm();
    const cookies = new Map(jar);
    const answer = await returnFromEntra(query, probe);
    expect(answer).toEqual({ status: probe.method === 'HEAD' ? 204 : 503, location: '' });
    expect(jar).toEqual(cookies);
    expect((await world.requests()).token.total).toBe(0);
    await returnFromEntra(new URLSearchParams({ code: 'c', state: 'another' }), probe);
    expect(await noted()).toEqual([]);
    const sessions = await countOf('operator_session');
    expect(await returnFromEntra(query, { headers: { 'sec-fetch-mode': 'navigate' } })).toEqual({
      status: 303,
      location: '/',
    });
    expect(await countOf('operator_session')).toBe(sessions + 1);
    expect(await findOperator()).toMatchObject({ email: 'mira@example.com' });
  });
});
