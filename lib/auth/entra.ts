import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { z } from 'zod';
import { networkOf, readClientAddress } from '#lib/client-address';
import { env } from '#lib/env';
import { newToken } from '#lib/ids';
import { log } from '#lib/log';
import { type EntraProblem, problemOf, problemQuery, readRefusal } from '#lib/operators/entra-problems';
import { openSession } from '#lib/operators/sessions';
import { isConfirmed } from '#lib/operators/sign-in';
import { type EntraClient, readEntraClient } from '#lib/operators/sign-in-settings';
import { consume, RateLimitError } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { answerProbe, isProbe } from '#lib/speculative';
import { type Arrival, arrive, confirmPath, type Problem, pathOfProblem } from './arrival.ts';
import { rememberDevice } from './device.ts';
import { type Heard, listening, logUnreachable, provider } from './entra-provider.ts';
import { readLocalPath } from './local-path.ts';
import { authBasics, csrfCookie, unwrap } from './options.ts';
import { refuseForeignOrigin, requireOperatorForRequest } from './session.ts';
import { sessionCookie, sessionIdOf } from './session-token.ts';
import { keepTrip, type Purpose, takeTrip } from './trip.ts';

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

const fields = z.object({
  purpose: z.enum(['sign-in', 'invitation', 'connect', 'confirm', 'test']),
  callbackUrl: z.string().optional(),
  token: z.string().max(200).optional(),
});

/** What the submitted form wants a sign-in for, or the answer for somebody who may not start it. */
async function readPurpose(request: NextRequest): Promise<Purpose | Response> {
  const { data } = fields.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  if (!data) return seeOther('/sign-in');
  if (data.purpose === 'sign-in') return { kind: 'sign-in', returnTo: readLocalPath(data.callbackUrl) };
  if (data.purpose === 'invitation') return { kind: 'invitation', token: encodeURIComponent(data.token ?? '') };
  const operator = await requireOperatorForRequest(request, data.purpose === 'test' ? 'owner' : 'viewer');
  if (operator instanceof Response) return operator;
  const { sessionId } = operator;
  if (data.purpose === 'confirm') return { kind: 'confirm', sessionId, returnTo: readLocalPath(data.callbackUrl) };
  // A connected Microsoft account can sign in from then on, so somebody who merely finds an open browser must not add
  // one.
  const isBlocked = data.purpose === 'connect' && !(await isConfirmed(operator));
  return isBlocked ? seeOther(confirmPath('/settings/account')) : { kind: data.purpose, sessionId };
}

/** next-auth requires its own CSRF token to start a sign-in. The origin of our form has already been checked. */
async function csrfProof(): Promise<URLSearchParams> {
  const csrfToken = newToken();
  const hash = createHash('sha256').update(`${csrfToken}${env().authSecret}`).digest('hex');
  const { name, options } = csrfCookie();
  (await cookies()).set(name, `${csrfToken}|${hash}`, options);
  return new URLSearchParams({ csrfToken });
}

/** The cookies in which next-auth keeps state, nonce and PKCE verifier until the browser returns. */
const tripCookies = () => {
  const { state, pkceCodeVerifier, nonce } = authBasics().cookies ?? {};
  return [state, pkceCodeVerifier, nonce].flatMap((cookie) => (cookie ? [cookie] : []));
};

/**
 * Redirects with only the named ones of next-auth's cookies. Copying all of them would restore the ones next-auth
 * deletes.
 */
function redirectWithCookies(location: string, answer: Response, names: string[]): Response {
  const redirect = seeOther(location);
  const isKept = (line: string) => names.some((name) => line.startsWith(`${name}=`));
  for (const line of answer.headers.getSetCookie()) if (isKept(line)) redirect.headers.append('Set-Cookie', line);
  return redirect;
}

async function removeCookies(gone: readonly { name: string; options: object }[]): Promise<void> {
  const jar = await cookies();
  for (const { name, options } of gone) jar.set(name, '', { ...options, maxAge: 0 });
}

async function askNextAuth(
  request: NextRequest,
  action: 'signin' | 'callback',
  options: NextAuthOptions,
): Promise<Response> {
  const context = { params: Promise.resolve({ nextauth: [action, 'entra'] }) };
  return unwrap(NextAuth)(request, context, options);
}

async function clientFor(purpose: Purpose): Promise<EntraClient | EntraProblem> {
  try {
    const client = await readEntraClient();
    return client.isOn || purpose.kind === 'test' ? client : 'entra_off';
  } catch (error) {
    log().warn({ error }, 'the settings for signing in with Microsoft cannot be used');
    return problemOf(error) ?? 'entra_incomplete';
  }
}

/** Starting a sign-in makes a request for Microsoft's metadata, and needs no authentication. */
async function refuseFlood(request: NextRequest): Promise<Response | undefined> {
  try {
    await consume('sign-in-address', networkOf(readClientAddress(request.headers)));
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimitError)) throw error;
    const address = readClientAddress(request.headers);
    noteRefusal({ action: 'sign-in.locked-out', way: 'entra', address });
    const headers = { 'Retry-After': String(error.retryAfterSeconds), 'Cache-Control': 'no-store' };
    return new Response(error.message, { status: 429, headers });
  }
}

/** Somebody who has to confirm their identity must enter their credentials, even with a session at Microsoft. */
const promptOf = ({ kind }: Purpose) => (kind === 'confirm' ? 'login' : 'select_account');

async function start(request: NextRequest): Promise<Response> {
  const refused = refuseForeignOrigin(request) ?? (await refuseFlood(request));
  if (refused) return refused;
  const purpose = await readPurpose(request);
  if (purpose instanceof Response) return purpose;
  const client = await clientFor(purpose);
  if (typeof client === 'string') return seeOther(await pathOfProblem(purpose, { why: client }));
  const asked = new NextRequest(`${env().publicUrl}/api/auth/signin/entra`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: await csrfProof(),
  });
  const heard: Heard = {};
  const answer = await askNextAuth(asked, 'signin', {
    ...authBasics(),
    ...listening(heard),
    providers: [provider(client, heard, promptOf(purpose))],
  });
  const location = answer.headers.get('location') ?? '';
  const state = URL.parse(location)?.searchParams.get('state');
  if (!state) {
    logUnreachable(heard, client);
    return seeOther(await pathOfProblem(purpose, { why: 'unreachable' }));
  }
  await keepTrip(purpose, state);
  await removeCookies([csrfCookie()]);
  const names = tripCookies().map(({ name }) => name);
  return redirectWithCookies(location, answer, names);
}

/** next-auth checks state, PKCE, nonce and ID token. `arrive` then decides who is signed in. */
function arrivalOptions(
  request: NextRequest,
  client: EntraClient,
  heard: Heard & { purpose: Purpose; arrival?: Arrival },
) {
  const sent = { userAgent: request.headers.get('user-agent') ?? '', address: readClientAddress(request.headers) };
  const cookie = request.cookies.get(sessionCookie().name)?.value;
  const options: NextAuthOptions = {
    ...authBasics(),
    ...listening(heard),
    providers: [provider(client, heard)],
    callbacks: {
      signIn: async ({ profile }) => {
        heard.arrival = await arrive(heard.purpose, profile);
        return 'operator' in heard.arrival ? true : `${env().publicUrl}${heard.arrival.path}`;
      },
      jwt: async () => {
        if (!heard.arrival || !('operator' in heard.arrival)) throw new Error('nobody came in');
        const { id: sub, sessionVersion } = heard.arrival.operator;
        const browser = { ...sent, before: await sessionIdOf(cookie) };
        return { sub, sessionVersion, sid: await openSession(sub, { method: 'entra', ...browser }) };
      },
    },
  };
  return options;
}

function pathAfter(purpose: Purpose, arrival: Arrival): string {
  if ('path' in arrival) return arrival.path;
  return purpose.kind === 'sign-in' ? purpose.returnTo : '/';
}

function noteFailed(request: NextRequest, way: Purpose['kind'] | 'stale'): void {
  noteRefusal({ action: 'sign-in.failed', way: `entra-${way}`, address: readClientAddress(request.headers) });
}

/** Redirects to the page that shows the problem. An owner's test of the settings is no failed sign-in. */
async function refuse(request: NextRequest, purpose: Purpose, problem: Problem): Promise<Response> {
  if (purpose.kind !== 'test') noteFailed(request, purpose.kind);
  return seeOther(await pathOfProblem(purpose, problem));
}

/** Whether a sign-in or confirmation failed. */
function isRefused(purpose: Purpose, arrival: Arrival): boolean {
  return 'path' in arrival && arrival.path.includes('why=') && purpose.kind !== 'test';
}

async function finish(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const purpose = await takeTrip(searchParams.get('state'));
  if (!purpose) {
    noteFailed(request, 'stale');
    return seeOther(`/sign-in/refused?${problemQuery('stale')}`);
  }
  const error = searchParams.get('error');
  if (error) return refuse(request, purpose, readRefusal(error, searchParams.get('error_description') ?? ''));
  const client = await clientFor(purpose);
  if (typeof client === 'string') return refuse(request, purpose, { why: client });
  const heard: Heard & { purpose: Purpose; arrival?: Arrival } = { purpose };
  const answer = await askNextAuth(request, 'callback', arrivalOptions(request, client, heard));
  await removeCookies(tripCookies());
  if (heard.arrival && isRefused(purpose, heard.arrival)) noteFailed(request, purpose.kind);
  if (heard.arrival && 'operator' in heard.arrival) await rememberDevice(heard.arrival.operator.id);
  if (heard.arrival) return redirectWithCookies(pathAfter(purpose, heard.arrival), answer, [sessionCookie().name]);
  if (heard.refusal === undefined) logUnreachable(heard, client);
  const why = heard.refusal === undefined ? { why: 'unreachable' as const } : readRefusal('', heard.refusal);
  return refuse(request, purpose, why);
}

/**
 * Answers `/api/auth/signin/entra`, where our forms start a sign-in, and `/api/auth/callback/entra`, where Microsoft
 * returns the browser.
 */
export async function answerEntra(request: NextRequest, action: string | undefined): Promise<Response> {
  if (action === 'signin' && request.method === 'POST') return start(request);
  // An authorization code can be redeemed once, so a prefetch must not use it up.
  if (action === 'callback' && isProbe(request)) return answerProbe(request);
  if (action === 'callback' && request.method === 'GET') return finish(request);
  return seeOther('/sign-in');
}
