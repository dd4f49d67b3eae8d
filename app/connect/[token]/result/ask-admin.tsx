import type { Look } from '../../look';
import { ButtonLink, Note } from '../../parts';
import { AdminLink } from '../admin-message';

const waitSeconds = 10;

interface AskAdminProps {
  look: Look;
  /** What needs approval. */
  what: string;
  adminUrl: string;
  /** The page of the link, to continue from. */
  linkHref: string;
  /** Whether the admin has declined. */
  isDeclined: boolean;
}

/** The link for the admin with a message to send. The page checks by itself whether the admin has approved. */
export function AskAdmin({ look, what, adminUrl, linkHref, isDeclined }: AskAdminProps) {
  const { t } = look;
  return (
    <>
      {isDeclined ? <Note variant="warning">{t('askAdmin.declined')}</Note> : null}
      <p>
        {t('askAdmin.how')} {t('askAdmin.again')}
      </p>
      <AdminLink look={look} what={what} adminUrl={adminUrl} />
      <p role="status" className="text-muted-foreground" data-look-every={waitSeconds}>
        {isDeclined ? null : `${t('askAdmin.waiting')} `}
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
