import Link from 'next/link';
import { Fact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import type { LinkRow } from '#lib/links/schema';
import { integrationText, type Names } from './links-table';
import { LANGUAGE_LABELS } from './words';

function Optional({ name, value }: { name: string; value: string | null | undefined }) {
  return value ? <Fact name={name}>{value}</Fact> : null;
}

function ConnectionFact({ kind, connectionId }: LinkRow) {
  if (!connectionId) return null;
  return (
    <Fact name="Connection">
      <Link href={`/connections/${connectionId}`} className="rounded-sm text-link underline underline-offset-4">
        {kind === 'reauthorize' ? 'The one to reauthorize' : 'The one it made'}
      </Link>
    </Fact>
  );
}

/** What a link is for and who may use it. */
export function LinkFacts({ link, names }: { link: LinkRow; names: Names }) {
  const { endUser, expectedEmail, expectedTenant, presets, language } = link;
  const tags = Object.entries(link.tags).map(([key, value]) => (value ? `${key}=${value}` : key));
  return (
    <dl className="grid gap-3 sm:grid-cols-2">
      <Fact name="Integration">{integrationText(link, names)}</Fact>
      <Fact name={link.state === 'expired' ? 'Expired' : 'Expires'}>
        <RelativeTime at={link.expiresAt} />
      </Fact>
      <Optional name="Name" value={endUser?.display_name} />
      <Optional name="E-mail" value={endUser?.email} />
      <Optional name="Your id" value={endUser?.id} />
      <Optional name="Only this account" value={expectedEmail} />
      <Optional name={link.kind === 'admin_consent' ? 'Tenant' : 'Only this tenant'} value={expectedTenant} />
      <Optional name="Presets" value={presets.join(', ')} />
      <Optional name="Language of the page" value={language && LANGUAGE_LABELS[language]} />
      {tags.length > 0 ? (
        <Fact name="Tags">
          <span className="font-mono text-[13px]">{tags.join(', ')}</span>
        </Fact>
      ) : null}
      <ConnectionFact {...link} />
    </dl>
  );
}
