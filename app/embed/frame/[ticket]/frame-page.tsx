import type { ReactNode } from 'react';
import { buttonVariants } from '#components/ui/button-variants';
import { type Frame, findFrame } from '#lib/embed/frames';
import { type SessionStatus, statusOf } from '#lib/embed/status';
import { readTicketOrigin, sealTicket } from '#lib/embed/ticket';
import type { OpenLink } from '#lib/links/schema';
import { type Invitation, PersonalInvitation, TenantInvitation } from '../../../connect/[token]/invitations';
import { readInvited } from '../../../connect/[token]/invited';
import { ConnectFrame } from '../../../connect/connect-frame';
import { Icon } from '../../../connect/glyph';
import type { Look } from '../../../connect/look';
import { Note } from '../../../connect/parts';
import { outcomeText } from '../../../connect/translated';
import { CloseButton } from '../../close-button';
import { renderFrame } from '../../frame-card';

/** What the page around the frame is told, as Nango's SDK has it. */
type Message =
  | { type: 'connect'; payload: { providerConfigKey: string; connectionId: string; isPending: boolean } }
  | { type: 'error'; payload: { errorType: string; errorMessage: string } };

/** What the page around the frame is told of a state, in the messages of Nango's SDK. */
function messageOf({ connected, problem }: SessionStatus): Message | undefined {
  if (connected) {
    const { connectionId, integrationKey: providerConfigKey } = connected;
    return { type: 'connect', payload: { providerConfigKey, connectionId, isPending: false } };
  }
  return problem && { type: 'error', payload: { errorType: problem.code, errorMessage: problem.message } };
}

const noteClasses = 'm-4 me-14';

function StatusNote({ look, status }: { look: Look; status: SessionStatus }) {
  const { t } = look;
  if (status.status === 'at_microsoft')
    return (
      <Note role="status" variant="info" className={noteClasses} title={t('embed.title')}>
        {t('embed.text')}
      </Note>
    );
  if (status.status !== 'failed' || !status.outcome) return null;
  return (
    <Note role="status" variant="warning" className={noteClasses} title={t('embed.failed')}>
      {outcomeText(look, status.outcome)}
    </Note>
  );
}

type Open = { look: Look; frame: Frame; link: OpenLink; ticket: string };

async function readInvitation({ look, frame, link, ticket }: Open): Promise<Invitation> {
  // The window has the name of its session, so that two sessions side by side get one each.
  const start = { action: '/embed/frame/start', fields: { ticket }, target: `latchkey-${link.id}` };
  return { look, link, start, ...(await readInvited(link, frame.integrationIds)) };
}

/** The invitation, whose form opens a window of its own, or this tab where the browser opens none. */
function Framed(invitation: Invitation) {
  const isForTenants = invitation.offers.every(({ permissionType }) => permissionType === 'application');
  return (
    <>
      {isForTenants ? <TenantInvitation {...invitation} /> : <PersonalInvitation {...invitation} />}
      <p role="alert" hidden data-blocked="" className="p-4 sm:px-6">
        <button type="button" data-here="" className={buttonVariants({ size: 'lg' })}>
          {invitation.look.t('embed.here')}
        </button>
      </p>
    </>
  );
}

function Connected({ look, origin }: { look: Look; origin: string }) {
  const mark = <Icon name="check" className="size-10 text-success" />;
  return (
    <ConnectFrame look={look} media={mark} title={look.t('result.connected.title')}>
      <CloseButton label={look.t('embed.done')} origin={origin} isMain />
    </ConnectFrame>
  );
}

function Closed({ look }: { look: Look }) {
  return (
    <ConnectFrame look={look} title={look.t('closed.title')}>
      <p>{look.t('closed.text')}</p>
    </ConnectFrame>
  );
}

type Content = { title: string; content: ReactNode };

async function contentOf({ look, frame, ticket }: Omit<Open, 'link'>, status: SessionStatus): Promise<Content> {
  const { link } = frame;
  if (link) {
    const invitation = await readInvitation({ look, frame, link, ticket });
    const content = (
      <>
        <StatusNote look={look} status={status} />
        <Framed {...invitation} />
      </>
    );
    return { title: look.t(link.kind === 'reauthorize' ? 'reauthorize.title' : 'connect.title'), content };
  }
  if (!status.connected) return { title: look.t('closed.title'), content: <Closed look={look} /> };
  return { title: look.t('result.connected.title'), content: <Connected look={look} origin={frame.ticket.origin} /> };
}

/** Where a page goes that may not be shown, or not any more: the page around it is asked for the token once more. */
function addressAgain(sealed: string, asked: URLSearchParams): string {
  const origin = readTicketOrigin(sealed);
  if (origin === undefined) return '/embed/refused';
  const given = new URLSearchParams({ origin });
  for (const name of ['lang', 'theme']) if (asked.has(name)) given.set(name, asked.get(name) ?? '');
  return `/embed?${given}`;
}

/** A session inside a customer's page. The frame gets no cookies: whoever holds its ticket was given the token. */
export async function framePage(look: Look, sealed: string, asked: URLSearchParams): Promise<Response> {
  const frame = await findFrame(sealed, 'address');
  if (!frame) return new Response(null, { status: 307, headers: { Location: addressAgain(sealed, asked) } });
  const ticket = sealTicket(frame.ticket, 'page');
  const status = await statusOf(frame.session);
  const { origin } = frame.ticket;
  const message = messageOf(status);
  const isOver = status.connected !== undefined || !frame.link;
  const watched = isOver ? {} : { 'data-watch': ticket, 'data-shown': status.mark };
  const told = message ? { 'data-message': JSON.stringify(message), 'data-origin': origin } : {};
  const { title, content } = await contentOf({ look, frame, ticket }, status);
  const page = (
    <div {...watched} {...told}>
      <CloseButton label={look.t('embed.close')} origin={origin} />
      {content}
    </div>
  );
  return renderFrame(look, title, page);
}
