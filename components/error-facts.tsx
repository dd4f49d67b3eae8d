import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { RelativeTime } from './relative-time';

export interface ErrorFactsProps {
  code?: string | null | undefined;
  traceId?: string | null | undefined;
  correlationId?: string | null | undefined;
  at?: Date | string | null | undefined;
  /** Who has to act. */
  who?: string | null | undefined;
  /** Link to an explanation of the code. */
  help?: ReactNode;
  /** Sentences to copy for support, before the ids. */
  sentences?: readonly (string | null | undefined)[];
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="wrap-anywhere font-mono">{value}</code>
        <CopyButton text={value} label={name.toLowerCase()} />
      </dd>
    </div>
  );
}

/** The facts of an error as text for support, one per line. */
function supportText({ sentences = [], code, traceId, correlationId, at }: ErrorFactsProps): string {
  const facts = [
    ['Code', code],
    ['Trace id', traceId],
    ['Correlation id', correlationId],
    ['Time', at ? new Date(at).toISOString() : null],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [...sentences.filter(Boolean), ...facts].join('\n');
}

/** Who has to act, the code with its explanation, and the ids that Microsoft's support asks for. */
export function ErrorFacts(props: ErrorFactsProps) {
  const { code, traceId, correlationId, at, who, help } = props;
  if (!(code || traceId || correlationId)) return null;
  return (
    <div className="grid gap-1 text-xs">
      <dl className="flex flex-wrap items-center gap-x-6">
        {who ? (
          <div className="flex gap-x-2">
            <dt className="text-muted-foreground">To be fixed by</dt>
            <dd>{who}</dd>
          </div>
        ) : null}
        {code ? <Fact name="Code" value={code} /> : null}
        {traceId ? <Fact name="Trace id" value={traceId} /> : null}
        {correlationId ? <Fact name="Correlation id" value={correlationId} /> : null}
        {at ? (
          <div className="flex gap-x-2">
            <dt className="text-muted-foreground">Time</dt>
            <dd>
              <RelativeTime at={at} />
            </dd>
          </div>
        ) : null}
      </dl>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {help}
        <CopyButton text={supportText(props)} label="for support" showLabel className="-ml-2" />
      </div>
    </div>
  );
}
