'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';

type Row = { id: string; name: string; isForAdmin?: boolean };

interface Chosen {
  /** Every row of this page. */
  rows: readonly Row[];
  chosen: ReadonlySet<string>;
  choose: (ids: Iterable<string>) => void;
}

const SelectionContext = createContext<Chosen>({ rows: [], chosen: new Set(), choose: () => undefined });

export function useSelection() {
  return use(SelectionContext);
}

/** Holds which rows of this page are selected. */
export function Selection({ rows, children }: { rows: readonly Row[]; children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const value = useMemo(
    () => ({ rows, chosen, choose: (next: Iterable<string>) => setChosen(new Set(next)) }),
    [rows, chosen],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

// The browser's own box: fifty of any other weigh several times as much.
const box = 'block size-4 accent-(--primary) outline-offset-2';

export function SelectRow({ id, name }: Row) {
  const { chosen, choose } = useSelection();
  return (
    <input
      type="checkbox"
      aria-label={`Select ${name}`}
      checked={chosen.has(id)}
      onChange={({ target }) => choose(target.checked ? [...chosen, id] : [...chosen].filter((one) => one !== id))}
      className={box}
    />
  );
}

export function SelectAll() {
  const { rows, chosen, choose } = useSelection();
  const isAll = chosen.size === rows.length;
  return (
    <input
      ref={(element) => {
        if (element) element.indeterminate = chosen.size > 0 && !isAll;
      }}
      type="checkbox"
      aria-label="Select all on this page"
      checked={isAll}
      onChange={({ target }) => choose(target.checked ? rows.map(({ id }) => id) : [])}
      className={box}
    />
  );
}
