'use client';

import { ArrowDownUp, Columns3, Download } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover';
import { COLUMNS, columnsInAddress } from './columns';

function ColumnChoice() {
  const [columns, setColumns] = useQueryState('columns', columnsInAddress);
  return (
    <Popover>
      <PopoverTrigger render={<Button variant="outline" size="sm" />}>
        <Columns3 aria-hidden="true" />
        Columns
      </PopoverTrigger>
      <PopoverContent className="w-56 p-3">
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-muted-foreground text-xs">Shown where the screen is wide enough</legend>
          {COLUMNS.map(({ id, label }) => (
            <label key={id} className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={columns.includes(id)}
                onChange={({ target }) =>
                  setColumns(target.checked ? [...columns, id] : columns.filter((one) => one !== id))
                }
                className="size-4 accent-(--primary)"
              />
              {label}
            </label>
          ))}
        </fieldset>
      </PopoverContent>
    </Popover>
  );
}

const sorting = {
  sort: parseAsStringLiteral(['oldest']),
  after: parseAsString,
  trail: parseAsString,
};

function Order() {
  const [{ sort }, setQuery] = useQueryStates(sorting, { shallow: false, history: 'push' });
  return (
    <Button
      variant="outline"
      size="sm"
      onClick={() => setQuery({ sort: sort ? null : 'oldest', after: null, trail: null })}
    >
      <ArrowDownUp aria-hidden="true" />
      {sort ? 'Oldest first' : 'Newest first'}
    </Button>
  );
}

/** How the list is shown and taken along. Each choice is in the address, so that a bookmark is a saved view. */
export function ViewMenu({ filters }: { filters: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Order />
      <ColumnChoice />
      <form method="post" action="/connections/export">
        <input type="hidden" name="filters" value={filters} />
        <Button type="submit" variant="outline" size="sm">
          <Download aria-hidden="true" />
          Export CSV
        </Button>
      </form>
    </div>
  );
}
