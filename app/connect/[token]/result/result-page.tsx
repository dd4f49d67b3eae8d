import { buttonVariants } from '#components/ui/button-variants';
import { cn } from '#components/ui/cn';
import { findAccountToReauthorize } from '#lib/connections/account';
import { hashBrowser } from '#lib/connections/connect/browser';
import { connectPath, findOpening } from '#lib/embed/openings';
import { sealPass } from '#lib/embed/ticket';
import { listOffers, type Offer } from '#lib/links/offers';
import { findAdminUrl, findResult, isDeclinedByAdmin, type LinkResult } from '#lib/links/open-link';
import type { OutcomeCode } from '#lib/links/schema';
import { newPageToken } from '#lib/links/token';
import { withdrawalPageOf } from '#lib/withdrawal';
import { ConnectFrame } from '../../connect-frame';
import { renderPage } from '../../document';
import { Icon, type IconName } from '../../glyph';
import { embeddedLook, type Look } from '../../look';
import { ButtonLink } from '../../parts';
import type { Reader } from '../../serve';
import { outcomeTitle } from '../../translated';
import { whatFor } from '../names';
import { SitesResult } from '../sites';
import { type Start, startOf } from '../start-form';
import { readTiedTo } from '../tied-to';
import { AskAdmin } from './ask-admin';
import { OutcomeDetails } from './outcome-details';
import { ResultText } from './result-text';
import { readTenantNext, TenantNext, type TenantNextSteps } from './tenant-next';
import { WayBack } from './way-back';

type Mark = { icon: IconName; tone: string };

const good: Mark = { icon: 'check', tone: 'bg-success-soft text-success' };
const bad: Mark = { icon: 'cross', tone: 'bg-danger-soft text-danger' };
const mixed: Mark = { icon: 'warning', tone: 'bg-warning-soft text-warning' };
const forAdmin: Mark = { icon: 'building', tone: 'bg-warning-soft text-warning' };
const marks: Readonly<Record<OutcomeCode, Mark>> = {
  connected: good,
  tenant_connected: good,
  tenant_pending: { icon: 'hourglass', tone: 'bg-warning-soft text-warning' },
  wrong_tenant: bad,
  not_admin: forAdmin,
  role_unknown: mixed,
  sites_found: good,
  sites_refused: forAdmin,
  admin_consented: good,
  approval_pending: mixed,
  admin_needed: forAdmin,
  cancelled: mixed,
  declined: mixed,
  new_account: mixed,
  admin_declined: mixed,
  start_again: mixed,
  clock_off: mixed,
  keys_unavailable: mixed,
  id_token_refused: bad,
  wrong_account: bad,
  microsoft_error: bad,
};

function MarkOf({ code }: { code: OutcomeCode }) {
  const { icon, tone } = marks[code];
  return (
    <span className={`flex size-12 items-center justify-center rounded-full ${tone}`}>
      <Icon name={icon} className="size-6" />
    </span>
  );
}

/** True also when another browser has used the link since. */
function isOver({ kind, state }: LinkResult): boolean {
  const isUsed = kind === 'admin_consent' ? state === 'approved' : state === 'connected';
  return isUsed || state === 'expired' || state === 'revoked';
}

const isDone = new Set<OutcomeCode>([
  'connected',
  'admin_consented',
  'tenant_connected',
  'tenant_pending',
  'sites_found',
]);

/** Seconds after which the page of a tenant that Microsoft does not know yet is loaded again. */
const againSeconds = 4;

/** What is read for the page of a result. */
type Shown = {
  look: Look;
  result: LinkResult;
  /** The page of the link, with what its opening wants. */
  linkHref: string;
  /** What was asked for, and by whom. */
  what: string;
  isSandbox: boolean;
  tiedTo: Awaited<ReturnType<typeof readTiedTo>>;
  /** How the page came to be opened from another one. */
  opening: Awaited<ReturnType<typeof findOpening>>;
  adminUrl: string | undefined;
  isDeclined: boolean;
  withdrawalPage: string | undefined;
  tenantNext: TenantNextSteps | undefined;
  start: Start;
  /** The form for sites came without any. */
  isNoneChosen: boolean;
};

type Found = Pick<Shown, 'result' | 'opening'> & { token: string };

/** Another try starts with what the opening wants. */
const passOf = ({ opening }: Pick<Shown, 'opening'>) => opening && { ...opening, socket: null, integrationId: null };

/** Microsoft's page on which the person who has just connected takes the access back. */
async function findWithdrawalPage({ outcome, connectionId }: LinkResult, [offer]: readonly Offer[]) {
  if (outcome.code !== 'connected' || !connectionId || !offer) return undefined;
  const account = await findAccountToReauthorize(connectionId);
  return account && withdrawalPageOf({ tid: account.tid, cloud: offer.cloud });
}

async function readShown(reader: Reader, { token, result, opening }: Found): Promise<Shown> {
  const { browser, request } = reader;
  const look = opening ? embeddedLook(reader.look) : reader.look;
  const { id, outcome } = result;
  const isWaiting = outcome.code === 'admin_needed';
  const [offers, tiedTo, adminUrl, isDeclined, tenantNext] = await Promise.all([
    listOffers(result.integrationIds, result.presets),
    readTiedTo(result),
    isWaiting ? findAdminUrl(id) : undefined,
    isWaiting && isDeclinedByAdmin(id),
    readTenantNext(result),
  ]);
  const pass = passOf({ opening });
  const page_token = newPageToken({ linkId: id, browser });
  return {
    look,
    result,
    linkHref: connectPath(token, pass),
    what: whatFor(look, offers),
    isSandbox: offers.some((offer) => offer.isSandbox),
    tiedTo,
    opening,
    adminUrl,
    isDeclined,
    withdrawalPage: await findWithdrawalPage(result, offers),
    tenantNext,
    start: startOf(token, { page_token, ...(pass && { pass: sealPass(token, pass) }) }),
    isNoneChosen: request.nextUrl.searchParams.get('chosen') === 'none',
  };
}

function CloseWindow({ look: { t } }: { look: Look }) {
  return (
    <>
      <p>{t('embed.startThere')}</p>
      <button type="button" data-close-window="" className={cn(buttonVariants({ size: 'lg' }), 'w-fit')}>
        {t('embed.closeWindow')}
      </button>
    </>
  );
}

/** What to do next. Empty if everything is done. */
function NextStep({ look, result, opening, linkHref, what, adminUrl, isDeclined }: Shown) {
  const { t } = look;
  if (isDone.has(result.outcome.code)) return null;
  if (isOver(result)) return <p>{t('result.askAgain')}</p>;
  const isTold = result.outcome.code !== 'admin_needed';
  // The page that opened it has heard of the failure and waits no more: another try begins there.
  if (isTold && opening?.returnUrl === null) return <CloseWindow look={look} />;
  if (isTold) return <ButtonLink href={linkHref}>{t('result.tryAgain')}</ButtonLink>;
  if (!adminUrl) return <p>{t('askAdmin.noLink')}</p>;
  return <AskAdmin look={look} what={what} adminUrl={adminUrl} linkHref={linkHref} isDeclined={isDeclined} />;
}

/** What an admin may do next with the sites of their tenant. */
function Sites({ look, result, start, isNoneChosen }: Shown) {
  const { sites, unfound = [] } = result.outcome;
  if (!sites || isOver(result)) return null;
  const shown = { sites, unfound, isNoneChosen };
  return <SitesResult look={look} start={start} integration={result.integrationIds[0] ?? ''} {...shown} />;
}

/**
 * The outcome of a sign-in at Microsoft, for the browser that made it. Other browsers are led to the page of the link,
 * as is somebody whose admin has approved: they can continue there.
 */
export async function resultPage(reader: Reader, token: string): Promise<Response> {
  const { browser } = reader;
  const browserHash = browser ? hashBrowser(browser) : undefined;
  const result = await findResult({ token }, browserHash);
  const opening = browserHash && result ? await findOpening(result.id, browserHash) : undefined;
  const isApproved = result?.kind !== 'admin_consent' && result?.outcome.code === 'admin_consented';
  if (!result || isApproved)
    return new Response(null, { status: 307, headers: { Location: connectPath(token, passOf({ opening })) } });
  const { code } = result.outcome;
  const shown = await readShown(reader, { token, result, opening });
  const { look } = shown;
  const title = outcomeTitle(look, result.outcome);
  const children = (
    <ConnectFrame look={look} sandbox={shown.isSandbox} media={<MarkOf code={code} />} title={title}>
      {code === 'tenant_pending' ? <meta httpEquiv="refresh" content={String(againSeconds)} /> : null}
      <div className="grid gap-4">
        <ResultText {...shown} />
      </div>
      {shown.tenantNext ? <TenantNext look={look} steps={shown.tenantNext} /> : null}
      <Sites {...shown} />
      <NextStep {...shown} />
      {opening ? <WayBack look={look} opening={opening} isConnected={code === 'connected'} /> : null}
      <OutcomeDetails look={look} outcome={result.outcome} />
    </ConnectFrame>
  );
  return renderPage({ look, title, children });
}
