'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { OIDC_SCOPES, scopesByProduct } from '#lib/integrations/catalogue/schema';
import { ScopeGroup } from './scope-group';
import { ScopeList } from './scope-list';

interface ScopePickerProps {
  scopes: readonly string[];
  otherScopes: string;
  /** Names that a chosen preset brings already. */
  covered: readonly string[];
  onScopes: (scopes: string[]) => void;
  onOther: (otherScopes: string) => void;
  error: readonly string[] | undefined;
}

const groups = scopesByProduct();

function AlwaysAsked() {
  return (
    <div className="grid gap-1.5 rounded-lg bg-muted px-3 py-2.5 [&_code]:bg-background">
      <p className="text-muted-foreground">
        Always asked: who signs in, and <code className="font-mono text-xs">offline_access</code>, without which there
        would be no refresh token.
      </p>
      <ScopeList scopes={OIDC_SCOPES} label="Always asked" />
    </div>
  );
}

/** The whole catalogue, searchable, by API and product, with the marks an operator decides by. */
export function ScopePicker({ scopes, otherScopes, covered, onScopes, onOther, error }: ScopePickerProps) {
  const [query, setQuery] = useState('');
  const pick = (name: string, checked: boolean) =>
    onScopes(checked ? [...scopes, name] : scopes.filter((scope) => scope !== name));
  return (
    <FieldSet legend="Single permissions" hint="Besides the presets, when one is missing there." error={error}>
      <AlwaysAsked />
      <div className="relative noscript:hidden">
        <Search aria-hidden="true" className="absolute top-2.5 left-3 size-4 text-muted-foreground" />
        <Input
          type="search"
          aria-label="Search permissions"
          placeholder="Search permissions, such as “calendar” or “Sites”"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          className="pl-9"
        />
      </div>
      <div className="grid gap-2">
        {groups.map((group) => (
          <ScopeGroup
            key={`${group.resource}/${group.product}`}
            group={group}
            query={query.trim().toLowerCase()}
            picked={scopes}
            covered={covered}
            onPick={pick}
          />
        ))}
      </div>
      <Field
        label="Other permissions"
        optional
        hint="Names that are not listed, separated by spaces. Check their spelling: Microsoft refuses unknown ones (AADSTS650053)."
      >
        <Input
          name="otherScopes"
          value={otherScopes}
          onChange={(event) => onOther(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
    </FieldSet>
  );
}
