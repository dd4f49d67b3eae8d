import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Bench, claimsOf, refusal, tokens } from '../testing/bench.ts';

const mira = 'mira@contoso.sandbox';
const declared = { access_token: { xms_cc: { values: ['CP1'] } } };

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
afterEach(() => bench.account(mira, { require: null }));

async function connected() {
  const app = await bench.register();
  const { refresh_token } = await bench.connect(app, mira);
  const ask = (claims?: object) =>
    bench.token(app, {
      grant_type: 'refresh_token',
      refresh_token,
      ...(claims && { claims: JSON.stringify(claims) }),
    });
  return { app, ask, token: async (claims?: object) => tokens.parse(await (await ask(claims)).json()).access_token };
}

/** The claims of a refusal, with the app's own capability among them. */
function demandedBy(answer: { headers: Headers }): { access_token: Record<string, unknown> } {
  const [, encoded = ''] =
    /error="insufficient_claims", claims="([^"]+)"/.exec(answer.headers.get('www-authenticate') ?? '') ?? [];
  const demanded = JSON.parse(Buffer.from(encoded, 'base64url').toString());
  return { access_token: { ...declared.access_token, ...demanded.access_token } };
}

test('a revoked session shows to apps that declared CP1, and a token request with the claims ends it', async () => {
  const { token } = await connected();
  const [plain, capable] = [await token(), await token(declared)];
  expect([claimsOf(plain).xms_cc, claimsOf(capable).xms_cc]).toEqual([undefined, ['CP1']]);
  await bench.revokeSession(mira, { needs: 'token' });
  expect((await bench.graph('/me', plain)).status).toBe(200);
  const refused = await bench.graph('/me', capable);
  expect(refused.status).toBe(401);
  expect((await bench.graph('/me', await token(declared))).status).toBe(401);
  expect((await bench.graph('/me', await token(demandedBy(refused)))).status).toBe(200);
});

test('where a person is needed the claims are refused until they sign in with them', async () => {
  const { app, ask, token } = await connected();
  await bench.revokeSession(mira, { needs: 'person' });
  const demanded = demandedBy(await bench.graph('/me', await token(declared)));
  const body = refusal.parse(await (await ask(demanded)).json());
  expect(body).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
  const { refresh_token } = await bench.connect(app, mira, { claims: JSON.stringify(demanded) });
  const again = { grant_type: 'refresh_token', refresh_token, claims: JSON.stringify(declared) };
  const healed = tokens.parse(await (await bench.token(app, again)).json());
  expect((await bench.graph('/me', healed.access_token)).status).toBe(200);
});

test('one resource alone may refuse', async () => {
  const { app, token } = await connected();
  const { refresh_token } = await bench.connect(app, mira);
  const origin = bench.sharePoint('contoso');
  const ask = {
    grant_type: 'refresh_token',
    refresh_token,
    scope: `${origin}/.default`,
    claims: JSON.stringify(declared),
  };
  const { access_token } = tokens.parse(await (await bench.token(app, ask)).json());
  await bench.revokeSession(mira, { needs: 'token', resource: 'sharepoint' });
  expect((await bench.graph('/me', await token(declared))).status).toBe(200);
  const refused = await bench.get(`${origin}/_api/web`, { authorization: `Bearer ${access_token}` });
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('claims=')]);
});
