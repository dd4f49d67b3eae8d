import Link from 'next/link';
import type { ConnectionCounts } from '#lib/integrations/schema';
import { connectionsPath } from '../paths';

interface ConnectionCountsProps {
  uniqueKey: string;
  counts: ConnectionCounts;
}

const states = [
  { key: 'healthy', status: 'healthy', word: 'healthy' },
  { key: 'needsReauthorization', status: 'needs_reauthorization', word: 'need reauthorization' },
  { key: 'corrupt', status: 'corrupt', word: 'corrupt' },
] as const;

/** The number of an integration's connections in each state, linked to the list. */
export function ConnectionCountLinks({ uniqueKey, counts }: ConnectionCountsProps) {
  const shown = states.filter(({ key }) => counts[key] > 0);
  if (shown.length === 0) return <span className="text-muted-foreground">None yet</span>;
  return (
    <ul className="grid gap-0.5">
      {shown.map(({ key, status, word }) => (
        <li key={key}>
          <Link
            href={connectionsPath(uniqueKey, status)}
            className="whitespace-nowrap rounded-sm underline-offset-4 hover:underline"
          >
            <span className="font-medium tabular-nums">{counts[key]}</span>{' '}
            <span className={key === 'healthy' ? 'text-muted-foreground' : 'text-danger'}>{word}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
