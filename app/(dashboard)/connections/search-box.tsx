'use client';

import { debounce, parseAsString, useQueryStates } from 'nuqs';
import { useEffect, useState, useTransition } from 'react';
import { SearchInput } from '#components/search-input';

const pauseMilliseconds = 300;

/** Searches after a pause in typing, or at once on Enter, which goes on to the first row. Without JavaScript, the form is submitted. */
export function SearchBox({ search }: { search: string }) {
  const [pending, startTransition] = useTransition();
  const [, setQuery] = useQueryStates(
    { search: parseAsString, after: parseAsString, trail: parseAsString },
    { shallow: false, startTransition, limitUrlUpdates: debounce(pauseMilliseconds) },
  );
  // On Enter the focus goes to the first row, once the list shows what was typed.
  const [wanted, setWanted] = useState<string>();
  useEffect(() => {
    if (wanted !== search) return;
    document.querySelector<HTMLElement>('main [data-row-link]')?.focus();
    setWanted(undefined);
  }, [wanted, search]);
  function look(text: string, pause: number) {
    return setQuery({ search: text.trim() || null, after: null, trail: null }, { limitUrlUpdates: debounce(pause) });
  }
  return (
    <search className="w-full sm:w-72" aria-busy={pending}>
      <form
        action="/connections"
        onSubmit={(event) => {
          event.preventDefault();
          const text = String(new FormData(event.currentTarget).get('search') ?? '').trim();
          setWanted(text);
          void look(text, 0);
        }}
      >
        <SearchInput
          name="search"
          aria-label="Search connections"
          placeholder="Name, e-mail, tenant or id"
          defaultValue={search}
          autoComplete="off"
          onChange={(event) => {
            setWanted(undefined);
            void look(event.target.value, pauseMilliseconds);
          }}
        />
      </form>
    </search>
  );
}
