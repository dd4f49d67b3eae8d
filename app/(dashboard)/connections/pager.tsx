import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ButtonLink } from '#components/ui/button-link';
import { type ConnectionsQuery, type Cursor, firstHref, nextHref, previousHref } from './query';

/** Links to the previous and next page. Shows nothing if there is only one. */
export function Pager({ query, next }: { query: ConnectionsQuery; next: Cursor | undefined }) {
  if (!next && !query.after) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center justify-between gap-2">
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
        <ButtonLink variant="outline" rel="next" className="ml-auto" href={nextHref(query, next)}>
          Next page
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </nav>
  );
}
