import { findResource } from '#lib/catalogue/resources';
import { OIDC_SCOPES, type PermissionType, type RequestedScopes } from '#lib/catalogue/types';
import { ScopeList } from './scope-list';

/** All requested permissions, grouped by API. */
export function RequestedList({
  requested,
  permissionType,
}: {
  requested: RequestedScopes;
  permissionType: PermissionType;
}) {
  const always = permissionType === 'delegated' ? OIDC_SCOPES : [];
  const groups = [
    { name: 'Microsoft Graph', scopes: requested.graph },
    { name: 'SharePoint', scopes: requested.sharepoint },
    ...requested.others.map(({ resource, scopes }) => ({ name: findResource(resource).title, scopes })),
    { name: 'Always asked', scopes: always },
  ];
  return (
    <dl className="grid gap-3">
      {groups
        .filter(({ scopes }) => scopes.length > 0)
        .map(({ name, scopes }) => (
          <div key={name} className="grid gap-1.5">
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd>
              <ScopeList scopes={scopes} label={name} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
