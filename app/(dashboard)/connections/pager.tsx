import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ButtonLink } from '#components/ui/button-link';
import { type ConnectionsQuery, type Cursor, firstHref, nextHref, previousHref } from './query';

interface PagerProps {
  query: ConnectionsQuery;
  next: Cursor | undefined;
  /** Which rows are shown. */
  range: string;
}

/** Which rows are shown, and links to the previous and next page. */
export function Pager({ query, next, range }: PagerProps) {
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center gap-2">
      <p className="mr-auto text-muted-foreground text-sm tabular-nums">{range}</p>
      {query.after ? (
        <div className="flex flex-wrap gap-2">
          <ButtonLink variant="outline" rel="prev" href={previousHref(query)}>
            <ChevronLeft aria-hidden="true" />
            Previous page
          </ButtonLink>
          {query.trail.length > 0 ? (
            <ButtonLink variant="ghost" href={firstHref(query)}>
              First page
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
      {next ? (
        <ButtonLink variant="outline" rel="next" href={nextHref(query, next)}>
          Next page
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </nav>
  );
}
