'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { Checkbox } from '#components/ui/checkbox';

interface Chosen {
  /** Every id on this page. */
  ids: readonly string[];
  chosen: ReadonlySet<string>;
  choose: (ids: Iterable<string>) => void;
}

const SelectionContext = createContext<Chosen>({ ids: [], chosen: new Set(), choose: () => undefined });

export function useSelection() {
  return use(SelectionContext);
}

/** Holds which rows of this page are selected. */
export function Selection({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const value = useMemo(
    () => ({ ids, chosen, choose: (next: Iterable<string>) => setChosen(new Set(next)) }),
    [ids, chosen],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

export function SelectRow({ id, name }: { id: string; name: string }) {
  const { chosen, choose } = useSelection();
  return (
    <Checkbox
      aria-label={`Select ${name}`}
      checked={chosen.has(id)}
      onCheckedChange={(checked) => choose(checked ? [...chosen, id] : [...chosen].filter((one) => one !== id))}
    />
  );
}

export function SelectAll() {
  const { ids, chosen, choose } = useSelection();
  const isAll = chosen.size === ids.length;
  return (
    <Checkbox
      aria-label="Select all on this page"
      checked={isAll}
      indeterminate={chosen.size > 0 && !isAll}
      onCheckedChange={(checked) => choose(checked ? ids : [])}
    />
  );
}
