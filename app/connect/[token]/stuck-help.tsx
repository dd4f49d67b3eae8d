import type { Look } from '../look';
import { AdminMessage } from './admin-message';

// What Microsoft shows on its own pages without returning the browser, most likely first.
const situations = [
  { key: 'approval', codes: [90094, 90095] },
  { key: 'otherAccount', codes: [50020, 90072] },
  { key: 'blocked', codes: [53003, 53000, 53001, 53011] },
  { key: 'unassigned', codes: [50105] },
  { key: 'locked', codes: [50053, 50057] },
  { key: 'setUp', codes: [50011, 500113, 700016, 90002] },
] as const;

interface StuckHelpProps {
  look: Look;
  /** What is being connected. */
  what: string;
  /** Link for the admin that this link waits for, if there is one. */
  adminUrl: string | undefined;
}

function Situations({ t }: Look) {
  return (
    <dl className="grid gap-4">
      {situations.map(({ key, codes }) => (
        <div key={key} className="grid gap-1">
          <dt className="font-medium">{t(`stuck.${key}.title`)}</dt>
          <dd>{t(`stuck.${key}.text`)}</dd>
          <dd className="text-muted-foreground text-sm">{t('stuck.codes', { codes: codes.join(', ') })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why somebody may be stuck at Microsoft, what to do about it, and a message for whoever can help. */
export function StuckHelp({ look, what, adminUrl }: StuckHelpProps) {
  const { t } = look;
  const message = adminUrl ? t('askAdmin.message', { what, url: adminUrl }) : t('stuck.message', { what });
  const subject = adminUrl ? t('askAdmin.subject', { what }) : t('stuck.subject', { what });
  return (
    <details className="text-base">
      <summary className="w-fit cursor-pointer rounded-sm font-medium text-link underline-offset-4 hover:underline">
        {t('stuck.summary')}
      </summary>
      <div className="mt-4 grid gap-6">
        <p>{t('stuck.intro')}</p>
        <Situations {...look} />
        <AdminMessage
          look={look}
          id="stuck-message"
          label={t('stuck.messageLabel')}
          subject={subject}
          message={message}
        />
      </div>
    </details>
  );
}
