import { findMailboxScript } from '#lib/connections/tenant/mailboxes';
import { listSites } from '#lib/connections/tenant/sites';
import { findSiteGrantLink, type LinkResult } from '#lib/links/open-link';
import type { Look } from '../../look';
import { ButtonLink } from '../../parts';
import { timeIn } from '../../words';
import { Copyable } from '../admin-message';

/** What is left to do for the admin who has connected a tenant. */
export type TenantNextSteps = {
  /** The page on which sites are released; undefined if none are released one by one. */
  siteGrant: { url: string; expiresAt: Date } | undefined;
  /** Whether sites are released already. */
  hasSites: boolean;
  /** The script that opens mailboxes; undefined if Exchange does not decide which. */
  mailboxScript: string | undefined;
};

/** What is left to do after a tenant was connected; undefined for every other result. */
export async function readTenantNext({ outcome, connectionId }: LinkResult): Promise<TenantNextSteps | undefined> {
  if (outcome.code !== 'tenant_connected' || !connectionId) return undefined;
  const [siteGrant, sites, mailboxScript] = await Promise.all([
    findSiteGrantLink(connectionId),
    listSites(connectionId),
    findMailboxScript(connectionId),
  ]);
  return { siteGrant, hasSites: sites.length > 0, mailboxScript: mailboxScript?.code };
}

/** The link for later: nothing else leads back to the sites. */
function KeepLink({ look, url, expiresAt }: { look: Look; url: string; expiresAt: Date }) {
  const { language, t } = look;
  const text = t.rich('result.tenant_connected.keep', {
    at: timeIn(language, expiresAt),
    time: (children) => (
      <time dateTime={expiresAt.toISOString()} data-local="">
        {children}
      </time>
    ),
  });
  return (
    <>
      <Copyable
        look={look}
        id="site-link"
        label={t('result.tenant_connected.siteLink')}
        copy={t('copy.link')}
        text={url}
      />
      <p className="text-muted-foreground">{text}</p>
    </>
  );
}

/** A connected tenant: its admin goes on to pick sites, or has mailboxes opened in Exchange. */
export function TenantNext({ look, steps }: { look: Look; steps: TenantNextSteps }) {
  const { t } = look;
  const { siteGrant, hasSites, mailboxScript } = steps;
  if (!siteGrant && !mailboxScript) return <p className="text-muted-foreground">{t('result.close')}</p>;
  return (
    <>
      {siteGrant ? (
        <>
          <p>{hasSites ? t('result.tenant_connected.sitesKept') : t('result.tenant_connected.sites')}</p>
          <ButtonLink href={siteGrant.url}>{t('result.tenant_connected.chooseSites')}</ButtonLink>
          <KeepLink look={look} {...siteGrant} />
        </>
      ) : null}
      {mailboxScript ? (
        <>
          <p>{t('result.tenant_connected.mailboxes')}</p>
          <Copyable
            look={look}
            id="mailbox-script"
            label={t('result.tenant_connected.script')}
            copy={t('copy.script')}
            text={mailboxScript}
            rows={8}
            isCode
          />
        </>
      ) : null}
    </>
  );
}
