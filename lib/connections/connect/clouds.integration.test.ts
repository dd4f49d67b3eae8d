import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createAdminConsentLink } from '#lib/links/admin-link';
import { rowOf } from '../../../scripts/testing/rows.ts';
import { actor, type Known, type Made, World } from '../../../scripts/testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const national = [
  { cloud: 'us-gov', who: 'grace', tenant: 'contoso-gov', graph: 'https://graph.microsoft.us' },
  { cloud: 'us-gov-dod', who: 'dana', tenant: 'contoso-dod', graph: 'https://dod-graph.microsoft.us' },
  { cloud: 'china', who: 'lin', tenant: 'contoso-cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
] as const;

const vended = z.object({
  credentials: z.object({ access_token: z.string() }),
  connection_config: z.object({ sharepointAccessToken: z.object({ access_token: z.string() }) }),
});

const audience = (token: string) => decodeJwt(token).aud;

describe.each(national)('$cloud', ({ cloud, who, tenant, graph }) => {
  let made: Made;
  let known: Known;

  beforeAll(async () => {
    const order = { cloud, account_types: 'organizations' };
    made = await world.integrate({ cloud: `sandbox-${cloud}`, accountTypes: 'organizations' }, order);
    known = await world.connect(made, `${who}@${tenant}.sandbox`);
  });

  test('Graph’s scopes are asked in full, the others of the sign-in bare', async () => {
    const sent = new URL((await world.begin(made)).url);
    const scopes = sent.searchParams.get('scope')?.split(' ') ?? [];
    expect(scopes).toEqual(expect.arrayContaining([`${graph}/Files.Read.All`, 'openid', 'offline_access', 'email']));
    expect(scopes.filter((scope) => scope.includes('Files.') && !scope.startsWith(graph))).toEqual([]);
    expect(sent.pathname).toBe(`/clouds/${cloud}/organizations/oauth2/v2.0/authorize`);
  });

  test('both tokens are of this cloud, and go on being so', async () => {
    const root = world.bench.sharePoint(tenant);
    const read = async (force: boolean) => {
      const { credentials, connection_config } = vended.parse((await world.vend(known, { force })).body);
      return [audience(credentials.access_token), audience(connection_config.sharepointAccessToken.access_token)];
    };
    expect(await read(false)).toEqual([graph, root]);
    expect(await read(true)).toEqual([graph, root]);
    expect((await rowOf(known.id)).status).toBe('healthy');
  });

  test('what was granted is kept by its bare name', async () => {
    const { rows } = await world.rows('select granted_scopes from connection where id = $1', [known.id]);
    expect(rows[0]?.granted_scopes).toEqual(expect.arrayContaining(['Files.Read.All', 'Sites.Read.All']));
  });

  test('a token is named by this cloud’s Graph, and not by another’s', async () => {
    expect((await world.token(known, graph)).status).toBe(200);
    expect((await world.token(known, 'https://graph.microsoft.com')).status).toBe(400);
  });

  test('an admin is asked for full scopes too', async () => {
    const { id } = await createAdminConsentLink({ integration: made.uniqueKey, tenant: `${tenant}.sandbox` }, actor);
    const sent = new URL((await world.beginOn(made, id)).url);
    expect(sent.pathname).toMatch(new RegExp(`^/clouds/${cloud}/[^/]+/v2.0/adminconsent$`));
    expect(sent.searchParams.get('scope')?.split(' ')).toContain(`${graph}/Sites.Read.All`);
  });
});

test('an account of another cloud does not get in', async () => {
  const made = await world.integrate(
    { cloud: 'sandbox-us-gov', accountTypes: 'organizations' },
    { cloud: 'us-gov', account_types: 'organizations' },
  );
  await expect(world.connect(made, 'lin@contoso-cn.sandbox')).rejects.toThrow();
});

test('personal accounts are no choice where there are none', async () => {
  const changes = { cloud: 'sandbox-china', accountTypes: 'organizations-and-personal' };
  await expect(world.integrate(changes)).rejects.toThrow(/personal/i);
});
