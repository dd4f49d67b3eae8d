import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { ErrorFacts, type ErrorFactsProps } from '#components/error-facts';
import { ErrorNote } from '#components/error-note';
import type { CloudId } from '#lib/clouds';
import { failureHelp } from './failure-help';

const linkLook = 'inline-flex items-center gap-1 rounded-sm text-link underline-offset-4 hover:underline';

/** The ways to more about a code: our page, and Microsoft's own. */
export function CodeLinks({ path, lookup }: { path?: string | undefined; lookup?: string | undefined }) {
  return (
    <>
      {path ? (
        <Link href={path} className={linkLook}>
          Explain this code
        </Link>
      ) : null}
      {lookup ? (
        <a href={lookup} target="_blank" rel="noreferrer" className={linkLook}>
          Look it up at Microsoft
          <ExternalLink aria-hidden="true" className="size-3" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ) : null}
    </>
  );
}

type FailureNoteProps = Omit<ComponentProps<typeof ErrorNote>, 'who' | 'help'> & { cloud?: CloudId | undefined };

/** A failure at Microsoft with everything that is known of its code. */
export function FailureNote({ cloud, ...note }: FailureNoteProps) {
  const { who, path, lookup } = failureHelp(note.code, cloud);
  return <ErrorNote {...note} who={who} help={path ? <CodeLinks path={path} lookup={lookup} /> : null} />;
}

type FailureFactsProps = Omit<ErrorFactsProps, 'who' | 'help'> & { cloud?: CloudId | undefined };

/** The same without the sentences, where these stand already. */
export function FailureFacts({ cloud, ...facts }: FailureFactsProps) {
  const { who, path, lookup } = failureHelp(facts.code, cloud);
  return <ErrorFacts {...facts} who={who} help={path ? <CodeLinks path={path} lookup={lookup} /> : null} />;
}
