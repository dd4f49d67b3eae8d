import type { Account } from '../accounts.ts';
import { findAccountByOid } from '../accounts.ts';
import type { CloudName } from '../clouds.ts';
import type { App, Grant } from '../state.ts';
import type { Sandbox } from '../world.ts';
import { accessTokenLife, issueAccessToken, issueAppToken } from './access-tokens.ts';
import { grantedRoles, requireInstalled } from './app-roles.ts';
import type { Authority } from './authority.ts';
import { admits, findUnder } from './authority.ts';
import { readClaimsRequest } from './claims-request.ts';
import { takeCode } from './codes.ts';
import { checkGrant, userGone } from './conditions.ts';
import { consentedKeys, grantsOf, isGranted } from './consent.ts';
import { EntraError, missingParameter, notConsented, requireParameter } from './errors.ts';
import { clientInfo, issueIdToken } from './id-tokens.ts';
import { createGrant, issueRefreshToken, requireGrant } from './refresh-tokens.ts';
import type { Resource, Scope } from './scopes.ts';
import { checkScopesFor, checkScopesUnder, checkServices, isOidc, parseScopes, sameResource } from './scopes.ts';

export interface TokenRequest {
  app: App;
  authority: Authority;
  form: URLSearchParams;
}

const DAY = 24 * 60 * 60 * 1000;

/** RFC 6749 section 4.1.3 with RFC 7636. */
export async function redeemCode(sandbox: Sandbox, { app, authority, form }: TokenRequest) {
  const code = takeCode(sandbox, {
    app,
    code: requireParameter(form, 'code'),
    redirectUri: form.get('redirect_uri') ?? undefined,
    codeVerifier: form.get('code_verifier') ?? undefined,
  });
  const account = requireAccount(code.oid);
  if (!admits(authority, account)) throw otherTenant();
  const grant = createGrant(sandbox, {
    clientId: app.clientId,
    oid: account.oid,
    scope: code.scope,
    satisfied: code.satisfied,
  });
  const asked = readScopes(sandbox, { app, text: form.get('scope'), original: code.scope });
  const answer = await issue(sandbox, { app, account, grant, asked, nonce: code.nonce, form });
  await sandbox.store.save();
  return answer;
}

/** RFC 6749 section 6. One refresh token can be exchanged for tokens of every resource that the consent covers. */
export async function redeemRefreshToken(sandbox: Sandbox, { app, authority, form }: TokenRequest) {
  const grant = requireGrant(sandbox, app, requireParameter(form, 'refresh_token'));
  // A refresh token is tied to the person and the app, not to a tenant.
  const account = findUnder(authority, requireAccount(grant.oid));
  if (!account) throw otherTenant();
  const idle = sandbox.clock.now() - grant.usedAt;
  const asked = readScopes(sandbox, { app, text: form.get('scope'), original: grant.scope });
  checkScopesUnder(authority, asked);
  const { resource } = targetOf(sandbox, app, asked);
  const { policies: claimed } = readClaimsRequest(form.get('claims'));
  checkGrant(sandbox.store.state, { app, account, grant, resource, claimed, now: sandbox.clock.now() });
  const answer = await issue(sandbox, { app, account, grant, asked, nonce: undefined, form });
  // Tokens contain their own date of issue, so grants without strict rotation need no write each time.
  if (app.rotation === 'strict' || idle > DAY) await sandbox.store.save();
  return answer;
}

/**
 * RFC 6749 section 4.4: for the app itself, in a tenant, for `.default` only. The roles are those that the tenant
 * granted.
 */
export async function redeemCredential(sandbox: Sandbox, { app, authority, form }: TokenRequest) {
  if (authority.kind !== 'tenant') {
    throw new EntraError({
      error: 'invalid_request',
      number: 9001023,
      text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
    });
  }
  const { tid } = authority.tenant;
  const { state } = sandbox.store;
  requireInstalled(state, { app, tid }, sandbox.clock.now());
  const [scope, ...more] = parseScopes(requireParameter(form, 'scope'), app, sandbox);
  if (scope?.name !== '.default' || more.length > 0) {
    throw new EntraError({
      error: 'invalid_scope',
      number: 1002012,
      text: `The provided value for scope ${form.get('scope')} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    });
  }
  checkServices(state, app, { tid, scopes: [scope] });
  const life = accessTokenLife(sandbox);
  const roles = grantedRoles(state, { app, tid }, scope.resource.id);
  const { audience } = scope.resource;
  const proof = form.has('client_assertion') ? ('assertion' as const) : ('secret' as const);
  const { capabilities } = readClaimsRequest(form.get('claims'));
  const token = await issueAppToken(sandbox, { app, tid, audience, life, roles, proof, capabilities });
  return { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: token };
}

interface Issue {
  app: App;
  account: Account;
  grant: Grant;
  asked: Scope[];
  nonce: string | undefined;
  form: URLSearchParams;
}

async function issue(sandbox: Sandbox, { app, account, grant, asked, nonce, form }: Issue) {
  checkScopesFor(account, asked);
  checkServices(sandbox.store.state, app, { tid: account.tid, scopes: asked });
  const granted = consentedKeys(sandbox.store.state, app, account);
  const target = targetOf(sandbox, app, asked);
  if (asked.some((scope) => !isOidc(scope) && !isGranted(scope, granted))) throw notConsented(app);
  const original = parseKnown(sandbox, app, grant.scope);
  const oidc = [...original, ...asked].filter((scope) => isOidc(scope) && granted.has(scope.key)).map(({ key }) => key);
  const permissions = permissionsFor(target, granted, oidc);
  if (permissions.length === 0 && target.resource.id !== 'graph') throw notConsented(app);
  const life = accessTokenLife(sandbox);
  const { capabilities, policies } = readClaimsRequest(form.get('claims'));
  const to = { app, account, resource: target.resource, permissions, life };
  const met = [...grant.satisfied, ...policies];
  const email = oidc.includes('email') ? ('include' as const) : ('leave out' as const);
  return {
    token_type: 'Bearer',
    scope: echo(sandbox.cloud, asked, { resource: target.resource, permissions }),
    expires_in: life,
    ext_expires_in: life,
    access_token: await issueAccessToken(sandbox, { ...to, capabilities, met }),
    ...(oidc.includes('offline_access') ? { refresh_token: issueRefreshToken(sandbox, grant) } : {}),
    ...(oidc.includes('openid') ? { id_token: await issueIdToken(sandbox, { app, account, nonce, email }) } : {}),
    ...(form.get('client_info') === '1' ? { client_info: clientInfo(account) } : {}),
  };
}

/** The scopes of this call, or those of the sign-in for its first resource. Throws if they name two resources. */
function readScopes(sandbox: Sandbox, from: { app: App; text: string | null; original: string }): Scope[] {
  const explicit = parseScopes(from.text ?? '', from.app, sandbox);
  const audiences = new Set(explicit.filter((scope) => !isOidc(scope)).map((scope) => scope.resource.audience));
  if (audiences.size > 1) {
    throw new EntraError({
      error: 'invalid_scope',
      number: 28000,
      text: `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${from.text} is not valid.`,
    });
  }
  if (audiences.size === 1) return explicit;
  const original = parseKnown(sandbox, from.app, from.original);
  const first = original.find((scope) => !isOidc(scope));
  const same = original.filter((scope) => isOidc(scope) || (first !== undefined && sameResource(scope, first)));
  return [...same, ...explicit];
}

/** The scopes of an earlier sign-in, without those of SharePoint hosts that had another port then. */
function parseKnown(sandbox: Sandbox, app: App, text: string): Scope[] {
  return text.split(' ').flatMap((word) => {
    try {
      return parseScopes(word, app, sandbox);
    } catch (error) {
      if (error instanceof EntraError) return [];
      throw error;
    }
  });
}

/** A scope of the resource that the token is for; Graph if only OpenID Connect scopes were requested. */
function targetOf(sandbox: Sandbox, app: App, asked: Scope[]): Scope {
  const target = asked.find((scope) => !isOidc(scope)) ?? parseScopes('openid', app, sandbox)[0];
  if (!target) throw missingParameter('scope');
  return target;
}

/** The permissions in the access token. Entra never includes `offline_access`. */
function permissionsFor(target: Scope, granted: Set<string>, oidc: string[]): string[] {
  const signIn = target.resource.id === 'graph' ? oidc.filter((name) => name !== 'offline_access') : [];
  return [...new Set([...grantsOf(target, granted), ...signIn])];
}

/**
 * Graph's names are returned without prefix and with earlier consents, other names with prefix, and `.default` as
 * requested.
 */
function echo(cloud: CloudName, asked: Scope[], of: { resource: Resource; permissions: string[] }): string {
  const { resource, permissions } = of;
  const isBare = resource.id === 'onedrive' || (resource.id === 'graph' && cloud === 'global');
  const prefix = isBare ? '' : `${resource.asked}/`;
  const wholes = asked.filter((scope) => scope.name === '.default').map((scope) => `${scope.resource.asked}/.default`);
  const named = permissions.map((name) => (isOidc({ name }) ? name : prefix + name));
  return [...named, ...wholes].join(' ');
}

function requireAccount(oid: string): Account {
  const account = findAccountByOid(oid);
  if (account) return account;
  throw new EntraError(userGone());
}

function otherTenant(): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 700005,
    text: 'Provided Authorization Code is intended to use against other tenant, thus rejected.',
  });
}
