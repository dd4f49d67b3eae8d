import Link from 'next/link';
import { PollRefresh } from '#components/poll-refresh';
import { RelativeTime } from '#components/relative-time';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { env } from '#lib/env';
import { snippetTabs } from './snippets';

const waitSeconds = 5;

/** The host that File Picker v8 opens: the OneDrive host, if there is one. */
function pickerHost({ tokens }: Pick<ConnectionDetail, 'tokens'>): string | undefined {
  const hosts = tokens.filter(({ kind }) => kind !== 'graph');
  return (hosts.find(({ kind }) => kind === 'sharepoint-my') ?? hosts[0])?.resource;
}

/** Whether a call has come. Until then the page asks again by itself, as calls are counted and not told of live. */
function Arrival({ at }: { at: Date | null }) {
  if (at)
    return (
      <span role="status">
        It arrived: the last call came <RelativeTime at={at} />.
      </span>
    );
  return (
    <span role="status" className="text-muted-foreground">
      See it arrive: no call has come yet.
      <PollRefresh seconds={waitSeconds} />
    </span>
  );
}

/** A small guide to the first call, and code samples that use this connection. */
export function UseIt({ connection }: { connection: ConnectionDetail }) {
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
          Make a key under{' '}
          <Link href="/settings/api-keys" className="rounded-sm text-link underline underline-offset-4">
            Settings, API keys
          </Link>
          , and put it in place of <code className="font-mono">YOUR_API_KEY</code>.
        </li>
        <li>Copy the call and run it. Ask each time you need a token: the answer is always a fresh one.</li>
        <li>
          <Arrival at={connection.lastVendedAt} />
        </li>
      </ol>
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
