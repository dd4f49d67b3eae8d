import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Bench, claimsOf, refusal, tokens } from '../testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());

const DAY = 24 * 60 * 60 * 1000;

describe('one refresh token, every resource', () => {
  test('Graph and both SharePoint hosts, each token for its own host only', async () => {
    const app = await bench.register();
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    const graph = tokens.parse(await (await bench.refresh(app, refresh_token)).json());
    expect((await bench.graph('/me', graph.access_token)).status).toBe(200);
    for (const host of ['contoso', 'contoso-my']) {
      const origin = bench.sharePoint(host);
      const answer = tokens.parse(await (await bench.refresh(app, refresh_token, `${origin}/.default`)).json());
      expect(claimsOf(answer.access_token).aud).toBe(origin);
      expect(answer.scope.split(' ')).toContain(`${origin}/.default`);
      const authorization = `Bearer ${answer.access_token}`;
      expect((await bench.get(`${origin}/_api/web`, { authorization })).status).toBe(200);
      const other = bench.sharePoint(host === 'contoso' ? 'contoso-my' : 'contoso');
      const refused = await bench.get(`${other}/_api/web`, { authorization });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('x-ms-diagnostics')).toBe(
        `3000003;reason="Invalid audience Uri '${origin}'.";category="invalid_client"`,
      );
    }
  });

  test.each([
    [
      'another tenant’s host',
      () => `${bench.sharePoint('fabrikam')}/.default`,
      { error: 'invalid_resource', error_codes: [500011] },
    ],
    [
      'a host that does not exist',
      () => 'https://contoso.sharepoint.com/.default',
      { error: 'invalid_resource', error_codes: [500011] },
    ],
    [
      'a look-alike',
      () => `${bench.sharePoint('contoso')}.evil.example/.default`,
      { error: 'invalid_resource', error_codes: [500011] },
    ],
    [
      'two resources',
      () => `User.Read ${bench.sharePoint('contoso')}/.default`,
      { error: 'invalid_scope', error_codes: [28000] },
    ],
  ])('%s is refused', async (_, scope, expected) => {
    const app = await bench.register();
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    const body = refusal.parse(await (await bench.refresh(app, refresh_token, scope())).json());
    expect(body).toMatchObject(expected);
  });

  test('a personal account has an opaque token and no SharePoint', async () => {
    const app = await bench.register();
    const connected = await bench.connect(app, 'sam@outlook.sandbox');
    expect(connected.access_token).not.toContain('.');
    const drive = await (await bench.graph('/me/drive', connected.access_token)).json();
    expect(drive).toMatchObject({
      driveType: 'personal',
      webUrl: expect.stringContaining('https://onedrive.live.com/?cid='),
    });
    expect((await bench.graph('/sites/root', connected.access_token)).status).toBe(400);
    const answer = await bench.refresh(app, connected.refresh_token, `${bench.sharePoint('contoso')}/.default`);
    expect(answer.status).toBe(400);
  });

  test('a token of another app is refused', async () => {
    const { refresh_token } = await bench.connect(await bench.register(), 'mira@contoso.sandbox');
    const answer = await bench.refresh(await bench.register(), refresh_token);
    expect(refusal.parse(await answer.json()).error_codes).toEqual([9002313]);
  });
});

describe('rotation', () => {
  test('lenient: each refresh gives a new token, old ones stay valid', async () => {
    const app = await bench.register();
    const { refresh_token: first } = await bench.connect(app, 'mira@contoso.sandbox');
    const second = tokens.parse(await (await bench.refresh(app, first)).json()).refresh_token;
    expect(second).not.toBe(first);
    expect((await bench.refresh(app, first)).status).toBe(200);
    expect((await bench.refresh(app, second)).status).toBe(200);
  });

  test('strict: a spent token ends the whole grant', async () => {
    const app = await bench.register({ rotation: 'strict' });
    const { refresh_token: first } = await bench.connect(app, 'mira@contoso.sandbox');
    const second = tokens.parse(await (await bench.refresh(app, first)).json()).refresh_token;
    const third = tokens.parse(await (await bench.refresh(app, second)).json()).refresh_token;
    const spent = refusal.parse(await (await bench.refresh(app, first)).json());
    expect(spent).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    expect((await bench.refresh(app, third)).status).toBe(400);
    await bench.restart();
    expect((await bench.refresh(app, third)).status).toBe(400);
  });

  test('strict: the newest token survives a restart', async () => {
    const app = await bench.register({ rotation: 'strict' });
    const { refresh_token: first } = await bench.connect(app, 'mira@contoso.sandbox');
    const second = tokens.parse(await (await bench.refresh(app, first)).json()).refresh_token;
    await bench.restart();
    expect((await bench.refresh(app, second)).status).toBe(200);
  });

  test('ninety days without use end it', async () => {
    const app = await bench.register();
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 89 * DAY);
    const alive = await bench.refresh(app, refresh_token);
    clock.mockReturnValue(now + 91 * DAY);
    const idle = await bench.refresh(app, refresh_token);
    clock.mockRestore();
    expect(alive.status).toBe(200);
    expect(refusal.parse(await idle.json()).error_codes).toEqual([700082]);
  });
});

test('a restart breaks no connection', async () => {
  const app = await bench.register();
  const { refresh_token, access_token } = await bench.connect(app, 'jonas@contoso.sandbox');
  await bench.restart();
  expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  expect((await bench.graph('/me', access_token)).status).toBe(200);
});

test('nor does a restart on another port', async () => {
  const app = await bench.register();
  const scope = `openid offline_access Files.Read ${bench.sharePoint('contoso')}/AllSites.Read`;
  const { refresh_token } = await bench.connect(app, 'jonas@contoso.sandbox', { scope });
  await bench.restart(0);
  expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  expect((await bench.refresh(app, refresh_token, `${bench.sharePoint('contoso')}/.default`)).status).toBe(200);
});

test.each([
  ['password_reset', 50173],
  ['admin_revoked', 50173],
  ['inactive', 700082],
  ['sign_in_frequency', 70043],
  ['account_disabled', 50057],
  ['consent_removed', 65001],
])('revoked because of %s', async (reason, number) => {
  const app = await bench.register();
  const { refresh_token } = await bench.connect(app, 'jonas@contoso.sandbox');
  const revoked = await bench.control('POST', '/grants/revoke', { username: 'jonas@contoso.sandbox', reason });
  expect(revoked.status).toBe(200);
  const body = refusal.parse(await (await bench.refresh(app, refresh_token)).json());
  expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [number] });
  const again = await bench.connect(app, 'jonas@contoso.sandbox');
  expect((await bench.refresh(app, again.refresh_token)).status).toBe(200);
});
