import Link from 'next/link';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { graphAddress } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { env } from '#lib/env';
import { snippetTabs } from './snippets';

/** The host that File Picker v8 opens: the OneDrive host, if there is one. */
function pickerHost({ tokens }: Pick<ConnectionDetail, 'tokens'>): string | undefined {
  const hosts = tokens.filter(({ kind }) => kind !== 'graph');
  return (hosts.find(({ kind }) => kind === 'sharepoint-my') ?? hosts[0])?.resource;
}

/** Code samples that use this connection. */
export function UseIt({ connection }: { connection: ConnectionDetail }) {
  const { connectionId, integrationKey } = connection;
  const tabs = snippetTabs({
    publicUrl: env().publicUrl,
    connectionId,
    integrationKey,
    graphUrl: graphAddress(connection.cloud),
    pickerHost: pickerHost(connection),
  });
  return (
    <TitledCard
      title="Use it"
      description={
        <>
          Put an API key in place of <code className="font-mono">YOUR_API_KEY</code>; keys are made under{' '}
          <Link href="/settings/api-keys" className="rounded-sm text-link underline underline-offset-4">
            Settings, API keys
          </Link>
          . Ask each time you need a token: the answer is always a fresh one. Everything else the API can do is in the{' '}
          <Link href="/settings/api" className="rounded-sm text-link underline underline-offset-4">
            API reference
          </Link>
          .
        </>
      }
    >
      <Snippet label="Use this connection" tabs={tabs} />
    </TitledCard>
  );
}
