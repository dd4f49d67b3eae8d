import Link from 'next/link';
import { CopyButton } from '#components/copy-button';
import { ListTable } from '#components/list-table';
import { ProviderGlyph } from '#components/provider-glyph';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import { isSandbox } from '#lib/clouds';
import { type IntegrationRow, secretState } from '#lib/integrations/schema';
import { ConnectionCountLinks } from './parts/connection-counts';
import { IntegrationState } from './parts/integration-state';
import { integrationPath } from './paths';
import { cloudWords, dayText, secretWords } from './words';

function NameCell({ integration }: { integration: IntegrationRow }) {
  const { provider, displayName, uniqueKey } = integration;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <ProviderGlyph provider={provider} />
      <div className="min-w-0 md:min-w-44">
        <Link
          href={integrationPath(uniqueKey)}
          className="break-words rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {displayName}
        </Link>
        <div className="flex items-center gap-1">
          <code className="break-all font-mono text-muted-foreground text-xs">{uniqueKey}</code>
          <CopyButton text={uniqueKey} label="key" />
        </div>
        <div className="mt-1 md:hidden">
          <IntegrationState integration={integration} />
        </div>
      </div>
    </div>
  );
}

function SecretCell({ integration }: { integration: IntegrationRow }) {
  const state = secretState(integration);
  const isUrgent = state.kind === 'expired' || state.kind === 'expiring';
  return (
    <>
      <span className={isUrgent ? 'text-warning' : undefined}>{secretWords(state)}</span>
      {integration.secret?.expiresAt ? (
        <span className="block text-muted-foreground text-xs">{dayText(integration.secret.expiresAt)}</span>
      ) : null}
    </>
  );
}

function IntegrationLine({ integration }: { integration: IntegrationRow }) {
  const { cloud, clientId, uniqueKey, connections } = integration;
  return (
    <TableRow>
      <TableCell>
        <NameCell integration={integration} />
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <IntegrationState integration={integration} />
      </TableCell>
      <TableCell className="align-top md:align-middle">
        <ConnectionCountLinks uniqueKey={uniqueKey} counts={connections} />
      </TableCell>
      <TableCell className="hidden whitespace-nowrap sm:table-cell">
        <SecretCell integration={integration} />
      </TableCell>
      <TableCell className="hidden lg:table-cell">
        <Badge variant={isSandbox(cloud) ? 'warning' : 'outline'}>{cloudWords(cloud).title}</Badge>
      </TableCell>
      <TableCell className="hidden xl:table-cell">
        <div className="flex items-center gap-1">
          <code className="font-mono text-muted-foreground text-xs">{clientId}</code>
          <CopyButton text={clientId} label="client ID" />
        </div>
      </TableCell>
    </TableRow>
  );
}

/** All integrations with their states. */
export function IntegrationsTable({ integrations }: { integrations: readonly IntegrationRow[] }) {
  return (
    <ListTable
      label="Integrations"
      width="page"
      columns={[
        'Integration',
        { name: 'State', className: 'hidden md:table-cell' },
        'Connections',
        { name: 'Secret', className: 'hidden sm:table-cell' },
        { name: 'Cloud', className: 'hidden lg:table-cell' },
        { name: 'Client ID', className: 'hidden xl:table-cell' },
      ]}
    >
      {integrations.map((integration) => (
        <IntegrationLine key={integration.id} integration={integration} />
      ))}
    </ListTable>
  );
}
