import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '#components/page-header';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { requireOperator } from '#lib/auth/session';
import { type CloudId, lookupUrl } from '#lib/clouds';
import type { ComparedValue } from '#lib/troubleshooting/compare';
import { explainCode, readCode } from '#lib/troubleshooting/explain';
import { findSilentPage } from '#lib/troubleshooting/pages';
import { troubleshootingPath } from '../../failure-help';
import { LookupLink } from '../../failure-note';
import { CodeCard } from '../code-card';
import { ComparedValues } from '../compared-values';
import { readQuery } from '../query';
import { readValues } from '../read-values';
import { SearchForm } from '../search-form';

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function codeOf(params: Props['params']): Promise<number> {
  return readCode(decodeURIComponent((await params).code)) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireOperator('viewer');
  return { title: `AADSTS${await codeOf(params)}` };
}

interface AnswerProps {
  code: number;
  cloud: CloudId;
  values: readonly ComparedValue[];
}

function Answer({ code, cloud, values }: AnswerProps) {
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

/** One code at an address of its own: the answer first, then the values that matter for it. */
export default async function CodePage({ params, searchParams }: Props) {
  await requireOperator('viewer');
  const code = await codeOf(params);
  const { integrations, chosen, values, cloud } = await readValues(readQuery(await searchParams).integration);
  return (
    <>
      <PageHeader
        title={`AADSTS${code}`}
        crumbs={[{ label: 'Troubleshooting', href: troubleshootingPath({ integration: chosen?.uniqueKey }) }]}
      />
      <div className="grid gap-8">
        <Answer code={code} cloud={cloud} values={values} />
        <SearchForm typed={`AADSTS${code}`} integrations={integrations} chosen={chosen?.uniqueKey} />
        <ComparedValues values={values} name={chosen?.displayName} hint={undefined} />
      </div>
    </>
  );
}
