import { Check, Minus } from 'lucide-react';
import { cn } from '#components/ui/cn';
import type { ConnectionRow } from '#lib/connections/schema';

type Marked = Pick<ConnectionRow, 'status' | 'tokenExpiresAt' | 'hasSharePointToken'>;

function Mark({ name, has }: { name: string; has: boolean }) {
  const Icon = has ? Check : Minus;
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-0.5 text-xs',
        has ? 'border-border text-foreground' : 'border-border border-dashed text-muted-foreground',
      )}
    >
      <Icon aria-hidden="true" className={cn('size-3', has && 'text-success')} />
      {name}
      <span className="sr-only">{has ? ': has a token' : ': no live token'}</span>
    </span>
  );
}

/** Two small marks that show which of the two tokens a connection has, or gets when asked. */
export function TokenMarks({ row }: { row: Marked }) {
  // An expired token needs no warning, because a healthy connection gets a new one on demand.
  const hasGraph = row.status === 'healthy' || row.tokenExpiresAt.getTime() > Date.now();
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Mark name="Graph" has={hasGraph} />
      <Mark name="SharePoint" has={row.hasSharePointToken} />
    </span>
  );
}
