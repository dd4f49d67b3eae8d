import { Alert, AlertTitle } from '#components/ui/alert';
import { type AccountTypes, type RequestedScopes, scopeWarnings } from '#lib/integrations/catalogue/schema';

interface ScopeWarningsProps {
  requested: RequestedScopes;
  accountTypes: AccountTypes;
}

/** What to know about these permissions before asking such accounts for them. */
export function ScopeWarnings({ requested, accountTypes }: ScopeWarningsProps) {
  const warnings = scopeWarnings([...requested.graph, ...requested.sharepoint], accountTypes);
  if (warnings.length === 0) return null;
  return (
    <Alert variant="warning">
      <AlertTitle>Worth knowing</AlertTitle>
      <ul className="grid gap-1">
        {warnings.map(({ kind, scope, message }) => (
          <li key={`${kind}${scope}`}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
