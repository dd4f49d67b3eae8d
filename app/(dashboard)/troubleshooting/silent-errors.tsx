import Link from 'next/link';
import type { ComparedValue } from '#lib/troubleshooting/compare';
import type { SilentPage } from '#lib/troubleshooting/pages';
import { troubleshootingPath, WHO_WORDS } from '../failure-help';
import { CompareLinks } from './compared-values';

interface SilentErrorsProps {
  pages: readonly SilentPage[];
  /** The values shown on the page. */
  values: readonly ComparedValue[];
  integration: string | undefined;
}

function Codes({ codes, integration }: { codes: readonly number[]; integration: string | undefined }) {
  return codes.map((code, index) => (
    <span key={code}>
      {index > 0 ? ', ' : ''}
      <Link
        href={troubleshootingPath({ code, integration })}
        className="rounded-sm font-mono text-link text-xs underline-offset-4 hover:underline"
      >
        AADSTS{code}
      </Link>
    </span>
  ));
}

function SilentError({
  page,
  values,
  integration,
}: { page: SilentPage } & Pick<SilentErrorsProps, 'values' | 'integration'>) {
  const { codes, shows, compare, explanation } = page;
  return (
    <li className="grid gap-3 py-5 lg:grid-cols-2 lg:gap-8">
      <div className="grid min-w-0 content-start gap-2">
        <h3 className="font-medium">{explanation.meaning}</h3>
        <p className="text-muted-foreground">{shows}</p>
        <p>
          <Codes codes={codes} integration={integration} />
        </p>
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <p>
          <span className="text-muted-foreground">To be fixed by {WHO_WORDS[explanation.who]}. </span>
          {explanation.operator}
        </p>
        {explanation.who === 'admin' ? (
          <p className="text-muted-foreground">For the admin: {explanation.admin}</p>
        ) : null}
        <CompareLinks values={values} ids={compare} />
      </div>
    </li>
  );
}

/** The errors that Microsoft shows on its own pages without returning the browser. */
export function SilentErrors({ pages, values, integration }: SilentErrorsProps) {
  return (
    <>
      <p className="max-w-prose text-muted-foreground">
        A link that keeps waiting at Microsoft has most likely met one of these. Microsoft shows it on a page of its own
        and sends nobody back, so Latchkey never hears of it: ask the person what they see, or for the code on that
        page.
      </p>
      <ul className="divide-y divide-border">
        {pages.map((page) => (
          <SilentError key={page.codes.join()} page={page} values={values} integration={integration} />
        ))}
      </ul>
    </>
  );
}
