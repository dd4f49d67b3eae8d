import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { Avatar } from '#components/ui/avatar';
import { Badge } from '#components/ui/badge';
import { COLUMNS, type ColumnId } from './columns';
import type { Line } from './lines';
import { RowMenu } from './row-menu';
import { SelectRow } from './selection';
import { TokenMarks } from './token-marks';

type Part = { line: Line };

function IntegrationCell({ line: { integration, isSandbox } }: Part) {
  return (
    <div className="max-w-36 2xl:max-w-64">
      <div className="truncate" title={integration}>
        {integration}
      </div>
      {isSandbox ? <Badge variant="warning">Sandbox</Badge> : null}
    </div>
  );
}

function State({ line: { status, reason } }: Part) {
  return (
    <div className="grid justify-items-start gap-1">
      <StatusBadge status={status} />
      {reason ? (
        <span className="line-clamp-2 text-muted-foreground text-xs sm:max-w-44" title={reason}>
          {reason}
        </span>
      ) : null}
    </div>
  );
}

/** Narrow screens have no columns: there the facts stand below the name. */
function Below({ line }: Part) {
  return (
    <div className="mt-1 grid gap-1.5 text-muted-foreground text-xs lg:hidden">
      <span>{line.integration}</span>
      <div className="flex flex-wrap items-start gap-2 text-foreground">
        <span className="sm:hidden">
          <State line={line} />
        </span>
        <TokenMarks line={line} />
      </div>
    </div>
  );
}

function Account({ line }: Part) {
  const { id, name, username } = line;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={name} className="hidden sm:inline-flex" />
      <div className="min-w-0">
        <Link
          href={`/connections/${id}`}
          prefetch={false}
          data-row-link={id}
          className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {name}
        </Link>
        <div className="wrap-anywhere text-muted-foreground text-xs sm:truncate" title={username}>
          {username}
        </div>
        <Below line={line} />
      </div>
    </div>
  );
}

function EndUserCell({ line: { endUser, endUserMore } }: Part) {
  if (!endUser) return <span className="text-muted-foreground">None</span>;
  return (
    <div className="max-w-32 2xl:max-w-64" title={endUserMore ? `${endUser}, ${endUserMore}` : endUser}>
      <div className="truncate">{endUser}</div>
      {endUserMore ? <div className="truncate text-muted-foreground text-xs">{endUserMore}</div> : null}
    </div>
  );
}

const cells: Record<ColumnId, (line: Line) => ReactNode> = {
  integration: (line) => <IntegrationCell line={line} />,
  end_user: (line) => <EndUserCell line={line} />,
  status: (line) => <State line={line} />,
  tokens: (line) => <TokenMarks line={line} />,
  used: ({ usedAt }) => (usedAt === null ? 'Never' : <RelativeTime at={usedAt} />),
  expires: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
  connected: ({ createdAt }) => <RelativeTime at={createdAt} />,
};

interface ConnectionLineProps extends Part {
  columns: readonly ColumnId[];
  mayChange: boolean;
}

/** One connection of the list. */
export function ConnectionLine({ line, columns, mayChange }: ConnectionLineProps) {
  const { id, name } = line;
  return (
    <tr
      data-row={id}
      className="cursor-pointer border-border border-b last:border-0 hover:bg-accent/50 has-[[data-row-link]:focus-visible]:bg-accent has-checked:bg-primary/5"
    >
      {mayChange ? (
        <td className="w-px py-2.5 pl-4 align-top sm:align-middle">
          <SelectRow id={id} name={name} />
        </td>
      ) : null}
      <td className="w-full max-w-0 px-3 py-2.5">
        <Account line={line} />
      </td>
      {COLUMNS.filter((column) => columns.includes(column.id)).map((column) => (
        <td key={column.id} className={`${column.className} px-3 py-2.5`}>
          {cells[column.id](line)}
        </td>
      ))}
      <td className="w-px py-2.5 pr-2 align-top sm:align-middle">
        <RowMenu line={line} mayChange={mayChange} />
      </td>
    </tr>
  );
}
