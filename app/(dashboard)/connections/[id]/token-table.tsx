import { CopyButton } from '#components/copy-button';
import { ListTable } from '#components/list-table';
import { Card } from '#components/ui/card';
import { TableCell, TableRow } from '#components/ui/table';
import { tokenWords } from '../words';
import { TokenActions, type TokenProps } from './token-actions';
import { Scopes, TokenFailure, TokenLife } from './token-card';

function TokenLine(props: TokenProps) {
  const { token, isClosed } = props;
  const { resource, scope, failure, retryAt } = token;
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
          <TokenActions {...props} />
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
