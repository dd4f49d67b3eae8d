import { Building2, CircleCheck, CircleX, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { Button } from '#components/ui/button';
import { browserCookieName, hashBrowser } from '#lib/connections/connect/browser';
import { connectPath, findOpening } from '#lib/embed/openings';
import { type Pass, sealPass } from '#lib/embed/ticket';
import { listOffers } from '#lib/links/offers';
import { findAdminUrl, findResult, findSiteGrantUrl, type LinkResult } from '#lib/links/open-link';
import type { OutcomeCode } from '#lib/links/schema';
import { newPageToken } from '#lib/links/token';
import { ConnectFrame } from '../../connect-frame';
import { type Look, readLook } from '../../look';
import { pageTitle } from '../../page-title';
import { whatFor } from '../names';
import { SitesResult } from '../sites';
import { startOf } from '../start-form';
import { readTiedTo } from '../tied-to';
import { AskAdmin } from './ask-admin';
import { OutcomeDetails } from './outcome-details';
import { ResultText } from './result-text';
import { WayBack } from './way-back';

const good = { icon: CircleCheck, tone: 'bg-success-soft text-success' };
const bad = { icon: CircleX, tone: 'bg-danger-soft text-danger' };
const mixed = { icon: TriangleAlert, tone: 'bg-warning-soft text-warning' };
const looks: Readonly<Record<OutcomeCode, { icon: LucideIcon; tone: string }>> = {
  connected: good,
  tenant_connected: good,
  tenant_pending: { icon: Hourglass, tone: 'bg-warning-soft text-warning' },
  wrong_tenant: bad,
  not_admin: { icon: Building2, tone: 'bg-warning-soft text-warning' },
  role_unknown: mixed,
  sites_found: good,
  sites_refused: { icon: Building2, tone: 'bg-warning-soft text-warning' },
  admin_consented: good,
  approval_pending: mixed,
  admin_needed: { icon: Building2, tone: 'bg-warning-soft text-warning' },
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

function Mark({ code }: { code: OutcomeCode }) {
  const { icon: Icon, tone } = looks[code];
  return (
    <span className={`flex size-12 items-center justify-center rounded-full ${tone}`}>
      <Icon aria-hidden="true" className="size-6" />
    </span>
  );
}

/** True also when another browser has used the link since. */
function isOver({ kind, state }: LinkResult): boolean {
  const isUsed = kind === 'admin_consent' ? state === 'approved' : state === 'connected';
  return isUsed || state === 'expired' || state === 'revoked';
}

type NextStepProps = { look: Look; result: LinkResult; linkHref: string; what: string };

const isDone = new Set<OutcomeCode>([
  'connected',
  'admin_consented',
  'tenant_connected',
  'tenant_pending',
  'sites_found',
]);

/** Seconds after which the page of a tenant that Microsoft does not know yet is loaded again. */
const againSeconds = 4;

/** What to do next. Empty if everything is done. */
async function NextStep({ look, result, linkHref, what }: NextStepProps) {
  const { t } = look;
  if (isDone.has(result.outcome.code)) return null;
  if (isOver(result)) return <p>{t('result.askAgain')}</p>;
  if (result.outcome.code !== 'admin_needed')
    return (
      <Button size="lg" className="w-fit" render={<a href={linkHref} />}>
        {t('result.tryAgain')}
      </Button>
    );
  const adminUrl = await findAdminUrl(result.id);
  if (!adminUrl) return <p>{t('askAdmin.noLink')}</p>;
  return <AskAdmin look={look} what={what} adminUrl={adminUrl} linkHref={linkHref} />;
}

type SitesProps = Pick<NextStepProps, 'look' | 'result'> & {
  token: string;
  pass: Pass | undefined;
  isNoneChosen: boolean;
};

/** What an admin may do next with the sites of their tenant. */
async function Sites({ look, result, token, pass, isNoneChosen }: SitesProps) {
  const { sites, unfound = [] } = result.outcome;
  if (!sites || isOver(result)) return null;
  const browser = (await cookies()).get(browserCookieName())?.value ?? '';
  const page_token = newPageToken({ linkId: result.id, browser });
  const start = startOf(token, { page_token, ...(pass && { pass: sealPass(token, pass) }) });
  const integration = result.integrationIds[0] ?? '';
  const shown = { sites, unfound, isNoneChosen };
  return <SitesResult look={look} start={start} integration={integration} {...shown} />;
}

/** A tenant that is connected without any site yet: its admin goes on to pick them. */
async function ChooseSites({ look: { t }, result }: Pick<NextStepProps, 'look' | 'result'>) {
  const { outcome, connectionId } = result;
  if (outcome.code !== 'tenant_connected') return null;
  const url = connectionId ? await findSiteGrantUrl(connectionId) : undefined;
  if (!url) return <p className="text-muted-foreground">{t('result.close')}</p>;
  return (
    <>
      <p>{t('result.tenant_connected.sites')}</p>
      <Button size="lg" className="w-fit" render={<a href={url} />}>
        {t('result.tenant_connected.chooseSites')}
      </Button>
    </>
  );
}

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const readResult = cache(async ({ params }: Pick<Props, 'params'>) => {
  const { token } = await params;
  const browser = (await cookies()).get(browserCookieName())?.value;
  const browserHash = browser ? hashBrowser(browser) : undefined;
  const result = await findResult({ token }, browserHash);
  const opening = browserHash && result ? await findOpening(result.id, browserHash) : undefined;
  // Another try starts with what the opening wants.
  const pass = opening && { ...opening, socket: null, integrationId: null };
  return { token, result, opening, pass };
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [look, { result }] = await Promise.all([readLook(), readResult(props)]);
  return pageTitle(look, look.t(result ? `result.${result.outcome.code}.title` : 'connect.title'));
}

/** The outcome of a sign-in at Microsoft, for the browser that made it. Other browsers see the page of the link. */
export default async function ResultPage(props: Props) {
  const [look, { token, result, opening, pass }] = await Promise.all([readLook(), readResult(props)]);
  const linkHref = connectPath(token, pass);
  // An admin's approval is shown on the page of the link, where the person can continue.
  const isApproved = result?.kind !== 'admin_consent' && result?.outcome.code === 'admin_consented';
  if (!result || isApproved) redirect(linkHref);
  const { code } = result.outcome;
  const offers = await listOffers(result.integrationIds, result.presets);
  const isSandbox = offers.some((offer) => offer.isSandbox);
  const isNoneChosen = (await props.searchParams).chosen === 'none';
  return (
    <ConnectFrame look={look} sandbox={isSandbox} media={<Mark code={code} />} title={look.t(`result.${code}.title`)}>
      {code === 'tenant_pending' ? <meta httpEquiv="refresh" content={String(againSeconds)} /> : null}
      <div className="grid gap-4">
        <ResultText look={look} result={result} tiedTo={await readTiedTo(result)} />
      </div>
      <ChooseSites look={look} result={result} />
      <Sites look={look} result={result} token={token} pass={pass} isNoneChosen={isNoneChosen} />
      <NextStep look={look} result={result} linkHref={linkHref} what={whatFor(look, offers)} />
      {opening ? <WayBack look={look} opening={opening} isConnected={code === 'connected'} /> : null}
      <OutcomeDetails look={look} outcome={result.outcome} />
    </ConnectFrame>
  );
}
