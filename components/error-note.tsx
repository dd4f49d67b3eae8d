import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { Alert, AlertDescription, AlertTitle } from './ui/alert';

interface ErrorNoteProps {
  /** What happened and why, in one sentence. */
  message: string;
  code?: string | null;
  /** What to do about it. */
  fix?: ReactNode;
  traceId?: string | null;
  correlationId?: string | null;
  tone?: 'danger' | 'warning';
  actions?: ReactNode;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="break-all font-mono">{value}</code>
        <CopyButton text={value} label={name.toLowerCase()} />
      </dd>
    </div>
  );
}

/** A failure as a sentence, its remedy, and the ids Microsoft's support asks for. */
export function ErrorNote({ message, code, fix, traceId, correlationId, tone = 'danger', actions }: ErrorNoteProps) {
  return (
    <Alert variant={tone}>
      <AlertTitle>{message}</AlertTitle>
      {fix ? <AlertDescription className="text-foreground">{fix}</AlertDescription> : null}
      {code || traceId || correlationId ? (
        <dl className="flex flex-wrap gap-x-6 text-xs">
          {code ? <Fact name="Code" value={code} /> : null}
          {traceId ? <Fact name="Trace id" value={traceId} /> : null}
          {correlationId ? <Fact name="Correlation id" value={correlationId} /> : null}
        </dl>
      ) : null}
      {actions ? <div className="flex flex-wrap gap-2 pt-1">{actions}</div> : null}
    </Alert>
  );
}
