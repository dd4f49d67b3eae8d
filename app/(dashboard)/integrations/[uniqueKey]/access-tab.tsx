import { Card, CardContent } from '#components/ui/card';
import { diffScopes, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { listScopeGroups } from '#lib/connections/scopes';
import { listProxiedCalls } from '#lib/usage/calls';
import { versionOf } from '#lib/version';
import { accessValues, withScopes } from '../form-values';
import { RequestedList } from '../parts/requested-list';
import { SharePointNote } from '../parts/share-point-note';
import { AccessForm } from './access-form';
import type { TabProps } from './tab-props';
import { UsedCard } from './used-card';

/** How far back the calls are looked at. */
const usedDays = 30;

/** The requested permissions: a form for operators who may change them, a list for others; and what of them was used. */
export async function AccessTab({ integration, canChange, added = [] }: TabProps) {
  const { id, provider, permissionType, cloud, accountTypes, connections } = integration;
  const stored = accessValues(integration);
  const requested = requestedScopes(integration);
  const asked = requestedNames(requested);
  const { missing } = diffScopes(added, asked);
  const calls = await listProxiedCalls(id, usedDays);
  const used = <UsedCard permissionType={permissionType} asked={asked} calls={calls} days={usedDays} />;
  return (
    <div className="grid gap-8">
      {calls.length > 0 ? used : null}
      {canChange ? (
        <AccessForm
          integration={{ id, provider, permissionType, cloud, accountTypes, connections: connections.total }}
          initial={withScopes(stored, missing, permissionType)}
          version={versionOf(stored)}
          added={missing}
          before={requested}
          groups={await listScopeGroups(id)}
        />
      ) : (
        <Card>
          <CardContent className="grid gap-4">
            <RequestedList requested={requested} permissionType={permissionType} />
            <SharePointNote
              requested={requested}
              permissionType={permissionType}
              className="max-w-prose text-muted-foreground"
            />
          </CardContent>
        </Card>
      )}
      {calls.length > 0 ? null : used}
    </div>
  );
}
