import { z } from 'zod';
import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import { findRole } from './app-roles.ts';
import { registeredScopes } from './scopes.ts';
import { requireService, services } from './services.ts';

/** A registration's `requiredResourceAccess`, as Graph and manifests write it. */
export const requiredResourceAccess = z
  .array(
    z.object({
      resourceAppId: z.string(),
      resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Scope', 'Role']) })).max(400),
    }),
  )
  .max(50);

type RequiredAccess = z.infer<typeof requiredResourceAccess>;

/** The registered permissions by Microsoft's ids; those without a known id are left out. */
export function readRequiredAccess(sandbox: Sandbox, app: App): RequiredAccess {
  const place = { ...sandbox, cloud: app.cloud };
  const scopes = registeredScopes(app, place).map(({ resource, id }) => ({ service: resource.id, id, type: 'Scope' }));
  const roles = app.appPermissions.flatMap((word) => {
    const found = findRole(word, place);
    return found ? [{ service: found.service.id, id: found.role.id, type: 'Role' }] : [];
  });
  const known = [...scopes, ...roles].flatMap(({ service, id, type }) =>
    id ? [{ resourceAppId: requireService(service).appId, id, type }] : [],
  );
  const all = [...known, ...app.otherAccess];
  return [...new Set(all.map((one) => one.resourceAppId))].map((resourceAppId) => ({
    resourceAppId,
    resourceAccess: all
      .filter((one) => one.resourceAppId === resourceAppId)
      .map(({ id, type }) => ({ id, type: type === 'Role' ? ('Role' as const) : ('Scope' as const) })),
  }));
}

/** Replaces the registered permissions. */
export function writeRequiredAccess(app: App, access: RequiredAccess): void {
  const rows = access.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map((one) => ({ resourceAppId, ...one, word: wordOf(resourceAppId, one) })),
  );
  const words = (wanted: string) => rows.flatMap(({ type, word }) => (type === wanted && word ? [word] : []));
  app.permissions = words('Scope');
  app.appPermissions = words('Role');
  app.otherAccess = rows
    .filter(({ word }) => !word)
    .map(({ resourceAppId, id, type }) => ({ resourceAppId, id, type }));
}

function wordOf(resourceAppId: string, { id, type }: { id: string; type: string }): string | undefined {
  const service = services.find((one) => one.appId === resourceAppId.toLowerCase());
  const list = type === 'Role' ? service?.roles : service?.permissions;
  const name = list?.find((one) => one.id === id.toLowerCase())?.name;
  if (!service || !name) return undefined;
  return service.id === 'graph' ? name : `${service.appId}/${name}`;
}
