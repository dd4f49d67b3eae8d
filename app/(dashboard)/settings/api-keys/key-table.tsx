import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { ApiKey } from '#lib/keys/schema';
import { revokeApiKey } from './actions';
import { scopeName, scopeWords } from './words';

const creators: Record<string, string> = { console: 'on the command line', system: 'by Latchkey' };

function creator(createdBy: string | null): string {
  const actor = createdBy ?? 'system';
  return creators[actor] ?? `by ${actor.replace(/^operator:/, '')}`;
}

function KeyState({ apiKey, mayChange }: { apiKey: ApiKey; mayChange: boolean }) {
  if (apiKey.revokedAt) return <Badge variant="outline">Revoked</Badge>;
  if (!mayChange) return <Badge variant="success">Live</Badge>;
  return (
    <ConfirmButton
      action={revokeApiKey}
      fields={{ id: apiKey.id }}
      size="sm"
      title={`Revoke the key ${apiKey.name}?`}
      description="Requests with this key are refused from now on. This cannot be undone; a new key can be created at any time."
      confirmLabel="Revoke API key"
    >
      Revoke
    </ConfirmButton>
  );
}

export function KeyTable({ keys, mayChange }: { keys: ApiKey[]; mayChange: boolean }) {
  return (
    <ListTable
      label="API keys"
      columns={['Name', 'Key', 'May do', 'Integration', 'Created', 'Last used', { name: 'State', srOnly: true }]}
    >
      {keys.map((key) => (
        <TableRow key={key.id}>
          <TableCell className="font-medium">{key.name}</TableCell>
          <TableCell>
            <code className="font-mono text-[13px]">{key.prefix}…</code>
          </TableCell>
          <TableCell>
            <span title={key.scopes.map(scopeName).join(', ')}>{scopeWords(key.scopes)}</span>
          </TableCell>
          <TableCell className="text-muted-foreground">{key.integration?.displayName ?? 'All'}</TableCell>
          <TableCell className="text-muted-foreground">
            <RelativeTime at={key.createdAt} /> {creator(key.createdBy)}
          </TableCell>
          <TableCell className="text-muted-foreground">
            {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : 'Never'}
          </TableCell>
          <TableCell className="text-right">
            <KeyState apiKey={key} mayChange={mayChange} />
          </TableCell>
        </TableRow>
      ))}
    </ListTable>
  );
}
