import { Alert, AlertTitle } from '#components/ui/alert';
import {
  type AccountTypes,
  type RequestedScopes,
  requestedNames,
  type ScopeWarning,
  scopeWarnings,
} from '#lib/integrations/catalogue/schema';

interface ScopeWarningsProps {
  requested: RequestedScopes;
  accountTypes: AccountTypes;
}

const sentences: Record<ScopeWarning['kind'], (names: string) => string> = {
  personal: (names) =>
    `For work and school accounts only: ${names}. Microsoft may refuse the sign-in of a personal account over it.`,
  admin: (names) => `Only an admin can grant ${names}. Send the admin-consent link.`,
  policy: (names) =>
    `Tenants that let Microsoft manage consent, new ones by default, let only an admin grant ${names}.`,
  unknown: (names) => `Not in the catalogue: ${names}. Check the spelling.`,
};

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

/** What to know about these permissions before asking such accounts for them, one sentence for each kind. */
export function ScopeWarnings({ requested, accountTypes }: ScopeWarningsProps) {
  const warnings = scopeWarnings(requestedNames(requested), accountTypes);
  if (warnings.length === 0) return null;
  const kinds = Map.groupBy(warnings, ({ kind }) => kind);
  return (
    <Alert variant="warning">
      <AlertTitle>Worth knowing</AlertTitle>
      <ul className="grid gap-1">
        {[...kinds].map(([kind, of]) => (
          <li key={kind}>{sentences[kind](listFormat.format(of.map(({ scope }) => scope)))}</li>
        ))}
      </ul>
    </Alert>
  );
}
