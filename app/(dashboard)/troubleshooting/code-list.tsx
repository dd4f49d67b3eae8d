import Link from 'next/link';
import { Folded } from '#components/folded';
import { type CodeEntry, codesByFixer } from '#lib/troubleshooting/explain';
import { troubleshootingPath, WHO_WORDS } from '../failure-help';

interface CodeListProps {
  entries: readonly CodeEntry[];
  integration: string | undefined;
}

/** Codes with their meaning, each a link to its own page. */
function CodeList({ entries, integration }: CodeListProps) {
  return (
    <ul className="grid gap-2">
      {entries.map(({ code, meaning }) => (
        <li key={code} className="grid gap-x-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
          <Link
            href={troubleshootingPath({ code, integration })}
            prefetch={false}
            className="w-fit rounded-sm font-mono text-[13px] text-link underline-offset-4 hover:underline"
          >
            AADSTS{code}
          </Link>
          <span>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}

const most = 20;

/** What was found for words, best first to read: few enough to choose from. */
export function FoundCodes({ entries, integration }: CodeListProps) {
  const more = entries.length - most;
  return (
    <section aria-labelledby="found" className="grid gap-3">
      <h2 id="found" className="font-semibold text-base">
        {entries.length === 1 ? '1 code is about this' : `${entries.length} codes are about this`}
      </h2>
      <CodeList entries={entries.slice(0, most)} integration={integration} />
      {more > 0 ? <p className="text-muted-foreground">{more} more: add a word.</p> : null}
    </section>
  );
}

/** All explained codes, folded by who can fix them. */
export function AllCodes({ integration }: Pick<CodeListProps, 'integration'>) {
  return (
    <section aria-labelledby="all-codes" className="grid gap-3">
      <h2 id="all-codes" className="font-semibold text-base">
        All codes, by who can fix them
      </h2>
      <div className="grid gap-2">
        {codesByFixer().map(({ who, entries }) => (
          <Folded key={who} title={`To be fixed by ${WHO_WORDS[who]}`} hint={`${entries.length} codes`}>
            <CodeList entries={entries} integration={integration} />
          </Folded>
        ))}
      </div>
    </section>
  );
}
