import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyField } from '#components/copy-field';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import type { ConnectionDetail } from '#lib/connections/schema';
import type { LinkRow } from '#lib/links/schema';
import { isStuckAtMicrosoft } from '#lib/links/schema';
import { listSilentErrors } from '#lib/troubleshooting/pages';
import { troubleshootingPath } from '../failure-help';
import { FailureNote } from '../failure-note';
import { CopyLinkButton } from './copy-link-button';
import { LinkConnected } from './link-connected';
import { LinkFacts } from './link-facts';
import type { Names } from './links-table';
import type { Messages } from './message';
import { OpenLinkButton } from './open-link-button';
import { PlainConsent } from './plain-consent';
import { RevokeButton } from './revoke-button';
import { ShowLink } from './show-link';
import { badgeOf, creatorText, fineOutcomes, isUsable, linkName } from './words';

interface LinkDetailProps {
  link: LinkRow;
  adminLinks: readonly LinkRow[];
  names: Names;
  mayChange: boolean;
  /** The message to send with the link. */
  messages: Messages;
  /** Microsoft's own consent address, for an admin-consent link. */
  plainUrl: string | undefined;
  /** The connection that the link made. */
  connection: ConnectionDetail | undefined;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </section>
  );
}

function Failure({ link, adminLink }: { link: LinkRow; adminLink: LinkRow | undefined }) {
  const { outcome } = link;
  if (!outcome || fineOutcomes.has(outcome.code)) return null;
  return (
    <FailureNote
      tone={isUsable(link) ? 'warning' : 'danger'}
      message={outcome.operatorMessage}
      fix={outcome.fix}
      code={outcome.aadsts ? `AADSTS${outcome.aadsts}` : outcome.oauthError}
      traceId={outcome.traceId}
      correlationId={outcome.correlationId}
      at={outcome.at}
      actions={adminLink ? <CopyLinkButton id={adminLink.id} name="the admin" label="Copy link for the admin" /> : null}
    />
  );
}

/** Errors that Microsoft shows on its own pages, which is why they never reach Latchkey. */
function Stuck({ link }: { link: LinkRow }) {
  if (link.state !== 'at_microsoft') return null;
  const isLong = isStuckAtMicrosoft({ status: 'at_microsoft', startedAt: link.startedAt });
  return (
    <Part title={isLong ? 'Still waiting on Microsoft' : 'At Microsoft now'}>
      <p className="text-muted-foreground text-sm">
        The browser went to Microsoft and has not come back{isLong ? '' : ' yet'}. These errors are shown there and
        never reach Latchkey; ask the person what they see.{' '}
        <Link
          href={troubleshootingPath({ integration: link.integrationIds[0] })}
          className="rounded-sm text-link underline underline-offset-4"
        >
          See the exact values to compare
        </Link>
      </p>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-link text-sm">Errors and what to do</summary>
        <dl className="mt-3 grid gap-3">
          {listSilentErrors().map(({ code, meaning, operator }) => (
            <div key={code} className="grid gap-0.5 text-sm">
              <dt className="font-mono text-xs">AADSTS{code}</dt>
              <dd>
                {meaning} {operator}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </Part>
  );
}

type Step = { text: string; at: Date };

function stepsOf(link: LinkRow): Step[] {
  const { outcome, openedAt, startedAt, consumedAt } = link;
  const steps: Step[] = [{ text: `Created ${creatorText(link.createdBy)}`, at: link.createdAt }];
  if (openedAt) steps.push({ text: 'Opened', at: openedAt });
  if (startedAt) steps.push({ text: 'Went to Microsoft', at: startedAt });
  if (outcome) steps.push({ text: outcome.operatorMessage, at: consumedAt ?? new Date(outcome.at) });
  if (link.state === 'expired') steps.push({ text: 'Expired', at: link.expiresAt });
  return steps.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function Timeline({ link }: { link: LinkRow }) {
  return (
    <Part title="Timeline">
      <ol className="grid gap-3 border-border border-l pl-4">
        {stepsOf(link).map(({ text, at }) => (
          <li key={`${text}${at.getTime()}`} className="grid gap-0.5 text-sm">
            <span className="break-words">{text}</span>
            <RelativeTime at={at} className="text-muted-foreground text-xs" />
          </li>
        ))}
      </ol>
    </Part>
  );
}

function AdminLinks({ adminLinks, mayChange }: Pick<LinkDetailProps, 'adminLinks' | 'mayChange'>) {
  if (adminLinks.length === 0) return null;
  return (
    <Part title="Links for the admin">
      <ul className="grid gap-2">
        {adminLinks.map((link) => (
          <li key={link.id} className="grid gap-2 rounded-md border border-border p-3 text-sm">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <StatusBadge status={badgeOf(link)} />
              <span className="flex items-center gap-1 text-muted-foreground">
                Made <RelativeTime at={link.createdAt} />
                {mayChange && isUsable(link) ? <CopyLinkButton id={link.id} name="the admin" /> : null}
              </span>
            </div>
            {link.outcome ? <span className="break-words">{link.outcome.operatorMessage}</span> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Everything about one link except its URL, which an admin can fetch with a button. */
export function LinkDetail({ link, adminLinks, names, mayChange, messages, plainUrl, connection }: LinkDetailProps) {
  const canUse = mayChange && isUsable(link);
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge status={badgeOf(link)} />
      </div>
      <Failure link={link} adminLink={canUse ? adminLinks.find(isUsable) : undefined} />
      <Stuck link={link} />
      {connection ? <LinkConnected connection={connection} mayChange={mayChange} /> : null}
      {canUse ? <OpenLinkButton id={link.id} /> : null}
      {canUse ? <ShowLink id={link.id} messages={messages} /> : null}
      {canUse && plainUrl ? <PlainConsent url={plainUrl} /> : null}
      <LinkFacts link={link} names={names} />
      <AdminLinks adminLinks={adminLinks} mayChange={mayChange} />
      <Timeline link={link} />
      <Part title="Link id">
        <CopyField text={link.id} label="link id" />
      </Part>
      {canUse ? (
        <div>
          <RevokeButton id={link.id} name={linkName(link)} />
        </div>
      ) : null}
    </div>
  );
}
