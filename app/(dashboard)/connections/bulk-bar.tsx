'use client';

import { ConfirmButton } from '#components/confirm-button';
import { Button } from '#components/ui/button';
import { removeConnections } from './actions';
import { BulkLinks } from './bulk-links';
import { useSelection } from './selection';

const counted = (count: number) => (count === 1 ? '1 connection' : `${count} connections`);

/** What can be done with the selected rows; hidden while none is selected. */
export function BulkBar() {
  const { chosen, choose } = useSelection();
  if (chosen.size === 0) return null;
  const ids = [...chosen].join();
  return (
    <section
      aria-label="Selected connections"
      className="sticky top-14 z-20 -mx-4 flex flex-wrap items-center gap-2 border-border border-t bg-background px-4 py-2 md:-mx-6 md:px-6"
    >
      <span role="status" className="mr-2 font-medium text-sm tabular-nums">
        {counted(chosen.size)} selected
      </span>
      <BulkLinks ids={ids} count={chosen.size} />
      <ConfirmButton
        action={removeConnections}
        fields={{ ids }}
        size="sm"
        title={`Delete ${counted(chosen.size)}?`}
        description="Their tokens, metadata and timelines are deleted here and cannot be restored. What the accounts consented to stays at Microsoft until each of them or an admin removes it there."
        confirmLabel={`Delete ${counted(chosen.size)}`}
      >
        Delete
      </ConfirmButton>
      <Button variant="ghost" size="sm" onClick={() => choose([])}>
        Clear selection
      </Button>
    </section>
  );
}
