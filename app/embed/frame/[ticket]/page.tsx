import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { findAccountToReauthorize } from '#lib/connections/account';
import { type Frame, findFrame } from '#lib/embed/frames';
import { type SessionStatus, statusOf } from '#lib/embed/status';
import { readTicketOrigin, sealTicket } from '#lib/embed/ticket';
import { listOffers } from '#lib/links/offers';
import { findAdminUrl } from '#lib/links/open-link';
import type { OpenLink } from '#lib/links/schema';
import { PersonalInvitation, TenantInvitation } from '../../../connect/[token]/invitations';
import { readTiedTo } from '../../../connect/[token]/tied-to';
import { ConnectFrame } from '../../../connect/connect-frame';
import { type Look, readLook } from '../../../connect/look';
import { outcomeText } from '../../../connect/translated';
import { CloseButton } from '../../close-button';
import { FrameTalk, type Message } from './frame-talk';
import { FrameWindow } from './frame-window';

type Query = { lang?: string | string[]; theme?: string | string[] };
type Props = { params: Promise<{ ticket: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readLook()).t('connect.title') };
}

/** What the page around the frame is told of a state, in the messages of Nango's SDK. */
function messageOf({ connected, problem }: SessionStatus): Message | undefined {
  if (connected) {
    const { connectionId, integrationKey: providerConfigKey } = connected;
    return { type: 'connect', payload: { providerConfigKey, connectionId, isPending: false } };
  }
  return problem && { type: 'error', payload: { errorType: problem.code, errorMessage: problem.message } };
}

function Note({ look, status }: { look: Look; status: SessionStatus }) {
  const { t } = look;
  if (status.status === 'at_microsoft')
    return (
      <Alert role="status" variant="info" className="m-4 mr-14 text-base">
        <AlertTitle>{t('embed.title')}</AlertTitle>
        <AlertDescription>{t('embed.text')}</AlertDescription>
      </Alert>
    );
  if (status.status !== 'failed' || !status.outcome) return null;
  return (
    <Alert role="status" variant="warning" className="m-4 mr-14 text-base">
      <AlertTitle>{t('embed.failed')}</AlertTitle>
      <AlertDescription>{outcomeText(look, status.outcome)}</AlertDescription>
    </Alert>
  );
}

type InvitationProps = { look: Look; frame: Frame; link: OpenLink; ticket: string };

async function Invitation({ look, frame, link, ticket }: InvitationProps) {
  const [offers, account, adminUrl, tiedTo] = await Promise.all([
    listOffers(frame.integrationIds, link.presets),
    link.connectionId ? findAccountToReauthorize(link.connectionId) : undefined,
    findAdminUrl(link.id),
    readTiedTo(link),
  ]);
  // The window has the name of its session, so that two sessions side by side get one each.
  const start = { action: '/embed/frame/start', fields: { ticket }, target: `latchkey-${link.id}` };
  const invitation = { look, link, start, offers, adminUrl, tiedTo, sameAs: account?.username ?? null };
  const isForTenants = offers.every(({ permissionType }) => permissionType === 'application');
  return (
    <FrameWindow words={{ here: look.t('embed.here') }}>
      {isForTenants ? <TenantInvitation {...invitation} /> : <PersonalInvitation {...invitation} />}
    </FrameWindow>
  );
}

/** Where a page goes that may not be shown, or not any more: the page around it is asked for the token once more. */
function addressAgain(sealed: string, { lang, theme }: Query): string {
  const origin = readTicketOrigin(sealed);
  if (origin === undefined) return '/embed/refused';
  const given = { origin, ...(typeof lang === 'string' && { lang }), ...(typeof theme === 'string' && { theme }) };
  return `/embed?${new URLSearchParams(given)}`;
}

/** A session inside a customer's page. The frame gets no cookies: whoever holds its ticket was given the token. */
export default async function FramePage({ params, searchParams }: Props) {
  const sealed = (await params).ticket;
  const [look, frame] = await Promise.all([readLook(), findFrame(sealed, 'address')]);
  if (!frame) redirect(addressAgain(sealed, await searchParams));
  const ticket = sealTicket(frame.ticket, 'page');
  const status = await statusOf(frame.session);
  const { t } = look;
  const { origin } = frame.ticket;
  const message = messageOf(status);
  return (
    <>
      <CloseButton label={t('embed.close')} origin={origin} />
      <FrameTalk
        origin={origin}
        ticket={ticket}
        shown={status.mark}
        isOver={status.connected !== undefined || !frame.link}
        {...(message && { message })}
      />
      {frame.link ? (
        <>
          <Note look={look} status={status} />
          <Invitation look={look} frame={frame} link={frame.link} ticket={ticket} />
        </>
      ) : status.connected ? (
        <ConnectFrame
          look={look}
          media={<CircleCheck aria-hidden="true" className="size-10 text-success" />}
          title={t('result.connected.title')}
        >
          <CloseButton label={t('embed.done')} origin={origin} isMain />
        </ConnectFrame>
      ) : (
        <ConnectFrame look={look} title={t('closed.title')}>
          <p>{t('closed.text')}</p>
        </ConnectFrame>
      )}
    </>
  );
}
