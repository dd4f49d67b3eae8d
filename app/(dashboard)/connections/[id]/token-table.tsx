import { CopyButton } from '#components/copy-button';
import { ListTable } from '#components/list-table';
import { Card } from '#components/ui/card';
import { TableCell, TableRow } from '#components/ui/table';
import { tokenWords } from '../words';
import { RevealDialog } from './reveal-dialog';
import { tokenCurl } from './snippets';
import { Scopes, TokenFailure, TokenLife, type TokenProps } from './token-card';

function TokenLine({ id, token, graphUrl, isTenant, isClosed, mayReveal, asksPassword }: TokenProps) {
  const { resource, kind, scope, failure, retryAt } = token;
  const { title } = tokenWords(token);
  return (
    <TableRow>
      <TableCell className="align-top">
        <div className="grid min-w-48 gap-1.5">
          <span className="font-medium">{title}</span>
          <span className="flex items-center gap-1">
            <code className="wrap-anywhere font-mono text-xs">{resource}</code>
            <CopyButton text={resource} label={`audience of the ${title}`} />
          </span>
          <Scopes scope={scope} resource={resource} />
          {failure && !isClosed ? <TokenFailure failure={failure} retryAt={retryAt} /> : null}
        </div>
      </TableCell>
      <TableCell className="min-w-48 align-top">
        <TokenLife title={title} token={token} isClosed={isClosed} />
      </TableCell>
      <TableCell className="w-px align-top">
        <div className="flex justify-end gap-2">
          {mayReveal ? (
            <RevealDialog
              id={id}
              resource={kind === 'graph' ? 'graph' : resource}
              title={title}
              asksPassword={asksPassword}
            />
          ) : null}
          {kind === 'resource' ? null : (
            <CopyButton text={tokenCurl(token, { graphUrl, isTenant })} label="as curl" showLabel variant="outline" />
          )}
        </div>
      </TableCell>
    </TableRow>
  );
}

/** Many tokens as one table. */
export function TokenTable({
  tokens,
  ...shared
}: Omit<TokenProps, 'token'> & { tokens: readonly TokenProps['token'][] }) {
  return (
    <Card className="py-0">
      <ListTable label="Tokens" columns={['Token', 'Life', { name: 'Actions', srOnly: true }]}>
        {tokens.map((token) => (
          <TokenLine key={token.resource} token={token} {...shared} />
        ))}
      </ListTable>
    </Card>
  );
}
