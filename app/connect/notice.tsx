import type { NextRequest } from 'next/server';
import { readBranding } from '#lib/branding/branding';
import { noBranding } from '#lib/branding/schema';
import { adminOutcome } from '#lib/connections/connect/outcome';
import { log } from '#lib/log';
import { ConnectFrame } from './connect-frame';
import { renderPage } from './document';
import { languageCookieName, pickLanguage } from './language';
import { type Look, lookOf } from './look';
import { BackLink, ButtonLink } from './parts';
import { outcomeText } from './translated';

/** The language for a request. `link` is the language set on its link. */
export function languageOf(request: NextRequest, link?: string | null) {
  return pickLanguage({
    chosen: request.nextUrl.searchParams.get('lang'),
    remembered: request.cookies.get(languageCookieName)?.value,
    link,
    acceptLanguage: request.headers.get('accept-language'),
  });
}

async function brandingOrNone({ kind }: Notice) {
  // It would have to wait for a database that hangs.
  if (kind === 'unavailable') return noBranding;
  try {
    return await readBranding();
  } catch (error) {
    // The page reports a problem anyway, and can do so without a logo.
    log().warn({ error }, 'the branding could not be read');
    return noBranding;
  }
}

type Kind =
  | 'closed'
  | 'startAgain'
  | 'refused'
  | 'failed'
  | 'notSetUp'
  | 'unavailable'
  | 'limited'
  | 'notAllowedHere'
  | 'reportedApproved'
  | 'reportedRefused';

export type Notice = {
  kind: Kind;
  status: number;
  /** A link to continue: the page of the connect link. */
  back?: string;
  /** The page on a customer's site that opened this one in its tab. */
  returnUrl?: string | null | undefined;
  /** Whether a customer's page opened it, where the request does not say so. */
  isEmbedded?: boolean;
  /** For `limited`: seconds until another request is allowed. */
  seconds?: number;
  /** For `reportedRefused`: Microsoft's code. */
  aadsts?: number | undefined;
  /** The language set on the link, once it is known. */
  language?: string | null | undefined;
};

/** What every page answers while the database cannot be reached. */
export const unavailable: Notice = { kind: 'unavailable', status: 503, seconds: 60 };

/** The notice for a used-up limit; any other error is thrown again. */
export function limited(error: unknown): Notice {
  if (!(error instanceof Error && 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number'))
    throw error;
  return { kind: 'limited', status: 429, seconds: error.retryAfterSeconds };
}

/** The paragraphs of the notice. */
function textsOf({ kind, seconds, aadsts }: Notice, look: Pick<Look, 'language' | 't'>): string[] {
  const { t } = look;
  if (kind === 'limited') return [t('limited.text', { minutes: Math.ceil((seconds ?? 60) / 60) })];
  if (kind === 'reportedApproved') return [t('reportedApproved.text'), t('reported.proves')];
  if (kind !== 'reportedRefused') return [t(`${kind}.text`)];
  const why = outcomeText(look, adminOutcome({ aadsts, oauthError: 'access_denied' }));
  const code = aadsts === undefined ? [] : [t('reportedRefused.code', { code: `AADSTS${aadsts}` })];
  return [why, ...code, t('reported.proves')];
}

/** A page with its own status that says what is wrong, in the reader's language and with the branding. */
export async function notice(request: NextRequest, given: Notice): Promise<Response> {
  const { kind, status, back, seconds, returnUrl, isEmbedded } = given;
  const look = lookOf(request, {
    language: languageOf(request, given.language),
    branding: await brandingOrNone(given),
    isEmbedded,
  });
  const { t } = look;
  const title = t(`${kind}.title`);
  const headers: Record<string, string> = seconds === undefined ? {} : { 'Retry-After': String(seconds) };
  const children = (
    <ConnectFrame look={look} title={title}>
      <div className="grid gap-4">
        {textsOf(given, look).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      {back ? <ButtonLink href={back}>{t('openAgain')}</ButtonLink> : null}
      {returnUrl ? <BackLink look={look} returnUrl={returnUrl} /> : null}
    </ConnectFrame>
  );
  return renderPage({ look, title, status, headers, children });
}

/** The notice for what went wrong while a page was made. */
export function failureNotice(error: unknown): Notice {
  if (error instanceof Error && 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number')
    return { kind: 'limited', status: 429, seconds: error.retryAfterSeconds };
  log().error({ error }, 'a page for an end user could not be served');
  return unavailable;
}
