import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import type { Authority } from './authority.ts';
import { unknownApp } from './errors.ts';

/**
 * The registered app; throws AADSTS700016 for one that is unknown, belongs to another cloud or, being single-tenant,
 * lives in another tenant.
 */
export function requireApp(sandbox: Sandbox, clientId: string, authority: Authority): App {
  const app = sandbox.store.state.apps[clientId.toLowerCase()];
  const foreign =
    authority.kind === 'tenant' && app?.accountTypes === 'single-tenant' && app.tenantId !== authority.tenant.tid;
  if (app && app.cloud === sandbox.cloud && !foreign) return app;
  throw unknownApp(clientId, authority.kind === 'tenant' ? authority.tenant.displayName : 'Microsoft Accounts');
}

/** Makes a registration with the given fields and the defaults of all others. */
export function blankApp(given: Pick<App, 'clientId' | 'name' | 'accountTypes' | 'tenantId'> & Partial<App>): App {
  return {
    redirectUris: [],
    rotation: 'lenient',
    permissions: ['User.Read'],
    secrets: [],
    cloud: 'global',
    isPublic: false,
    certificates: [],
    federated: [],
    appPermissions: [],
    otherAccess: [],
    createdAt: 0,
    directoryRoles: false,
    ...given,
  };
}
