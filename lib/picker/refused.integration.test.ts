import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { handOutReauthorizeLink } from '#lib/links/hand-out';
import { codeOf, pickerCalls, refusal } from '../../scripts/testing/picker.ts';
import { endTokens, hostRows, rowOf, timelineOf } from '../../scripts/testing/rows.ts';
import { actor, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira);
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const { create, sessionFor, ask } = pickerCalls(() => world);
const my = () => world.bench.sharePoint('contoso-my');

describe('a connection that gives none', () => {
  test('needs reauthorization: the same link each time', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const token = await sessionFor(other);
    await pool().query(`update connection set status = 'needs_reauthorization' where id = $1`, [other.id]);
    const links = [];
    for (let times = 0; times < 2; times += 1) {
      const refused = await ask(token, my());
      expect(refused.status).toBe(409);
      const { code, payload } = refusal.parse(refused.body).error;
      expect(code).toBe('reauthorization_needed');
      links.push(payload?.reauthorize_url);
    }
    expect(links[0]).toMatch(/\/connect\//);
    expect(links[1]).toBe(links[0]);
  });

  test('Microsoft wants more for one host: a link, and claims for the sign-in', async () => {
    const claims = JSON.stringify({ access_token: { polids: { essential: true, values: ['p1'] } } });
    const token = await sessionFor(known);
    const demanded = { error: 'interaction_required', code: 50076, suberror: 'basic_action', claims };
    await world.fault({ match: { path: 'token', resource: 'sharepoint' }, times: 1, ...demanded });
    expect(codeOf(await ask(token, my(), { claims }))).toBe('reauthorization_needed');
    const { rows } = await world.rows('select claims, status from connection where id = $1', [known.id]);
    expect(rows).toEqual([{ claims, status: 'healthy' }]);
    expect((await ask(token, my(), { claims: 'none' })).status).toBe(400);
  });

  test('a page’s own claims cost nothing but themselves', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const token = await sessionFor(other);
    expect((await ask(token, my())).status).toBe(200);
    const before = [await hostRows(other.id), await timelineOf(other.id)];
    await world.calm();
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'nobody-meets-this' } } });
    await world.fault({ match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_grant', code: 65_001 });
    expect(codeOf(await ask(token, my(), { claims }))).toBe('reauthorization_needed');
    expect([await hostRows(other.id), await timelineOf(other.id)]).toEqual(before);
    expect(await rowOf(other.id)).toMatchObject({ status: 'healthy', claims: null });
    // The next one within a minute asks Microsoft nothing.
    expect((await ask(token, my(), { claims })).status).toBe(200);
    expect((await world.requests()).token.byResource).toEqual({ [my()]: 1 });
  });

  test('claims that Microsoft calls malformed send nobody to sign in', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const token = await sessionFor(other);
    await world.fault({ match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_grant', code: 9_002_313 });
    expect(codeOf(await ask(token, my(), { claims: '{}' }))).toBe('token_unavailable');
  });

  test('the link is the page’s own, not one that an operator made', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const sent = await handOutReauthorizeLink({ connectionId: other.id, integrationId: made.id }, actor);
    const token = await sessionFor(other);
    await pool().query(`update connection set status = 'needs_reauthorization' where id = $1`, [other.id]);
    const { payload } = refusal.parse((await ask(token, my())).body).error;
    expect(payload?.reauthorize_url).not.toBe(sent.url);
  });

  test('Microsoft is away: to be tried again', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const token = await sessionFor(other);
    await endTokens(other.id);
    await world.fault({ match: { path: 'token' }, times: 5, status: 503 });
    const refused = await ask(token, my());
    expect(refused.status).toBe(424);
    expect(codeOf(refused)).toBe('token_unavailable');
  });

  test('no OneDrive: in words', async () => {
    const refused = await create(await world.connect(made, 'nils@contoso.sandbox'));
    expect(codeOf(refused)).toBe('sharepoint_host_unknown');
    expect(refused.text).toContain('has no OneDrive');
  });
});
