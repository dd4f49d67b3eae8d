import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { settingsPages } from '#components/frame/settings-pages';
import { findAudit, listAudit, listAuditChoices } from '#lib/audit/audit';
import { requireOperator } from '#lib/auth/session';
import { UrlSheet } from '../../links/url-sheet';
import { NothingFits } from '../../list-filters';
import { ListPages } from '../../list-pages';
import { nameSubjects } from '../../subject-names';
import { AuditDetail } from './audit-detail';
import { AuditTable } from './audit-table';
import { ExportButtons } from './export-buttons';
import { Filters } from './filters';
import { type AuditQuery, auditHref, filterOf, isFiltered, pageSize, readQuery, type SearchParams } from './query';
import { actionText, usernameIn } from './words';

export const metadata: Metadata = { title: settingsPages.audit.label };

function Nothing({ query }: { query: AuditQuery }) {
  if (!isFiltered(query) && !query.before)
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing is written yet"
        description="Sign-ins, changes, reveals and exports appear here, each with who did it."
      />
    );
  return (
    <NothingFits
      title="Nothing matches"
      description="No row of the audit log has all of this."
      href="/settings/audit"
    />
  );
}

async function Panel({ query }: { query: AuditQuery }) {
  const event = query.event ? await findAudit(query.event) : undefined;
  if (!event) return null;
  const name = (await nameSubjects([event])).get(event.subject) ?? usernameIn(event);
  return (
    <UrlSheet key={event.id} title={actionText(event.action)} closeHref={auditHref({ ...query, event: undefined })}>
      <AuditDetail event={event} name={name} />
    </UrlSheet>
  );
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator('viewer');
  const query = readQuery(await searchParams);
  const [found, choices] = await Promise.all([
    listAudit({ ...filterOf(query), limit: pageSize + 1, before: query.before }),
    listAuditChoices(),
  ]);
  const events = found.slice(0, pageSize);
  const names = await nameSubjects(events);
  const next = found.length > pageSize ? events.at(-1)?.id : undefined;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-muted-foreground text-sm">
          Who did what, and when. Rows are never deleted, and hold no secret; refused attempts of an hour share a row
          whose count grows.
        </p>
        <ExportButtons query={query} />
      </div>
      <Filters query={query} choices={choices} />
      {events.length > 0 ? <AuditTable events={events} query={query} names={names} /> : <Nothing query={query} />}
      <ListPages
        what="rows"
        newest={query.before && auditHref({ ...query, before: undefined })}
        older={next && auditHref({ ...query, before: next, event: undefined })}
      />
      <Panel query={query} />
    </>
  );
}
