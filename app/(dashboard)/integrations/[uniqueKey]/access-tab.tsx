import { Card, CardContent } from '#components/ui/card';
import { requestedScopes } from '#lib/catalogue/schema';
import { listScopeGroups } from '#lib/connections/scopes';
import { accessValues } from '../form-values';
import { RequestedList } from '../parts/requested-list';
import { SharePointNote } from '../parts/share-point-note';
import { AccessForm } from './access-form';
import type { TabProps } from './tab-props';

/** The requested permissions: a form for operators who may change them, a list for others. */
export async function AccessTab({ integration, canChange }: TabProps) {
  const { id, provider, permissionType, cloud, accountTypes, connections } = integration;
  const requested = requestedScopes(integration);
  if (canChange)
    return (
      <AccessForm
        integration={{ id, provider, permissionType, cloud, accountTypes, connections: connections.total }}
        initial={accessValues(integration)}
        before={requested}
        groups={await listScopeGroups(id)}
      />
    );
  return (
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
  );
}
