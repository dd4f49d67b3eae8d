'use client';

import { ArrowDownLeft, ArrowUpRight, KeyRound, type LucideIcon, TriangleAlert } from 'lucide-react';
import { ScrollX } from '#components/ui/scroll-x';
import type { Said } from './lines';
import type { Line } from './use-picker';

const speakers: Record<Said['by'], { icon: LucideIcon; words: string }> = {
  picker: { icon: ArrowDownLeft, words: 'From the picker' },
  page: { icon: ArrowUpRight, words: 'From this page' },
  latchkey: { icon: KeyRound, words: 'From Latchkey' },
};

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const timeOf = (at: number) => `${clock.format(at)}.${String(at % 1000).padStart(3, '0')}`;

function Whole({ title, detail }: Pick<Said, 'title' | 'detail'>) {
  if (detail === undefined) return null;
  return (
    <details className="min-w-0">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground">
        All of it<span className="sr-only"> ({title})</span>
      </summary>
      <ScrollX label={`Message ${title}`} className="mt-1 rounded-md bg-muted px-3 py-2">
        <pre className="w-max font-mono text-xs leading-5">{JSON.stringify(detail, null, 2)}</pre>
      </ScrollX>
    </details>
  );
}

function LogLine({ line: { at, by, title, detail, isProblem } }: { line: Line }) {
  const { icon: Icon, words } = speakers[by];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1 py-2 sm:grid-cols-[6.5rem_9rem_minmax(0,1fr)] sm:gap-3">
      <time
        dateTime={new Date(at).toISOString()}
        className="font-mono text-muted-foreground text-xs leading-5 tabular-nums"
      >
        {timeOf(at)}
      </time>
      <span className="flex items-start gap-1.5 text-xs leading-5">
        <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        {words}
      </span>
      <div className="grid min-w-0 gap-1">
        <span className={`wrap-anywhere flex items-start gap-1.5 ${isProblem ? 'text-warning' : ''}`}>
          {isProblem ? <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" /> : null}
          {title}
        </span>
        <Whole title={title} detail={detail} />
      </div>
    </li>
  );
}

/** Every message between the picker and this page, in order. Tokens are left out of them. */
export function MessageLog({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      {lines.length === 0 ? (
        <p className="text-muted-foreground">
          None yet. Each message is shown as it passes, with its time and direction.
        </p>
      ) : null}
      <div role="log" aria-label="Messages" className="empty:hidden">
        {lines.length > 0 ? (
          <ol className="divide-y divide-border text-sm">
            {lines.map((line) => (
              <LogLine key={line.key} line={line} />
            ))}
          </ol>
        ) : null}
      </div>
    </>
  );
}
