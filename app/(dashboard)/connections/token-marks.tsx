import { Check, Minus } from 'lucide-react';
import { cn } from '#components/ui/cn';
import type { Line } from './lines';

function Mark({ name, has }: { name: string; has: boolean }) {
  const Icon = has ? Check : Minus;
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm border border-border px-1.5 py-0.5 text-xs',
        !has && 'border-dashed text-muted-foreground',
      )}
    >
      <Icon aria-hidden="true" className={cn('size-3', has && 'text-success')} />
      {name}
      <span className="sr-only">{has ? ': has a token' : ': no live token'}</span>
    </span>
  );
}

/** Two small marks that show which of the two tokens a connection has, or gets when asked. */
export function TokenMarks({ line }: { line: Line }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Mark name="Graph" has={line.hasGraph} />
      <Mark name="SharePoint" has={line.hasSharePoint} />
    </span>
  );
}
