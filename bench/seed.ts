import { createCipheriv, randomBytes } from 'node:crypto';
import { grantPlace, resourcePlace, sealConfig, tokenPlace } from '#lib/connections/tokens/lease';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { createIntegration } from '#lib/integrations/integrations';
import { readRegistration } from '#lib/integrations/registration';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { createKey } from '#lib/keys/keys';
import { redeemCode } from '#lib/microsoft/client';
import type { Grant } from '#lib/microsoft/token-answer';
import { seal } from '#lib/vault';

export type Seeded = {
  key: string;
  integration: string;
  connections: string[];
  withSharePoint: string[];
  expiring: string[];
};

/** Connections that are vended, some of them with a SharePoint token beside. */
const vended = 1_000;
const tid = '7d1f6c52-5c39-4b1a-9a5e-1f6f0b6f2a11';
const scopes = ['Files.Read', 'User.Read'];

async function firstGrant(integrationId: string): Promise<Grant> {
  const ask = {
    code: 'bench',
    nonce: 'bench',
    codeVerifier: 'v'.repeat(43),
    redirectUri: 'http://localhost/oauth/callback',
  };
  return redeemCode(await readRegistration(integrationId), { ...ask, scopes });
}

type Row = { id: string; name: string; grant: string; token: string; config: string };

/** One row as a connect would have stored it; its refresh token carries the connection's name. */
function rowOf(name: string, { cache, token }: Grant, sharePoint: 'with SharePoint' | 'alone'): Row {
  const id = newId();
  const { access_token, ...response } = token;
  const field = { ...response, access_token, expires_at: Date.now() + token.expires_in * 1000 };
  const config = { tenantId: tid, ...(sharePoint === 'with SharePoint' && { sharepointAccessToken: field }) };
  const grant = cache.replaceAll(/seed\.\d+/g, `${name}.0`);
  return {
    id,
    name,
    grant: seal(grant, grantPlace(id)),
    token: seal(access_token, tokenPlace(id)),
    config: JSON.stringify(sealConfig(id, config)),
  };
}

async function insert(
  rows: Row[],
  integrationId: string,
  { access_token: _, ...response }: Grant['token'],
): Promise<void> {
  await pool().query(
    `insert into connection (id, connection_id, integration_id, tid, oid, home_account_id, username, display_name, account_kind,
        requested_scopes, granted_scopes, sealed_grant, sealed_token, token_response, token_expires_at, token_life,
        refresh_due_at, connection_config, end_user, tags, metadata)
     select id, name, $6, $7, 'o', 'o.t', 'bench@example.com', 'Bench', 'work', $8, $8, sealed_grant, token, $9,
        now() + interval '3599 seconds', 3599, now() + interval '3299 seconds', config,
        '{"id":"user-1","email":"user@example.com","display_name":"A user"}', '{"plan":"pro"}', '{"folder":"inbox","limit":20}'
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as row(id, name, sealed_grant, token, config)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ name }) => name),
      rows.map(({ grant }) => grant),
      rows.map(({ token }) => token),
      rows.map(({ config }) => config),
      integrationId,
      tid,
      scopes,
      JSON.stringify(response),
    ],
  );
}

const rootHost = 'https://contoso.sharepoint.com';
const myHost = 'https://contoso-my.sharepoint.com';

/** The OneDrive's host of every connection, as a connect keeps it: without a token until somebody asks. */
async function insertMyHosts(): Promise<void> {
  await pool().query(
    `insert into connection_token (id, connection_id, resource, kind)
     select gen_random_uuid(), id, $1, 'sharepoint-my' from connection`,
    [myHost],
  );
}

/** The root host's token beside the Graph token, due when that one is. */
async function insertSharePointTokens(token: string): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(`select id from connection where connection_id like 's%'`);
  const tokens = rows.map(({ id }) => ({ connection: id, id: newId() }));
  await pool().query(
    `insert into connection_token (id, connection_id, resource, kind, sealed_token, response, expires_at, life)
     select id, connection, $1, 'sharepoint-root', sealed, '{"token_type":"Bearer","scope":"","expires_in":3599}',
        now() + interval '3599 seconds', 3599
       from unnest($2::uuid[], $3::uuid[], $4::text[]) as row(id, connection, sealed)`,
    [
      rootHost,
      tokens.map(({ id }) => id),
      tokens.map(({ connection }) => connection),
      tokens.map(({ id }) => seal(token, resourcePlace(id))),
    ],
  );
}

/** The bare server's table: as many rows, with sealed values of the same size. */
async function seedBare(key: Buffer, names: string[], token: string): Promise<void> {
  await pool().query('create table bench_bare (id text primary key, sealed bytea not null)');
  const sealed = names.map(() => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, cipher.update(token), cipher.final(), cipher.getAuthTag()]);
  });
  await pool().query('insert into bench_bare select * from unnest($1::text[], $2::bytea[])', [names, sealed]);
}

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Fills a migrated database: an integration, a key, connections to vend and connections to let expire. */
export async function seed({ expiring, bareKey }: { expiring: number; bareKey: Buffer }): Promise<Seeded> {
  const by = 'console';
  const integration = await createIntegration(
    newIntegrationSchema.parse({
      uniqueKey: 'bench',
      displayName: 'Bench',
      provider: 'one-drive',
      cloud: 'sandbox',
      presets: ['files-read'],
      accountTypes: 'organizations',
      clientId: newId(),
      clientSecret: 'bench-not-a-secret-of-anyone',
    }),
    by,
  );
  const { key } = await createKey({ name: 'bench', by });
  const grant = await firstGrant(integration.id);
  const seeded = {
    connections: names(vended, 'c'),
    withSharePoint: names(vended, 's'),
    expiring: names(expiring, 'e'),
  };
  for (const [list, kind] of [
    [seeded.connections, 'alone'],
    [seeded.withSharePoint, 'with SharePoint'],
    [seeded.expiring, 'alone'],
  ] as const)
    for (let from = 0; from < list.length; from += 1_000)
      await insert(
        list.slice(from, from + 1_000).map((name) => rowOf(name, grant, kind)),
        integration.id,
        grant.token,
      );
  await insertMyHosts();
  await insertSharePointTokens(grant.token.access_token);
  await seedBare(bareKey, seeded.connections, grant.token.access_token);
  await pool().query('vacuum analyze');
  return { key, integration: integration.uniqueKey, ...seeded };
}
