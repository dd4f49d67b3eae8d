'use client';

import { Button } from '#components/ui/button';
import { BulkLinks } from '../../connections/bulk-links';
import { useSelection } from '../../connections/selection';

/** Creates reauthorize links for the selected connections, or selects all. */
export function MissingBar() {
  const { rows, chosen, choose } = useSelection();
  return (
    <section aria-label="Selected connections" className="flex min-h-9 flex-wrap items-center gap-2">
      <span role="status" className="mr-2 text-sm tabular-nums">
        {chosen.size === 0 ? 'Select connections to make reauthorize links for.' : `${chosen.size} selected`}
      </span>
      {chosen.size > 0 ? (
        <>
          <BulkLinks ids={[...chosen].join()} count={chosen.size} />
          <Button variant="ghost" size="sm" onClick={() => choose([])}>
            Clear selection
          </Button>
        </>
      ) : (
        <Button variant="outline" size="sm" onClick={() => choose(rows.map(({ id }) => id))}>
          Select all {rows.length}
        </Button>
      )}
    </section>
  );
}
