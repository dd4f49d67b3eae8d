import { ChevronRight, CircleHelp, ExternalLink, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge';
import { Card } from '#components/ui/card';
import type { PermissionType } from '#lib/catalogue/types';
import type { CallAnswer } from '#lib/permissions/answer';
import { NO_ME } from '#lib/permissions/notes';
import { ConsentBadges, PermissionChip } from './permission-chip';

function Title({ answer: { call, method, path, service } }: { answer: CallAnswer }) {
  if (path === null) return <code className="min-w-0 break-all font-mono text-[13px]">{call}</code>;
  return (
    <>
      <Badge variant="outline" className="font-mono">
        {method}
      </Badge>
      <code className="min-w-0 break-all font-mono text-[13px] leading-6">{path}</code>
      {service === 'sharepoint' ? <Badge variant="info">SharePoint’s own API</Badge> : null}
    </>
  );
}

interface LeastProps {
  title: string;
  least: string | null;
  type: PermissionType;
  /** What it means that there is none. */
  none: string;
}

function Least({ title, least, type, none }: LeastProps) {
  return (
    <div className="grid content-start gap-1.5">
      <dt className="text-muted-foreground text-xs">{title}</dt>
      <dd className="flex flex-wrap items-center gap-1.5">
        {least === null ? (
          <span className="text-muted-foreground">{none}</span>
        ) : (
          <>
            <PermissionChip name={least} type={type} />
            <ConsentBadges name={least} type={type} />
          </>
        )}
      </dd>
    </div>
  );
}

function Wider({ answer: { delegated, application } }: { answer: CallAnswer }) {
  if (delegated.others.length + application.others.length === 0) return null;
  return (
    <details className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 transition-transform duration-150 group-open:rotate-90 motion-reduce:transition-none"
        />
        Wider ones that serve as well
      </summary>
      <dl className="mt-2 grid gap-3 pl-5">
        <Others title="Delegated" names={delegated.others} type="delegated" />
        <Others title="Application" names={application.others} type="application" />
      </dl>
    </details>
  );
}

function Others({ title, names, type }: { title: string; names: readonly string[]; type: PermissionType }) {
  if (names.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <dt className="text-muted-foreground text-xs">{title}</dt>
      <dd>
        <ul aria-label={`Wider, ${title.toLowerCase()}`} className="flex flex-wrap gap-x-3 gap-y-1.5">
          {names.map((name) => (
            <li key={name} className="flex flex-wrap items-center gap-1.5">
              <PermissionChip name={name} type={type} />
              <ConsentBadges name={name} type={type} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-1.5 text-muted-foreground">
      {notes.map((note) => (
        <li key={note} className="flex gap-2">
          <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="max-w-prose">{note}</span>
        </li>
      ))}
    </ul>
  );
}

function Unanswered({ answer: { notes, documentation } }: { answer: CallAnswer }): ReactNode {
  return (
    <div className="grid gap-1.5 text-muted-foreground">
      {notes.map((note) => (
        <p key={note} className="flex gap-2">
          <CircleHelp aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="max-w-prose">{note}</span>
        </p>
      ))}
      {documentation ? (
        <a
          href={documentation}
          target="_blank"
          rel="noreferrer"
          className="flex w-fit items-center gap-1.5 rounded-sm text-link underline-offset-4 hover:underline"
        >
          <ExternalLink aria-hidden="true" className="size-4" />
          Look it up in Microsoft’s documentation
        </a>
      ) : null}
    </div>
  );
}

/** One call and the least permission it needs: with a person, with a personal account, without a person. */
export function CallCard({ answer }: { answer: CallAnswer }) {
  const { delegated, personal, application, notes } = answer;
  const isAnswered = delegated.least !== null || application.least !== null;
  return (
    <Card className="gap-0 p-4">
      <div className="grid gap-3">
        <h2 className="flex flex-wrap items-start gap-2 font-normal text-sm">
          <Title answer={answer} />
        </h2>
        {isAnswered ? (
          <>
            <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
              <Least title="Delegated" least={delegated.least} type="delegated" none="Not with a person" />
              <Least title="Personal accounts" least={personal.least} type="delegated" none="Not for them" />
              <Least
                title={notes.includes(NO_ME) ? 'Application, at /users/{id}' : 'Application'}
                least={application.least}
                type="application"
                none="Not without a person"
              />
            </dl>
            <Notes notes={notes.filter((note) => note !== NO_ME)} />
            <Wider answer={answer} />
          </>
        ) : (
          <Unanswered answer={answer} />
        )}
      </div>
    </Card>
  );
}
