import { MicrosoftButton } from '#components/microsoft-button';
import { ProblemNote } from '#components/problem-note';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { describeTest } from '#lib/operators/entra-problems';
import type { EntraTest } from '#lib/operators/entra-schema';

interface TestCardProps {
  test: EntraTest | null;
  mayTest: boolean;
  isSandbox: boolean;
}

function Outcome({ test }: { test: EntraTest }) {
  const problem = describeTest(test);
  if (problem) return <ProblemNote {...problem} />;
  return (
    <Alert variant="success">
      <AlertTitle>It works</AlertTitle>
      <AlertDescription>
        {test.account ?? 'Somebody'} signed in <RelativeTime at={test.at} />. Nobody was let in or connected by that.
      </AlertDescription>
    </Alert>
  );
}

/** The result of the last test sign-in, and a button for another one. */
export function TestCard({ test, mayTest, isSandbox }: TestCardProps) {
  return (
    <TitledCard
      title="Test"
      description="Signs in at Microsoft with these settings and comes back here; also while Microsoft sign-in is off."
      contentClassName="grid justify-items-start gap-4"
    >
      {isSandbox ? (
        <Alert variant="warning">
          This is the sandbox, not Microsoft: whoever reaches it can sign in as any of its people. For trying out only.
        </Alert>
      ) : null}
      {test ? (
        <Outcome test={test} />
      ) : (
        <p className="text-muted-foreground text-sm">Not tested with these settings yet.</p>
      )}
      {mayTest ? <MicrosoftButton purpose="test">Test sign-in</MicrosoftButton> : null}
    </TitledCard>
  );
}
