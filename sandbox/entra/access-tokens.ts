import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../accounts.ts';
import { clouds } from '../clouds.ts';
import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import { challengeOf } from './conditions.ts';
import type { Resource } from './scopes.ts';

const PERSONAL_PREFIX = 'EwB';

const claims = z.object({
  aud: z.string(),
  exp: z.number(),
  tid: z.string(),
  oid: z.string().optional(),
  appid: z.string(),
  scp: z.string().default(''),
  roles: z.array(z.string()).default([]),
  idtyp: z.enum(['user', 'app']),
  /** How the app proved itself: 1 by a secret, 2 by a certificate or another assertion. */
  appidacr: z.string().optional(),
  /** What the app declared to be able to do. */
  xms_cc: z.array(z.string()).default([]),
  /** Ids of the access policies that the token meets. */
  xms_sandbox_met: z.array(z.string()).default([]),
  xms_sandbox_epoch: z.number().default(0),
  /** How far ahead the sandbox's clock was when the token was made. */
  xms_sandbox_ahead: z.number().default(0),
});

export type AccessClaims = z.infer<typeof claims>;

/** Entra's default life is a random 60 to 90 minutes; the control API can set another. */
export function accessTokenLife(sandbox: Sandbox): number {
  return sandbox.store.state.tokenLife ?? randomInt(3600, 5400);
}

type Meeting = { capabilities: string[]; met?: string[] };

/** An access token for a person: a JWT for work accounts, opaque for personal ones, as Entra issues them. */
export function issueAccessToken(
  sandbox: Sandbox,
  to: { app: App; account: Account; resource: Resource; permissions: string[]; life: number } & Meeting,
): Promise<string> {
  const { account } = to;
  const body = {
    ...commonClaims(sandbox, { ...to, tid: account.tid, audience: to.resource.audience }),
    oid: account.oid,
    scp: to.permissions.join(' '),
    idtyp: 'user' as const,
    name: account.name,
    upn: account.guest?.upn ?? account.username,
    xms_sandbox_epoch: sandbox.store.state.epochs[account.oid] ?? 0,
  };
  if (account.kind === 'work') return sandbox.keys.sign(body);
  return Promise.resolve(PERSONAL_PREFIX + sandbox.sealer.seal('access', body));
}

/** An app-only token: no scopes, and the roles that the tenant granted, if any. */
export function issueAppToken(
  sandbox: Sandbox,
  to: {
    app: App;
    tid: string;
    audience: string;
    life: number;
    roles: string[];
    proof: 'secret' | 'assertion';
  } & Meeting,
): Promise<string> {
  const { roles, proof } = to;
  const granted = roles.length > 0 ? { roles } : {};
  return sandbox.keys.sign({
    ...commonClaims(sandbox, to),
    ...granted,
    idtyp: 'app',
    appidacr: proof === 'secret' ? '1' : '2',
  });
}

function commonClaims(sandbox: Sandbox, to: { tid: string; app: App; audience: string; life: number } & Meeting) {
  const { capabilities, met = [] } = to;
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: to.audience,
    iss: `${sandbox.url}/${to.tid}/`,
    // Like Entra's, two tokens issued in the same second differ.
    uti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + to.life,
    tid: to.tid,
    appid: to.app.clientId,
    app_displayname: to.app.name,
    ver: '1.0',
    ...(capabilities.length > 0 ? { xms_cc: capabilities } : {}),
    ...(met.length > 0 ? { xms_sandbox_met: met } : {}),
    ...(sandbox.clock.ahead === 0 ? {} : { xms_sandbox_ahead: sandbox.clock.ahead }),
  };
}

/** The outcome of checking an access token: its claims, or why it is refused. */
export type AccessCheck =
  | { ok: true; claims: AccessClaims }
  | { ok: false; reason: 'missing' | 'malformed' | 'audience' | 'expired' | 'revoked'; audience?: string }
  | { ok: false; reason: 'challenged'; demanded: string };

/** Checks a bearer token for one audience: signature, life, audience, whether a test expired it, and access policies. */
export async function checkAccessToken(
  sandbox: Sandbox,
  authorization: string | undefined,
  audience: string,
): Promise<AccessCheck> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { ok: false, reason: 'missing' };
  const found = await readToken(sandbox, token);
  if (!found) return { ok: false, reason: 'malformed' };
  if (found.aud !== audience) return { ok: false, reason: 'audience', audience: found.aud };
  if (found.exp * 1000 + found.xms_sandbox_ahead <= sandbox.clock.now()) return { ok: false, reason: 'expired' };
  const epoch = sandbox.store.state.epochs[found.oid ?? ''] ?? 0;
  if (found.xms_sandbox_epoch < epoch) return { ok: false, reason: 'revoked' };
  const { oid = '', xms_cc: capabilities, xms_sandbox_met: met } = found;
  const resource = audience === clouds[sandbox.cloud].graph ? 'graph' : 'sharepoint';
  const demanded = challengeOf(sandbox.store.state, { oid, resource, capabilities, met });
  if (demanded !== undefined) return { ok: false, reason: 'challenged', demanded };
  return { ok: true, claims: found };
}

async function readToken(sandbox: Sandbox, token: string): Promise<AccessClaims | undefined> {
  if (token.startsWith(PERSONAL_PREFIX)) {
    return sandbox.sealer.open('access', token.slice(PERSONAL_PREFIX.length), claims);
  }
  const payload = await sandbox.keys.verify(token);
  return claims.safeParse(payload).data;
}
