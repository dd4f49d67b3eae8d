import Link from 'next/link';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { env } from '#lib/env';
import { Arrival } from '../first-call/arrival';
import { FirstCall } from '../first-call/first-call';
import { snippetTabs } from './snippets';

/** The host that File Picker v8 opens: the OneDrive host, if there is one. */
function pickerHost({ tokens }: Pick<ConnectionDetail, 'tokens'>): string | undefined {
  const hosts = tokens.filter(({ kind }) => kind !== 'graph');
  return (hosts.find(({ kind }) => kind === 'sharepoint-my') ?? hosts[0])?.resource;
}

/** A small guide to the first call, and code samples that use this connection. */
export function UseIt({ connection, mayChange }: { connection: ConnectionDetail; mayChange: boolean }) {
  const { connectionId, integrationKey } = connection;
  const tabs = snippetTabs({
    publicUrl: env().publicUrl,
    connectionId,
    integrationKey,
    graphUrl: graphAddress(connection.cloud),
    isTenant: connection.accountKind === 'tenant',
    pickerHost: pickerHost(connection),
  });
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
