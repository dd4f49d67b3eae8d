'use client';

import { useState } from 'react';
import { ConfirmButton } from '#components/confirm-button';
import { Button } from '#components/ui/button';
import { maxLinksAtOnce } from '#lib/links/schema';
import { removeConnections } from './actions';
import { BulkLinks } from './bulk-links';
import { namesText } from './names-text';
import { forgetOpened, rememberOpened } from './opened-row';
import { useSelection } from './selection';

const counted = (count: number) => (count === 1 ? '1 connection' : `${count.toLocaleString('en')} connections`);

function DeleteChosen() {
  const { rows, chosen } = useSelection();
  const names = rows.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  async function remove(form: FormData) {
    // The list comes back without these rows: the focus goes to the one that takes their place.
    const last = rows.findLastIndex(({ id }) => chosen.has(id));
    const next = rows.slice(last + 1)[0] ?? rows.findLast(({ id }) => !chosen.has(id));
    if (next) rememberOpened(next.id);
    const answer = await removeConnections(form);
    if (answer.error) forgetOpened();
    return answer;
  }
  return (
    <ConfirmButton
      action={remove}
      fields={{ ids: [...chosen].join() }}
      size="sm"
      title={chosen.size === 1 ? `Delete the connection of ${names[0]}?` : `Delete ${counted(chosen.size)}?`}
      description={
        <>
          <span className="mb-2 block text-foreground">{namesText(names)}</span>
          Tokens, metadata and timelines are deleted here and cannot be restored. What the accounts consented to stays
          at Microsoft until each of them or an admin removes it there.
        </>
      }
      confirmLabel={`Delete ${counted(chosen.size)}`}
    >
      Delete
    </ConfirmButton>
  );
}

interface BulkBarProps {
  /** How many connections the filters match, on all pages. */
  total: number;
  filters: string;
}

/** What can be done with the selected rows; hidden while none is selected. */
export function BulkBar({ total, filters }: BulkBarProps) {
  const { rows, chosen, choose } = useSelection();
  const [wantsAll, setWantsAll] = useState(false);
  if (chosen.size === 0) return null;
  const isWholePage = chosen.size === rows.length;
  const hasMore = isWholePage && total > rows.length;
  const isAll = wantsAll && hasMore;
  const most = Math.min(total, maxLinksAtOnce);
  return (
    <section
      aria-label="Selected connections"
      className="sticky top-14 z-20 -mx-4 flex flex-wrap items-center gap-2 border-border border-t bg-background px-4 py-2 md:-mx-6 md:px-6"
    >
      <span role="status" className="mr-2 font-medium text-sm tabular-nums">
        {(isAll ? most : chosen.size).toLocaleString('en')} selected
      </span>
      {hasMore && !isAll ? (
        <Button variant="ghost" size="sm" onClick={() => setWantsAll(true)}>
          {most < total ? `Select the first ${most} of ${total.toLocaleString('en')}` : `Select all ${most}`}
        </Button>
      ) : null}
      <BulkLinks
        key={String(isAll)}
        count={isAll ? most : chosen.size}
        {...(isAll ? { filters } : { ids: [...chosen].join() })}
      />
      {isAll ? null : <DeleteChosen />}
      <Button
        variant="ghost"
        size="sm"
        onClick={() => {
          setWantsAll(false);
          choose([]);
        }}
      >
        Clear selection
      </Button>
    </section>
  );
}
