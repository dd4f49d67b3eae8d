import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { listSilentErrors } from '#lib/links/at-microsoft';
import { words } from '../words';

/** What may hold somebody up at Microsoft: errors that are shown there and never reach us. */
export function StuckNote() {
  return (
    <Alert variant="warning" className="text-base">
      <AlertTitle>{words.stuck.title}</AlertTitle>
      <AlertDescription>{words.stuck.text}</AlertDescription>
      <details className="mt-1">
        <summary className="w-fit cursor-pointer rounded-sm font-medium underline-offset-4 hover:underline">
          {words.stuck.summary}
        </summary>
        <dl className="mt-3 grid gap-3">
          {listSilentErrors().map(({ code, endUser }) => (
            <div key={code}>
              <dt className="font-mono text-sm">AADSTS{code}</dt>
              <dd>{endUser}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Alert>
  );
}
