import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { ErrorFacts, type ErrorFactsProps } from '#components/error-facts';
import { ErrorNote } from '#components/error-note';
import type { CloudId } from '#lib/clouds';
import { failureHelp } from '#lib/troubleshooting/explain';
import { troubleshootingPath, WHO_WORDS } from './failure-help';

const linkLook = 'inline-flex items-center gap-1 rounded-sm text-link underline-offset-4 hover:underline';

/** A link to Microsoft's own page about a code. */
export function LookupLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={linkLook}>
      Look it up at Microsoft
      <ExternalLink aria-hidden="true" className="size-3" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}

/** What the code alone tells: who has to act, and the page that explains it. */
function helpOf(kept: string | null | undefined, cloud: CloudId | undefined) {
  const { code, who, lookup } = failureHelp(kept, cloud);
  const help = code ? (
    <>
      <Link href={troubleshootingPath({ code })} className={linkLook}>
        Explain this code
      </Link>
      {lookup ? <LookupLink href={lookup} /> : null}
    </>
  ) : null;
  return { who: who && WHO_WORDS[who], help };
}

type FailureNoteProps = Omit<ComponentProps<typeof ErrorNote>, 'who' | 'help'> & { cloud?: CloudId | undefined };

/** A failure at Microsoft with everything that is known about its code. */
export function FailureNote({ cloud, ...note }: FailureNoteProps) {
  return <ErrorNote {...note} {...helpOf(note.code, cloud)} />;
}

type FailureFactsProps = Omit<ErrorFactsProps, 'who' | 'help'> & { cloud?: CloudId | undefined };

/**
 * Who has to act on a failure at Microsoft, its code and its ids, without the sentences that are already shown
 * elsewhere.
 */
export function FailureFacts({ cloud, ...facts }: FailureFactsProps) {
  return <ErrorFacts {...facts} {...helpOf(facts.code, cloud)} />;
}
