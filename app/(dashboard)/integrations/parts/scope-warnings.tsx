import { Alert, AlertTitle } from '#components/ui/alert';
import { type Audience, choiceWarnings, type ScopeWarning } from '#lib/catalogue/scope-warnings';
import type { ScopeChoice } from '#lib/catalogue/types';

interface ScopeWarningsProps {
  choice: ScopeChoice;
  audience: Audience;
  resourceUrls: Readonly<Record<string, string>>;
}

type Named = 'personal' | 'admin' | 'policy' | 'unknown';

const sentences: Record<Named, (names: string) => string> = {
  personal: (names) =>
    `For work and school accounts only: ${names}. Microsoft may refuse the sign-in of a personal account over it.`,
  admin: (names) => `Only an admin can grant ${names}. Send the admin-consent link.`,
  policy: (names) =>
    `Tenants that let Microsoft manage consent, new ones by default, let only an admin grant ${names}.`,
  unknown: (names) => `Not in the catalogue: ${names}. Check the spelling.`,
};

const isNamed = (kind: ScopeWarning['kind']): kind is Named => Object.hasOwn(sentences, kind);

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

function linesOf(kind: ScopeWarning['kind'], warnings: readonly ScopeWarning[]): string[] {
  if (isNamed(kind)) return [sentences[kind](listFormat.format(warnings.map(({ scope }) => scope)))];
  return warnings.map(({ message }) => message);
}

/** Warnings about requesting these permissions from such accounts, one sentence for each kind of problem. */
export function ScopeWarnings({ choice, audience, resourceUrls }: ScopeWarningsProps) {
  const warnings = choiceWarnings(choice, { ...audience, resourceUrls });
  if (warnings.length === 0) return null;
  const kinds = Map.groupBy(warnings, ({ kind }) => kind);
  return (
    <Alert variant="warning">
      <AlertTitle>Worth knowing</AlertTitle>
      <ul className="grid gap-1">
        {[...kinds]
          .flatMap(([kind, of]) => linesOf(kind, of))
          .map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
      </ul>
    </Alert>
  );
}
