import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/page-header';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { requireOperator } from '#lib/auth/session';
import type { CloudId } from '#lib/clouds';
import { lookupUrl } from '#lib/clouds';
import { findIntegration, listIntegrations } from '#lib/integrations/integrations';
import { redirectUri } from '#lib/integrations/registration';
import type { IntegrationRow } from '#lib/integrations/schema';
import { type ComparedValue, redirectToCompare, valuesToCompare } from '#lib/troubleshooting/compare';
import { explainCode, listCodes } from '#lib/troubleshooting/explain';
import { findSilentPage, listSilentPages } from '#lib/troubleshooting/pages';
import { troubleshootingPath } from '../failure-help';
import { LookupLink } from '../failure-note';
import { CodeCard } from './code-card';
import { ComparedValues } from './compared-values';
import { readQuery, type TroubleshootingQuery } from './query';
import { RefusedAnswers } from './refused-answers';
import { SearchForm } from './search-form';
import { SilentErrors } from './silent-errors';

export const metadata: Metadata = { title: 'Troubleshooting' };

interface AnswerProps {
  query: TroubleshootingQuery;
  cloud: CloudId;
  values: readonly ComparedValue[];
}

/** The explanation of the code in the query. */
function Answer({ query: { typed, code }, cloud, values }: AnswerProps) {
  if (!typed) return null;
  if (code === undefined)
    return (
      <Alert variant="warning" role="status">
        <AlertTitle>“{typed}” is no code</AlertTitle>
        <AlertDescription>
          Microsoft's codes are numbers, shown as AADSTS50105 or in small print as “Error code: 50105”. Type that
          number.
        </AlertDescription>
      </Alert>
    );
  const explanation = explainCode(code, cloud);
  if (!explanation)
    return (
      <Alert variant="info" role="status">
        <AlertTitle>AADSTS{code} is not known here</AlertTitle>
        <AlertDescription>
          Microsoft's own page about it says more, and the customer's admin finds the sign-in with its reason under
          Entra ID, Sign-in logs. <LookupLink href={lookupUrl(code, cloud)} />
        </AlertDescription>
      </Alert>
    );
  const page = findSilentPage(code);
  return <CodeCard explanation={explanation} shows={page?.shows} values={values} compare={page?.compare ?? []} />;
}

function AllCodes({ integration }: { integration: string | undefined }) {
  const codes = listCodes();
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-link">All {codes.length} codes explained here</summary>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
        {codes.map((code) => (
          <li key={code}>
            <Link
              href={troubleshootingPath({ code, integration })}
              prefetch={false}
              className="rounded-sm font-mono text-link text-xs underline-offset-4 hover:underline"
            >
              {code}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The integration that the query names by key or id; when only one exists, that one. */
function choose(integrations: readonly IntegrationRow[], asked: string | undefined): IntegrationRow | undefined {
  if (asked) return integrations.find(({ uniqueKey, id }) => uniqueKey === asked || id === asked);
  return integrations.length === 1 ? integrations[0] : undefined;
}

const chooseHint = ' Choose an integration above to see its client ID, tenant and the rest.';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TroubleshootingPage({ searchParams }: Props) {
  await requireOperator('viewer');
  const query = readQuery(await searchParams);
  const integrations = await listIntegrations();
  const chosen = choose(integrations, query.integration);
  const integration = chosen && (await findIntegration(chosen.uniqueKey));
  const values = integration ? valuesToCompare(integration, redirectUri()) : [redirectToCompare(redirectUri())];
  const cloud = integration?.cloud ?? 'global';
  return (
    <>
      <PageHeader
        title="Troubleshooting"
        description="What Microsoft's error codes mean, who can do something about them, and the exact values to compare."
      />
      <div className="grid gap-8">
        <SearchForm query={query} integrations={integrations} chosen={chosen?.uniqueKey} />
        <Answer query={query} cloud={cloud} values={values} />
        <ComparedValues
          values={values}
          name={integration?.displayName}
          hint={!chosen && integrations.length > 0 ? chooseHint : undefined}
        />
        <SilentErrors pages={listSilentPages(cloud)} values={values} integration={chosen?.uniqueKey} />
        <RefusedAnswers />
        <AllCodes integration={chosen?.uniqueKey} />
      </div>
    </>
  );
}
