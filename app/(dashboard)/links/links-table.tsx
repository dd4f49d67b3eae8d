import Link from 'next/link';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { LinkRow } from '#lib/links/schema';
import { troubleshootingPath } from '../failure-help';
import { CopyLinkButton } from './copy-link-button';
import { type LinksQuery, linksPath } from './paths';
import { RevokeButton } from './revoke-button';
import { badgeOf, creatorText, isUsable, KIND_LABELS, linkName, linkTitle, shortId } from './words';

export type Names = ReadonlyMap<string, string>;

interface LinksTableProps {
  links: readonly LinkRow[];
  /** Display names of integrations by id. */
  names: Names;
  query: LinksQuery;
  mayChange: boolean;
  /** The id of the link for the admin, by that of the link which waits for one. */
  adminLinks: ReadonlyMap<string, string>;
}

/** The integrations of a link in words. */
export function integrationText({ integrationIds }: LinkRow, names: Names): string {
  if (integrationIds.length === 0) return 'Any integration';
  return integrationIds.map((id) => names.get(id) ?? 'A deleted integration').join(', ');
}

function WhoCell({ link, query }: { link: LinkRow; query: LinksQuery }) {
  const name = linkName(link);
  const others = new Set(
    [link.endUser?.email, link.endUser?.id, link.outcome?.account].filter((text) => text !== name),
  );
  const details = [...others].filter(Boolean).join(' · ');
  return (
    <div className="min-w-0 sm:min-w-56">
      <Link
        href={linksPath({ ...query, link: link.id })}
        scroll={false}
        className="break-words rounded-sm font-medium underline-offset-4 hover:underline"
      >
        {linkTitle(link)}
      </Link>
      {details ? <span className="block break-words text-muted-foreground text-xs">{details}</span> : null}
      <span className="wrap-anywhere block text-muted-foreground text-xs">
        {link.kind === 'connect' ? 'Created' : `${KIND_LABELS[link.kind]}, created`}{' '}
        <RelativeTime at={link.createdAt} /> {creatorText(link.createdBy)} ·{' '}
        <span className="font-mono">{shortId(link.id)}</span>
      </span>
    </div>
  );
}

/** For a link that waits for Microsoft or an admin: possible reasons. */
function WaitingHelp({ link: { state, integrationIds, outcome } }: { link: LinkRow }) {
  if (state !== 'at_microsoft' && state !== 'awaiting_admin') return null;
  const code = state === 'awaiting_admin' ? (outcome?.aadsts ?? 90094) : undefined;
  return (
    <Link
      href={troubleshootingPath({ integration: integrationIds[0], code })}
      className="block w-fit rounded-sm text-link text-xs underline-offset-4 hover:underline"
    >
      {code ? 'Why an admin must approve' : 'What can stop people there'}
    </Link>
  );
}

/** The last event of a link in one sentence. */
function HappenedCell({ link }: { link: LinkRow }) {
  if (link.outcome)
    return (
      <>
        <span className="line-clamp-2 break-words">{link.outcome.operatorMessage}</span>
        <RelativeTime at={link.outcome.at} className="text-muted-foreground text-xs" />
        <WaitingHelp link={link} />
      </>
    );
  const at = link.startedAt ?? link.openedAt;
  if (!at) return <span className="text-muted-foreground">Not opened yet</span>;
  return (
    <span className="text-muted-foreground">
      {link.startedAt ? 'Went to Microsoft' : 'Opened'} <RelativeTime at={at} />
      <WaitingHelp link={link} />
    </span>
  );
}

function CopyAdminLink({ adminLink }: { adminLink: string | undefined }) {
  return adminLink ? <CopyLinkButton id={adminLink} name="the admin" label="Copy link for the admin" /> : null;
}

/** What goes to the admin comes first: until they act, nobody gets on. */
function Actions({ link, adminLink }: { link: LinkRow; adminLink: string | undefined }) {
  if (!isUsable(link)) return null;
  const name = linkName(link);
  return (
    <>
      <span className="hidden sm:inline-flex">
        <CopyAdminLink adminLink={adminLink} />
      </span>
      <CopyLinkButton id={link.id} name={name} />
      <CopyLinkButton id={link.id} name={name} what="message" />
      <RevokeButton id={link.id} name={name} />
    </>
  );
}

function LinkLine({ link, names, query, mayChange, adminLinks }: Omit<LinksTableProps, 'links'> & { link: LinkRow }) {
  return (
    <TableRow>
      <TableCell>
        <WhoCell link={link} query={query} />
        <div className="mt-1 sm:hidden">
          <StatusBadge status={badgeOf(link)} />
        </div>
        <div className="mt-1 md:hidden">
          <WaitingHelp link={link} />
        </div>
        <div className="mt-2 empty:hidden sm:hidden">
          {mayChange ? <CopyAdminLink adminLink={adminLinks.get(link.id)} /> : null}
        </div>
      </TableCell>
      <TableCell className="hidden sm:table-cell">
        <StatusBadge status={badgeOf(link)} />
      </TableCell>
      <TableCell className="hidden max-w-md md:table-cell">
        <HappenedCell link={link} />
      </TableCell>
      <TableCell className="hidden break-words lg:table-cell">{integrationText(link, names)}</TableCell>
      <TableCell className="hidden text-muted-foreground lg:table-cell">
        {isUsable(link) || link.state === 'expired' ? <RelativeTime at={link.expiresAt} /> : '–'}
      </TableCell>
      {mayChange ? (
        <TableCell>
          <div className="flex flex-wrap items-center justify-end gap-1">
            <Actions link={link} adminLink={adminLinks.get(link.id)} />
          </div>
        </TableCell>
      ) : null}
    </TableRow>
  );
}

/** All links with their states. */
export function LinksTable({ links, ...rest }: LinksTableProps) {
  return (
    <ListTable
      label="Connect links"
      width="page"
      columns={[
        'For',
        { name: 'Status', className: 'hidden sm:table-cell' },
        { name: 'What happened', className: 'hidden md:table-cell' },
        { name: 'Integration', className: 'hidden lg:table-cell' },
        { name: 'Expires', className: 'hidden lg:table-cell' },
        rest.mayChange && { name: 'Actions', srOnly: true },
      ]}
    >
      {links.map((link) => (
        <LinkLine key={link.id} link={link} {...rest} />
      ))}
    </ListTable>
  );
}
