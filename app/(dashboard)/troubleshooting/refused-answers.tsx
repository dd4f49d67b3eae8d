import { listIdTokenReasons } from '#lib/connections/connect/id-token-outcome';
import { WHO_WORDS } from '../failure-help';

/** The reasons for which an answer of Microsoft's is refused here; they have no code of Microsoft's. */
export function RefusedAnswers() {
  return (
    <>
      <p className="max-w-prose text-muted-foreground">
        The person signed in, but the ID token that proves who they are was not accepted. There is no code of
        Microsoft’s for it: the reason stands on the link, and the overview counts it.
      </p>
      <ul className="divide-y divide-border">
        {listIdTokenReasons().map(({ reason, meaning, told, who, fix }) => (
          <li key={reason} className="grid gap-3 py-5 lg:grid-cols-2 lg:gap-8">
            <div className="grid min-w-0 content-start gap-2">
              <h3 className="font-medium">{meaning}</h3>
              <p className="text-muted-foreground">The person reads: {told}</p>
            </div>
            <p className="min-w-0">
              <span className="text-muted-foreground">To be fixed by {WHO_WORDS[who]}. </span>
              {fix}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
