import { Link2 } from 'lucide-react';
import { EmptyState } from '#components/empty-state';
import { ButtonLink } from '#components/ui/button-link';
import { Card, CardContent, CardFooter } from '#components/ui/card';
import { ConnectionCountLinks } from '../parts/connection-counts';
import { connectionsPath, newLinkPath } from '../paths';
import type { TabProps } from './tab-props';

/** The number of connections in each state, with links to them. */
export function ConnectionsTab({ integration, canChange }: TabProps) {
  const { uniqueKey, connections } = integration;
  const create = canChange ? (
    <ButtonLink variant={connections.total === 0 ? 'default' : 'outline'} href={newLinkPath(uniqueKey)}>
      Create link
    </ButtonLink>
  ) : null;
  if (connections.total === 0)
    return (
      <EmptyState
        icon={Link2}
        title="No connections yet"
        description="A connection is made when somebody opens a connect link and consents at Microsoft."
        actions={create}
      />
    );
  return (
    <Card className="max-w-md">
      <CardContent className="text-base">
        <ConnectionCountLinks uniqueKey={uniqueKey} counts={connections} />
      </CardContent>
      <CardFooter>
        <ButtonLink href={connectionsPath(uniqueKey)}>See all connections</ButtonLink>
        {create}
      </CardFooter>
    </Card>
  );
}
