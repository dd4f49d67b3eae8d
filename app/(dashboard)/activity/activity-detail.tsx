import Link from 'next/link';
import { Fact, IdFact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import type { ActivityRow, ActivityDetail as Facts } from '#lib/activity/schema';
import { FailureNote } from '../failure-note';
import { OutcomeBadge } from './outcome-badge';
import { activityHref, kindWords } from './query';

const linkLook = 'rounded-sm text-link underline underline-offset-4';

/** Facts shown unchanged. Those of a failure are shown in its note. */
const plainFacts: readonly [keyof Facts, string][] = [
  ['method', 'Method'],
  ['host', 'Host'],
  ['path', 'Path'],
  ['status', 'Status'],
  ['retries', 'Retries'],
  ['resource', 'Token for'],
  ['account', 'Account'],
  ['by', 'By'],
];
const idFacts: readonly [keyof Facts, string][] = [
  ['requestId', 'Request id'],
  ['clientRequestId', 'Client request id'],
];

function Failure({ row }: { row: ActivityRow }) {
  const { code, message, fix, traceId, correlationId } = row.detail;
  if (row.outcome !== 'failed' || !(message || code || fix)) return null;
  return (
    <FailureNote
      message={message ?? row.summary}
      fix={fix}
      code={code}
      traceId={traceId}
      correlationId={correlationId}
      at={row.at}
    />
  );
}

function Belongs({ connection, integration, link, detail }: ActivityRow) {
  return (
    <>
      {connection ? (
        <Fact name="Connection">
          <Link href={`/connections/${connection.id}`} className={linkLook}>
            {connection.account}
          </Link>
          {' · '}
          <Link href={activityHref({ connection: connection.id })} className={linkLook}>
            Its activity
          </Link>
        </Fact>
      ) : null}
      {integration ? (
        <Fact name="Integration">
          <Link href={`/integrations/${encodeURIComponent(integration.uniqueKey)}`} className={linkLook}>
            {integration.displayName}
          </Link>
        </Fact>
      ) : null}
      {detail.linkId ? (
        <Fact name="Link">
          <Link href={`/links?link=${detail.linkId}`} className={linkLook}>
            {link?.person ?? 'Show the link'}
          </Link>
        </Fact>
      ) : null}
    </>
  );
}

/** Shows everything stored in a row. Rows never contain secrets. */
export function ActivityDetail({ row }: { row: ActivityRow }) {
  const { detail } = row;
  const plain = plainFacts.filter(([name]) => detail[name] !== undefined);
  const ids = idFacts.flatMap(([name, label]) => (detail[name] ? [{ label, value: String(detail[name]) }] : []));
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <OutcomeBadge outcome={row.outcome} />
        <span className="text-muted-foreground">{kindWords[row.kind]}</span>
        <RelativeTime at={row.at} className="text-muted-foreground" />
      </div>
      <Failure row={row} />
      <dl className="grid gap-3">
        <Belongs {...row} />
        {plain.map(([name, label]) => (
          <Fact key={name} name={label}>
            {detail[name]}
          </Fact>
        ))}
        {detail.ms === undefined ? null : <Fact name="Took">{detail.ms} ms</Fact>}
        {ids.map(({ label, value }) => (
          <IdFact key={label} name={label} value={value} />
        ))}
      </dl>
    </div>
  );
}
