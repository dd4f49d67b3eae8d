import Link from 'next/link';
import { z } from 'zod';
import { Fact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import { exactText } from '#components/time-text';
import type { AuditEvent } from '#lib/audit/schema';
import { actorWords } from '../../connections/words';
import { auditHref } from './query';
import { subjectHref } from './words';

const linkLook = 'rounded-sm text-link underline underline-offset-4';

const details = z.record(z.string(), z.unknown()).catch({});

/** Turns `sessionsEnded` into words. */
function label(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const time = z.iso.datetime();

function Value({ value }: { value: unknown }) {
  const at = time.safeParse(value).data;
  return at ? <RelativeTime at={at} /> : valueText(value);
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === undefined || value === '') return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Shows everything stored in a row. Rows never contain secrets. */
export function AuditDetail({ event, name }: { event: AuditEvent; name: string | undefined }) {
  const href = subjectHref(event);
  return (
    <dl className="grid gap-3">
      <Fact name="When">
        <RelativeTime at={event.at} /> ({exactText(event.at.getTime())})
      </Fact>
      <Fact name="Who">
        <Link href={auditHref({ actor: event.actor })} className={linkLook}>
          {actorWords(event.actor)}
        </Link>
      </Fact>
      <Fact name="About">
        {name ? <span className="block">{name}</span> : null}
        <Link href={auditHref({ subject: event.subject })} className={linkLook}>
          {event.subject}
        </Link>
        {href ? (
          <>
            {' · '}
            <Link href={href} className={linkLook}>
              Show it
            </Link>
          </>
        ) : null}
      </Fact>
      <Fact name="Action">
        <code className="font-mono text-[13px]">{event.action}</code>
      </Fact>
      {Object.entries(details.parse(event.detail)).map(([name, value]) => (
        <Fact key={name} name={label(name)}>
          <Value value={value} />
        </Fact>
      ))}
    </dl>
  );
}
