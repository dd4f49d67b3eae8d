import { findMailboxScript } from '#lib/connections/tenant/mailboxes';
import { listSites } from '#lib/connections/tenant/sites';
import { findSiteGrantUrl, type LinkResult } from '#lib/links/open-link';
import type { Look } from '../../look';
import { ButtonLink } from '../../parts';
import { Copyable } from '../admin-message';

/** What is left to do for the admin who has connected a tenant. */
export type TenantNextSteps = {
  /** The page on which sites are released; undefined if none are released one by one. */
  siteGrantUrl: string | undefined;
  /** Whether sites are released already. */
  hasSites: boolean;
  /** The script that opens mailboxes; undefined if Exchange does not decide which. */
  mailboxScript: string | undefined;
};

/** What is left to do after a tenant was connected; undefined for every other result. */
export async function readTenantNext({ outcome, connectionId }: LinkResult): Promise<TenantNextSteps | undefined> {
  if (outcome.code !== 'tenant_connected' || !connectionId) return undefined;
  const [siteGrantUrl, sites, mailboxScript] = await Promise.all([
    findSiteGrantUrl(connectionId),
    listSites(connectionId),
    findMailboxScript(connectionId),
  ]);
  return { siteGrantUrl, hasSites: sites.length > 0, mailboxScript: mailboxScript?.code };
}

/** A connected tenant: its admin goes on to pick sites, or has mailboxes opened in Exchange. */
export function TenantNext({ look, steps }: { look: Look; steps: TenantNextSteps }) {
  const { t } = look;
  const { siteGrantUrl, hasSites, mailboxScript } = steps;
  if (!siteGrantUrl && !mailboxScript) return <p className="text-muted-foreground">{t('result.close')}</p>;
  return (
    <>
      {siteGrantUrl ? (
        <>
          <p>{hasSites ? t('result.tenant_connected.sitesKept') : t('result.tenant_connected.sites')}</p>
          <ButtonLink href={siteGrantUrl}>{t('result.tenant_connected.chooseSites')}</ButtonLink>
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
