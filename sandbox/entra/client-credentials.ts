import type { Sandbox } from '../world.ts';
import { accessTokenLife, issueAppToken } from './access-tokens.ts';
import { grantedRoles, requireInstalled } from './app-roles.ts';
import { EntraError, requireParameter } from './errors.ts';
import { checkServices, parseScopes } from './scopes.ts';
import type { TokenRequest } from './token-grants.ts';

/** RFC 6749 section 4.4: app-only, under a tenant, for `.default` only. Roles are those that the tenant granted. */
export async function redeemCredential(sandbox: Sandbox, { app, authority, form }: TokenRequest) {
  if (authority.kind !== 'tenant') {
    throw new EntraError({
      error: 'invalid_request',
      number: 9001023,
      text: `The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.`,
    });
  }
  const { tid } = authority.tenant;
  const { state } = sandbox.store;
  requireInstalled(state, app, tid);
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
  const token = await issueAppToken(sandbox, { app, tid, audience: scope.resource.audience, life, roles });
  return { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: token };
}
