import type { AuditEvent } from '#lib/audit/schema';
import { listAccountNames } from '#lib/connections/connections';
import { listLinksById } from '#lib/links/links';
import { linkTitle } from './links/words';

type Subjects = readonly Pick<AuditEvent, 'subject'>[];

const idsOf = (events: Subjects, kind: string) => [
  ...new Set(events.flatMap(({ subject }) => (subject.startsWith(`${kind}:`) ? subject.slice(kind.length + 1) : []))),
];

/** Whom subjects of the audit log are about, as far as the connection or link is still there, by subject. */
export async function nameSubjects(events: Subjects): Promise<ReadonlyMap<string, string>> {
  const [accounts, links] = await Promise.all([
    listAccountNames(idsOf(events, 'connection')),
    listLinksById(idsOf(events, 'link')),
  ]);
  return new Map([
    ...[...accounts].map(([id, name]) => [`connection:${id}`, name] as const),
    ...links.map((link) => [`link:${link.id}`, linkTitle(link)] as const),
  ]);
}
