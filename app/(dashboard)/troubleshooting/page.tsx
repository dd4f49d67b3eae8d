import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Folded } from '#components/folded';
import { PageHeader } from '#components/page-header';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { requireOperator } from '#lib/auth/session';
import { findExplained, listSilentPages } from '#lib/troubleshooting/pages';
import { digitsOfCode } from '#lib/troubleshooting/schema';
import { troubleshootingPath } from '../failure-help';
import { AllCodes, FoundCodes } from './code-list';
import { ComparedValues } from './compared-values';
import { readQuery } from './query';
import { readValues } from './read-values';
import { RefusedAnswers } from './refused-answers';
import { SearchForm } from './search-form';
import { SilentErrors } from './silent-errors';

export const metadata: Metadata = { title: 'Troubleshooting' };

function Answer({ typed, integration }: { typed: string; integration: string | undefined }) {
  if (!typed) return null;
  const found = findExplained(typed);
  if (found.length > 0) return <FoundCodes entries={found} integration={integration} />;
  return (
    <Alert variant="warning" role="status">
      <AlertTitle>Nothing is known about “{typed}”</AlertTitle>
      <AlertDescription>
        Microsoft's codes are numbers, shown as AADSTS50105 or in small print as “Error code: 50105”. Type that number,
        or fewer words of what the page says.
      </AlertDescription>
    </Alert>
  );
}

const chooseHint = ' Choose an integration above to see its client ID, tenant and the rest.';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TroubleshootingPage({ searchParams }: Props) {
  await requireOperator('viewer');
  const { typed, integration: asked } = readQuery(await searchParams);
  const code = digitsOfCode(typed);
  if (code) redirect(troubleshootingPath({ code: Number(code), integration: asked }));
  const { integrations, chosen, values, cloud } = await readValues(asked);
  const integration = chosen?.uniqueKey;
  return (
    <>
      <PageHeader
        title="Troubleshooting"
        description="What Microsoft's error codes mean, who can do something about them, and the exact values to compare."
      />
      <div className="grid gap-8">
        <SearchForm typed={typed} integrations={integrations} chosen={integration} />
        <Answer typed={typed} integration={integration} />
        <AllCodes integration={integration} />
        <section aria-labelledby="without-code" className="grid gap-2">
          <h2 id="without-code" className="mb-1 font-semibold text-base">
            When there is no code here
          </h2>
          <Folded title="Errors that stay at Microsoft" hint="a link keeps waiting, and nobody comes back">
            <SilentErrors pages={listSilentPages(cloud)} values={values} integration={integration} />
          </Folded>
          <Folded title="Answers that Latchkey refuses" hint="the person signed in, but the proof was not accepted">
            <RefusedAnswers />
          </Folded>
        </section>
        <ComparedValues
          values={values}
          name={chosen?.displayName}
          hint={!chosen && integrations.length > 0 ? chooseHint : undefined}
        />
      </div>
    </>
  );
}
