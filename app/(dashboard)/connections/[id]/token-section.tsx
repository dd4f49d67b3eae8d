import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { oneDriveGap, type SharePointGap, sharePointGap } from '#lib/connections/share-point';
import { integrationPath } from '../../integrations/paths';
import { TokenCardView } from './token-card';
import { TokenTable } from './token-table';

interface TokenSectionProps {
  connection: ConnectionDetail;
  mayChange: boolean;
  /** False for an operator who signs in with Microsoft only. */
  asksPassword: boolean;
}

interface GapCardProps {
  title: string;
  gap: SharePointGap;
  integrationKey: string;
  mayChange: boolean;
}

function GapCard({ title, gap, integrationKey, mayChange }: GapCardProps) {
  const { code, message, fix, failure, retryAt } = gap;
  return (
    <TitledCard className="border-dashed" title={title} description={message} contentClassName="grid gap-3">
      <p>
        {fix}
        {failure ? (
          <>
            {' '}
            Asked <RelativeTime at={failure.at} />
            {retryAt ? (
              <>
                , again <RelativeTime at={retryAt} />
              </>
            ) : null}
            .
          </>
        ) : null}
      </p>
      {mayChange && code === 'scope_not_asked' ? (
        <ButtonLink variant="outline" size="sm" href={integrationPath(integrationKey, { tab: 'access' })}>
          Add Sites.Read.All
        </ButtonLink>
      ) : null}
    </TitledCard>
  );
}

/** Says why there is no SharePoint token if no host is known that could have its own card. */
function gapsOf(connection: ConnectionDetail): { title: string; gap: SharePointGap }[] {
  const hasRoot = connection.tokens.some(({ kind }) => kind === 'sharepoint-root');
  const found = [
    { title: 'No SharePoint token', gap: hasRoot ? undefined : sharePointGap(connection) },
    { title: 'No OneDrive host', gap: oneDriveGap(connection) },
  ];
  return found.flatMap(({ title, gap }) => (gap ? [{ title, gap }] : []));
}

const mostCards = 3;

/** A card for each token, or one table for many, and a sentence for each that is not there. */
export function TokenSection({ connection, mayChange, asksPassword }: TokenSectionProps) {
  const gaps = gapsOf(connection);
  const { id, tokens, integrationKey, status } = connection;
  const shared = {
    id,
    isClosed: status !== 'healthy',
    graphUrl: graphAddress(connection.cloud),
    isTenant: connection.accountKind === 'tenant',
    asksPassword,
    mayReveal: mayChange && status !== 'corrupt',
  };
  const isMany = tokens.length > mostCards;
  return (
    <section aria-label="Tokens" className="grid gap-4">
      {isMany ? <TokenTable tokens={tokens} {...shared} /> : null}
      <div className="grid items-stretch gap-4 empty:hidden xl:grid-cols-2">
        {isMany ? null : tokens.map((token) => <TokenCardView key={token.resource} token={token} {...shared} />)}
        {gaps.map((one) => (
          <GapCard key={one.title} {...one} integrationKey={integrationKey} mayChange={mayChange} />
        ))}
      </div>
    </section>
  );
}
