import type { Offer } from '#lib/links/offers';
import { isStuckAtMicrosoft, type OpenLink } from '#lib/links/schema';
import type { Look } from '../look';
import { Note, type NoteVariant } from '../parts';
import { AdminLink } from './admin-message';
import { whatFor } from './names';
import { StuckHelp } from './stuck-help';

interface ProgressProps {
  look: Look;
  link: OpenLink;
  offers: readonly Offer[];
  /** Link for the admin that this link waits for. */
  adminUrl: string | undefined;
}

type Noted = { variant: NoteVariant; title: string; text: string };

/** Whether only one account may connect, so that nobody can go on with another one. */
const isBound = ({ kind, expectedEmail }: OpenLink) => kind === 'reauthorize' || expectedEmail !== null;

function noteOf({ t }: Look, link: OpenLink): Noted | undefined {
  const { status, approval } = link;
  if (status === 'approved' && approval === 'perhaps')
    return { variant: 'success', title: t('approvedPerhaps.title'), text: t('approvedPerhaps.text') };
  if (status === 'approved') return { variant: 'success', title: t('approved.title'), text: t('approved.text') };
  if (status !== 'awaiting_admin') return undefined;
  return {
    variant: 'info',
    title: t('awaiting.title'),
    text: isBound(link) ? t('awaiting.bound') : t('awaiting.text'),
  };
}

/** Shows the state of the link to a person who returns to it. */
export function Progress({ look, link, offers, adminUrl }: ProgressProps) {
  const { t } = look;
  if (isStuckAtMicrosoft(link))
    return (
      <Note variant="warning" title={t('stuck.title')}>
        <p>{t('stuck.text')}</p>
        <StuckHelp look={look} what={whatFor(look, offers)} adminUrl={adminUrl} />
      </Note>
    );
  const note = link.kind === 'admin_consent' ? undefined : noteOf(look, link);
  if (!note) return null;
  return (
    <>
      <Note variant={note.variant} title={note.title}>
        {note.text}
      </Note>
      {link.status === 'awaiting_admin' && adminUrl ? (
        <details open={isBound(link)}>
          <summary className="w-fit cursor-pointer rounded-sm font-medium text-link underline-offset-4 hover:underline">
            {t('awaiting.send')}
          </summary>
          <div className="mt-4 grid gap-6">
            <AdminLink look={look} what={whatFor(look, offers)} adminUrl={adminUrl} />
          </div>
        </details>
      ) : null}
    </>
  );
}
