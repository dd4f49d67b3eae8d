'use client';

import { Search } from 'lucide-react';
import { debounce, parseAsString, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { Input } from '#components/ui/input';

const pauseMilliseconds = 300;

/** Searches after a pause in typing, or at once on Enter. Without JavaScript, the form is submitted. */
export function SearchBox({ search }: { search: string }) {
  const [pending, startTransition] = useTransition();
  const [, setQuery] = useQueryStates(
    { search: parseAsString, after: parseAsString, trail: parseAsString },
    { shallow: false, startTransition, limitUrlUpdates: debounce(pauseMilliseconds) },
  );
  function look(text: string, pause: number) {
    return setQuery({ search: text.trim() || null, after: null, trail: null }, { limitUrlUpdates: debounce(pause) });
  }
  return (
    <search className="w-full sm:w-72" aria-busy={pending}>
      <form
        action="/connections"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          void look(String(new FormData(event.currentTarget).get('search') ?? ''), 0);
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          name="search"
          aria-label="Search connections"
          placeholder="Name, e-mail, tenant or id"
          defaultValue={search}
          autoComplete="off"
          className="pl-9"
          onChange={(event) => void look(event.target.value, pauseMilliseconds)}
        />
      </form>
    </search>
  );
}
