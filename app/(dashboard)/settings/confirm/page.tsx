import type { Metadata } from 'next';
import { MicrosoftButton } from '#components/microsoft-button';
import { ProblemNote } from '#components/problem-note';
import { TitledCard } from '#components/titled-card';
import { Alert } from '#components/ui/alert';
import { readLocalPath } from '#lib/auth/local-path';
import { requireOperator } from '#lib/auth/session';
import { readEntraProblem } from '#lib/operators/entra-problems';
import { isConfirmed, readConfirmWays } from '#lib/operators/sign-in';
import { ConfirmPasswordForm } from './password-form';

export const metadata: Metadata = { title: 'Confirm that it is you' };

type Search = Record<string, string | string[] | undefined>;

/** The page to return to after confirming: the one the operator came from, or this page, which then says so. */
const here = '/settings/confirm';

function Confirmed() {
  return (
    <Alert variant="success" role="status">
      It is confirmed for ten minutes. Close this tab, go back to the form you came from, and send it again.
    </Alert>
  );
}

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Search> }) {
  const operator = await requireOperator('viewer');
  const [search, ways, isDone] = await Promise.all([searchParams, readConfirmWays(operator.id), isConfirmed(operator)]);
  const problem = readEntraProblem(search);
  const then = search.then ? readLocalPath(search.then) : here;
  if (isDone && then === here && !problem) return <Confirmed />;
  return (
    <TitledCard
      className="max-w-lg"
      title="Confirm that it is you"
      description="What you are about to do gives access to others or takes data out. It asks for a proof of the last ten minutes."
      contentClassName="grid gap-4"
    >
      {problem ? <ProblemNote {...problem} /> : null}
      {ways.password ? <ConfirmPasswordForm email={operator.email} then={then} /> : null}
      {ways.microsoft ? (
        <MicrosoftButton purpose="confirm" callbackUrl={then}>
          Confirm with Microsoft
        </MicrosoftButton>
      ) : null}
      {ways.password || ways.microsoft ? null : <p>You have no password and Microsoft sign-in is off: ask an owner.</p>}
    </TitledCard>
  );
}
