import { createHash } from 'node:crypto';
import type { Account } from '../accounts.ts';
import { loginHintOf } from '../accounts.ts';
import type { App } from '../state.ts';
import { PERSONAL_TID } from '../tenants.ts';
import type { Sandbox } from '../world.ts';

const LIFE = 3600;

/** Template ids of directory roles: Global Administrator, and what every member holds. */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const MEMBER = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/** A v2.0 ID token; `sub` is pairwise, so it differs from app to app. */
export function issueIdToken(
  sandbox: Sandbox,
  to: { app: App; account: Account; nonce?: string | undefined; email: 'include' | 'leave out' },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const { app, account } = to;
  return sandbox.keys.sign({
    aud: app.clientId,
    iss: `${sandbox.url}/${account.tid}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + LIFE,
    name: account.name,
    oid: account.oid,
    preferred_username: account.username,
    sub: createHash('sha256').update(`${app.clientId} ${account.tid} ${account.oid}`).digest('base64url'),
    tid: account.tid,
    ver: '2.0',
    login_hint: loginHintOf(account),
    ...(account.guest ? { idp: providerOf(account.guest.home.tid) } : {}),
    ...(to.email === 'include' ? { email: account.username } : {}),
    ...(app.directoryRoles ? { wids: account.admin ? [GLOBAL_ADMINISTRATOR, MEMBER] : [MEMBER] } : {}),
    ...(to.nonce === undefined ? {} : { nonce: to.nonce }),
  });
}

/** The identity provider of a guest: the home tenant, or Microsoft's personal accounts. */
function providerOf(tid: string): string {
  return tid === PERSONAL_TID ? 'live.com' : `https://sts.windows.net/${tid}/`;
}

/** MSAL's `client_info`: whose account this is at home, readable without a token. */
export function clientInfo(account: Account): string {
  const { oid: uid, tid: utid } = account.guest?.home ?? account;
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}
