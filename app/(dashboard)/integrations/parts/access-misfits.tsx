import { Alert, AlertTitle } from '#components/ui/alert';
import { accessRefusals } from '#lib/integrations/rules';

/** Chosen permissions that are not available for these account types or this cloud, so that saving would be refused. */
export function AccessMisfits({ of }: { of: Parameters<typeof accessRefusals>[0] }) {
  const refusals = accessRefusals(of);
  if (refusals.length === 0) return null;
  return (
    <Alert variant="danger" role="status">
      <AlertTitle>This does not fit together</AlertTitle>
      <ul className="grid gap-1">
        {refusals.map((refusal) => (
          <li key={refusal} className="break-words">
            {refusal}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
