'use client';

import { useState } from 'react';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { existsIn } from '#lib/catalogue/availability';
import { findResource } from '#lib/catalogue/resources';
import { scopesByProduct } from '#lib/catalogue/schema';
import { spellScope } from '#lib/catalogue/scope-names';
import { OIDC_SCOPES, type PermissionType, type Scope } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import { ScopeGroup } from './scope-group';
import { ScopeList } from './scope-list';
import { moveAmongScopes, ScopeSearch } from './scope-search';

interface ScopePickerProps {
  permissionType: PermissionType;
  scopes: readonly string[];
  otherScopes: string;
  cloud: CloudId;
  /** Permissions that a chosen preset already contains. */
  covered: readonly string[];
  onScopes: (scopes: string[]) => void;
  onOther: (otherScopes: string) => void;
  error: readonly string[] | undefined;
}

const groupsOf = { delegated: scopesByProduct(), application: scopesByProduct('application') } as const;

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

function matches({ name, line, endUserLine, product, resource }: Scope, words: readonly string[]): boolean {
  const all = `${name} ${line} ${endUserLine} ${product} ${findResource(resource).title}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

interface OtherScopesProps {
  otherScopes: string;
  onOther: (otherScopes: string) => void;
}

function OtherScopes({ otherScopes, onOther }: OtherScopesProps) {
  return (
    <Field
      label="Other permissions"
      optional
      hint="Names that are not listed, separated by spaces; those of other APIs than Graph with its address in front. Check their spelling: Microsoft refuses unknown ones (AADSTS650053)."
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
  );
}

/** The whole catalogue of permissions, searchable and grouped by API and product, with marks that help to decide. */
export function ScopePicker({ permissionType, scopes, covered, cloud, onScopes, error, ...other }: ScopePickerProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  // Ticked permissions always stay visible, so that they can be unticked.
  const offered = groupsOf[permissionType].filter(
    ({ resource, scopes: of }) =>
      existsIn(resource, cloud) || of.some(({ name }) => scopes.includes(spellScope(resource, name))),
  );
  const shelves = offered.map((group) => ({ ...group, found: group.scopes.filter((scope) => matches(scope, wanted)) }));
  const found = shelves.reduce((sum, shelf) => sum + shelf.found.length, 0);
  const pick = (name: string, checked: boolean) =>
    onScopes(checked ? [...scopes, name] : scopes.filter((scope) => scope !== name));
  return (
    <FieldSet legend="Single permissions" hint="For what no preset covers." error={error}>
      {permissionType === 'delegated' ? <AlwaysAsked /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the boxes within, which work without it too */}
      <div className="grid gap-2" onKeyDown={moveAmongScopes}>
        <ScopeSearch query={query} onQuery={setQuery} found={found} />
        {shelves.map((group) => (
          <ScopeGroup
            key={`${group.resource}/${group.product}`}
            group={group}
            isSearched={wanted.length > 0}
            picked={scopes}
            covered={covered}
            onPick={pick}
          />
        ))}
      </div>
      <OtherScopes {...other} />
    </FieldSet>
  );
}
