import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '#components/relative-time';
import { Avatar } from '#components/ui/avatar';
import { COLUMNS, type ColumnId } from './columns';
import { type Line, statusWords } from './lines';
import { LinkOut } from './link-out';
import { ListIcon } from './list-icons';
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
      {isSandbox ? <span className="text-warning text-xs">Sandbox</span> : null}
    </div>
  );
}

const stateLooks = {
  healthy: 'list-chip border-success/25 bg-success-soft text-success',
  needs_reauthorization: 'list-chip border-danger/25 bg-danger-soft text-danger',
  corrupt: 'list-chip border-danger/25 bg-danger-soft text-danger',
} as const;

function StateChip({ line: { status } }: Part) {
  return (
    <span className={stateLooks[status]}>
      <ListIcon name={status} />
      {statusWords[status]}
    </span>
  );
}

function State({ line }: Part) {
  const { short, reason, link, status } = line;
  return (
    <>
      <StateChip line={line} />
      {short ? (
        <div className="mt-1 line-clamp-2 text-muted-foreground text-xs sm:max-w-44" title={reason ?? short}>
          {short}
        </div>
      ) : null}
      {link && status !== 'healthy' ? (
        <div className="mt-0.5 text-muted-foreground text-xs sm:max-w-44">
          <LinkOut link={link} />
        </div>
      ) : null}
    </>
  );
}

/** Narrow screens have no columns: there integration and state stand below the name. */
function Below({ line }: Part) {
  return (
    <div className="mt-1 text-muted-foreground text-xs lg:hidden">
      {line.integration}
      <div className="mt-1 sm:hidden">
        <State line={line} />
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
  expires: ({ expiresAt, hasEnded }) => (
    <>
      {hasEnded ? 'Ended ' : null}
      <RelativeTime at={expiresAt} />
    </>
  ),
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
    <tr data-row={id} className="list-row has-checked:bg-primary/5 has-[[data-row-link]:focus-visible]:bg-accent">
      {mayChange ? (
        <td>
          <SelectRow id={id} name={name} />
        </td>
      ) : null}
      <td className="w-full max-w-0">
        <Account line={line} />
      </td>
      {COLUMNS.filter((column) => columns.includes(column.id)).map((column) => (
        <td key={column.id} className={column.className}>
          {cells[column.id](line)}
        </td>
      ))}
      <td>
        <RowMenu line={line} mayChange={mayChange} />
      </td>
    </tr>
  );
}
