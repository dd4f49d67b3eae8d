import type { Look } from '../../look';
import { ButtonLink } from '../../parts';
import { AdminMessage, Copyable } from '../admin-message';

const waitSeconds = 10;

interface AskAdminProps {
  look: Look;
  /** What needs approval. */
  what: string;
  adminUrl: string;
  /** The page of the link, to continue from. */
  linkHref: string;
}

/** The link for the admin with a message to send. The page checks by itself whether the admin has approved. */
export function AskAdmin({ look, what, adminUrl, linkHref }: AskAdminProps) {
  const { t } = look;
  const message = t('askAdmin.message', { what, url: adminUrl });
  const subject = t('askAdmin.subject', { what });
  return (
    <>
      <p>{t('askAdmin.how')}</p>
      <Copyable look={look} id="admin-link" label={t('askAdmin.linkLabel')} copy={t('copy.link')} text={adminUrl} />
      <AdminMessage look={look} label={t('askAdmin.messageLabel')} subject={subject} message={message} />
      <p role="status" className="text-muted-foreground" data-look-every={waitSeconds}>
        {t('askAdmin.waiting')}{' '}
        <a href="?" className="text-link underline underline-offset-4">
          {t('askAdmin.check')}
        </a>
      </p>
      <p>{t('askAdmin.elsewhere')}</p>
      <ButtonLink variant="outline" href={linkHref}>
        {t('result.tryAgain')}
      </ButtonLink>
      <noscript>
        <meta httpEquiv="refresh" content={String(waitSeconds)} />
      </noscript>
    </>
  );
}
