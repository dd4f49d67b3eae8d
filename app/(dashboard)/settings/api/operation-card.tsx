import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge, type BadgeVariant } from '#components/ui/badge';
import type { Operation } from '#lib/api/reference';
import { FieldTable } from './field-table';
import { Marked } from './marked';

const looks: Record<string, BadgeVariant> = { GET: 'info', POST: 'success', DELETE: 'danger' };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h4 className="font-medium">{title}</h4>
      {children}
    </div>
  );
}

function Answers({ answers }: Pick<Operation, 'answers'>) {
  const good = answers.filter(({ fields }) => fields.length > 0);
  return (
    <>
      <Part title="Answers">
        <dl className="grid gap-1">
          {answers.map(({ status, description }) => (
            <div key={status} className="flex gap-3">
              <dt className="font-mono tabular-nums">{status}</dt>
              <dd className="text-muted-foreground">
                <Marked text={description} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      {good.map(({ status, fields }) => (
        <Part key={status} title={`Body of ${status}`}>
          <FieldTable label={`Body of ${status}`} fields={fields} />
        </Part>
      ))}
    </>
  );
}

/** One endpoint, collapsed at first. Works without JavaScript. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { id, method, path, summary, paragraphs, parameters, body, answers } = operation;
  return (
    <details id={id} className="group rounded-lg border border-border">
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-3 py-2 hover:bg-accent/50 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-open:rotate-90"
        />
        <Badge variant={looks[method] ?? 'warning'} className="font-mono">
          {method}
        </Badge>
        <code className="break-all font-mono text-[13px]">{path}</code>
        <h3 className="basis-full pl-7 text-muted-foreground text-sm sm:ml-auto sm:basis-auto sm:pl-0">{summary}</h3>
      </summary>
      <div className="grid gap-4 border-border border-t p-4 text-sm">
        {paragraphs.map((text) => (
          <p key={text} className="max-w-prose">
            <Marked text={text} />
          </p>
        ))}
        {parameters.length > 0 ? (
          <Part title="Parameters">
            <FieldTable
              label="Parameters"
              fields={parameters.map(({ place, ...field }) => ({ ...field, type: `${field.type}, in ${place}` }))}
            />
          </Part>
        ) : null}
        {body.length > 0 ? (
          <Part title="Request body">
            <FieldTable label="Request body" fields={body} />
          </Part>
        ) : null}
        <Answers answers={answers} />
      </div>
    </details>
  );
}
