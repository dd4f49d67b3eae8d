import { ButtonLink } from '#components/ui/button-link';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';

import { integrationPath } from '../../integrations/paths';
import { type SharePointGap, sharePointGap } from '../share-point';
import { TokenCardView } from './token-card';

interface TokenSectionProps {
  connection: ConnectionDetail;
  mayChange: boolean;
  /** False for an operator who signs in with Microsoft only. */
  asksPassword: boolean;
}

function GapCard({
  gap,
  integrationKey,
  mayChange,
}: {
  gap: SharePointGap;
  integrationKey: string;
  mayChange: boolean;
}) {
  return (
    <Card className="border-dashed">
      <CardHeader>
        <CardTitle>No SharePoint token</CardTitle>
        <CardDescription>{gap.message}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p>{gap.fix}</p>
        {mayChange && gap.kind === 'not-asked' ? (
          <ButtonLink variant="outline" size="sm" href={integrationPath(integrationKey, { tab: 'access' })}>
            Add Sites.Read.All
          </ButtonLink>
        ) : null}
      </CardContent>
    </Card>
  );
}

/** A card for each token, and plain words where there is none. */
export function TokenSection({ connection, mayChange, asksPassword }: TokenSectionProps) {
  const gap = sharePointGap(connection);
  const { id, tokens, integrationKey } = connection;
  const isWide = tokens.length + (gap ? 1 : 0) > 2;
  return (
    <section
      aria-label="Tokens"
      className={`grid items-stretch gap-4 md:grid-cols-2 ${isWide ? 'xl:grid-cols-3' : ''}`}
    >
      {tokens.map((token) => (
        <TokenCardView
          key={token.resource}
          id={id}
          token={token}
          isClosed={connection.status !== 'healthy'}
          graphUrl={graphAddress(connection.cloud)}
          asksPassword={asksPassword}
          mayReveal={mayChange && connection.status !== 'corrupt'}
        />
      ))}
      {gap ? <GapCard gap={gap} integrationKey={integrationKey} mayChange={mayChange} /> : null}
    </section>
  );
}
