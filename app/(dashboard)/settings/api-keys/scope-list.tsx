import { useId } from 'react';
import { FieldSet } from '#components/ui/field';
import { scopeNames } from '#lib/keys/scopes';
import { scopeName } from './words';

function ScopeBox({ scope, isTicked }: { scope: string; isTicked: boolean }) {
  const id = useId();
  return (
    <li className="flex items-center gap-2">
      <input
        type="checkbox"
        id={id}
        name="scope"
        value={scope}
        defaultChecked={isTicked}
        className="size-4 shrink-0 accent-(--primary)"
      />
      <label htmlFor={id} className="break-all font-mono text-[13px]">
        {scopeName(scope)}
      </label>
    </li>
  );
}

/** Every scope a key can have, as checkboxes. */
export function ScopeList({ ticked }: { ticked: readonly string[] }) {
  return (
    <FieldSet legend="Scopes" hint="Scopes that end in credentials show tokens and secrets.">
      <ul className="grid gap-2 sm:grid-cols-2">
        {scopeNames.map((scope) => (
          <ScopeBox key={scope} scope={scope} isTicked={ticked.includes(scope)} />
        ))}
      </ul>
    </FieldSet>
  );
}
