import { Building2, CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { Button } from '#components/ui/button';
import { browserCookieName, hashBrowser } from '#lib/connections/browser';
import { installationName } from '#lib/installation/installation';
import { listOffers } from '#lib/links/offers';
import { findAdminUrl, findResult, type LinkResult } from '#lib/links/open-link';
import type { OutcomeCode } from '#lib/links/schema';
import { ConnectFrame } from '../../connect-frame';
import { resultTitles, resultWords, words } from '../../words';
import { AskAdmin } from './ask-admin';
import { OutcomeDetails } from './outcome-details';
import { ResultText } from './result-text';

export const metadata: Metadata = { title: { absolute: words.connect.title } };

const good = { icon: CircleCheck, tone: 'bg-success-soft text-success' };
const bad = { icon: CircleX, tone: 'bg-danger-soft text-danger' };
const mixed = { icon: TriangleAlert, tone: 'bg-warning-soft text-warning' };
const looks: Readonly<Record<OutcomeCode, { icon: LucideIcon; tone: string }>> = {
  connected: good,
  admin_consented: good,
  admin_needed: { icon: Building2, tone: 'bg-warning-soft text-warning' },
  cancelled: mixed,
  declined: mixed,
  admin_declined: mixed,
  start_again: mixed,
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

function isOver({ state }: LinkResult): boolean {
  return state === 'expired' || state === 'revoked';
}

function canTryAgain({ state, outcome }: LinkResult): boolean {
  return state !== 'connected' && outcome.code !== 'admin_consented' && outcome.code !== 'admin_needed';
}

/** What to do next; nothing when all is done. */
async function NextStep({ result, token, what }: { result: LinkResult; token: string; what: string }) {
  if (result.outcome.code === 'connected' || result.outcome.code === 'admin_consented') return null;
  if (isOver(result)) return <p>{resultWords.askAgain}</p>;
  if (canTryAgain(result))
    return (
      <Button size="lg" className="w-fit" render={<a href={`/connect/${token}`} />}>
        {resultWords.tryAgain}
      </Button>
    );
  const adminUrl = await findAdminUrl(result.id);
  if (!adminUrl) return <p>{resultWords.admin.noLink}</p>;
  return <AskAdmin what={what} adminUrl={adminUrl} here={`/connect/${token}/result`} />;
}

/** What came of a trip to Microsoft, for the browser that made it; any other one sees the page of the link. */
export default async function ResultPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const browser = (await cookies()).get(browserCookieName())?.value;
  const result = await findResult(token, browser ? hashBrowser(browser) : undefined);
  // What an admin approved is news for the page of the link, from which one goes on.
  const isApproved = result?.kind !== 'admin_consent' && result?.outcome.code === 'admin_consented';
  if (!result || isApproved) redirect(`/connect/${token}`);
  const [offers, who] = await Promise.all([listOffers(result.integrationIds), installationName()]);
  const what = resultWords.what(offers.map(({ displayName }) => displayName).join(', '), who);
  const isSandbox = offers.some((offer) => offer.isSandbox);
  const { code } = result.outcome;
  return (
    <ConnectFrame who={who} sandbox={isSandbox} media={<Mark code={code} />} title={resultTitles[code]}>
      <div className="grid gap-4">
        <ResultText outcome={result.outcome} />
      </div>
      <NextStep result={result} token={token} what={what} />
      <OutcomeDetails outcome={result.outcome} />
    </ConnectFrame>
  );
}
