import Link from 'next/link';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { env } from '#lib/env';
import { Arrival } from '../first-call/arrival';
import { FirstCall } from '../first-call/first-call';
import { snippetTabs } from './snippets';

interface UseItProps {
  connection: ConnectionDetail;
  mayChange: boolean;
}

/** A small guide to the first call, and code samples that use this connection. */
export function UseIt({ connection, mayChange }: UseItProps) {
  const { id, connectionId, integrationKey, accountKind } = connection;
  const hasSharePoint = connection.tokens.some(({ kind }) => kind.startsWith('sharepoint-'));
  const tabs = snippetTabs({
    publicUrl: env().publicUrl,
    connectionId,
    integrationKey,
    graphUrl: graphAddress(connection.cloud),
    isTenant: accountKind === 'tenant',
    scope: connection.tokens.find(({ kind }) => kind === 'graph')?.scope ?? '',
    hasSharePoint,
  });
  const hasPicker = hasSharePoint || accountKind === 'personal';
  return (
    <TitledCard id="use-it" title="Use it" contentClassName="grid gap-4">
      <ol className="grid list-decimal gap-1 pl-5">
        <li>
          Make a key, here or under{' '}
          <Link href="/settings/api-keys" className="rounded-sm text-link underline underline-offset-4">
            Settings, API keys
          </Link>
          . In the code below it takes the place of <code className="font-mono">YOUR_API_KEY</code>.
        </li>
        <li>Run the call. Ask each time you need a token: the answer is always a fresh one.</li>
        <li>
          <Arrival at={connection.lastVendedAt} />
        </li>
      </ol>
      {mayChange ? <FirstCall id={connection.id} /> : null}
      <Snippet label="Use this connection" tabs={tabs} />
      {mayChange && hasPicker && accountKind !== 'tenant' ? (
        <p className="text-muted-foreground">
          Microsoft’s file picker opens with this connection, too:{' '}
          {/* A new document, because its policy allows frames of the connection's hosts. */}
          <a href={`/connections/${id}/picker`} className="rounded-sm text-link underline underline-offset-4">
            Try the picker
          </a>
          .
        </p>
      ) : null}
      {accountKind === 'tenant' ? null : (
        <p className="wrap-anywhere">
          <strong className="font-medium">When it breaks:</strong> the answer is 424 and says why. Your backend then
          makes a link for the person with <code className="font-mono">POST /api/connect/sessions/reconnect</code> or{' '}
          <code className="font-mono">{`nango.createReconnectSession({ connection_id: '${connectionId}', integration_id: '${integrationKey}' })`}</code>
          .
        </p>
      )}
      <p className="text-muted-foreground">
        Everything else the API can do is in the{' '}
        <Link href="/settings/api" className="rounded-sm text-link underline underline-offset-4">
          API reference
        </Link>
        .
      </p>
    </TitledCard>
  );
}
