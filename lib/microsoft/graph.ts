import { z } from 'zod';
import type { CloudId } from '#lib/clouds';
import { readClaimsChallenge } from './claims.ts';
import { findCloud } from './clouds.ts';
import { readRetryAfter } from './errors.ts';
import { HttpFailure, parseJson, request } from './http.ts';

const drive = z.object({ webUrl: z.url() });
const site = z.object({ webUrl: z.url() });
const organization = z.object({ value: z.array(z.object({ displayName: z.string() })) });
const refusalBody = z.object({ error: z.object({ code: z.string() }) });

/** The access token for a call to Graph, and the cloud. */
export type GraphAccess = { cloud: CloudId; accessToken: string };

/** Why Graph did not answer a question. */
export type GraphRefusal = {
  /** The HTTP status; absent if Graph could not be reached or its answer broke off. */
  status?: number;
  /** Graph's own word for it. */
  code?: string;
  retryAfterSeconds?: number | undefined;
  /** What it demands of the next token (a claims challenge). */
  claims?: string | undefined;
  /** Whether to try again soon: throttled, unavailable, not reached, or answered by something other than Graph. */
  isPassing: boolean;
};
export type GraphAnswer<T> = { value: T } | { refusal: GraphRefusal };

// Statuses worth another try. A 401 is one of them: the token may just have been revoked, and a new one may work.
const passingStatuses = new Set([401, 408, 425, 429]);
const done = new Set([200, 202]);
const sendsJson = { 'content-type': 'application/json' };

/** Reads from Graph. A refusal is returned rather than thrown, because no connection should fail for it. */
export function readGraph<T>(access: GraphAccess, path: string, schema: z.ZodType<T>): Promise<GraphAnswer<T>> {
  return ask(access, { path, schema });
}

type Ask<T> = { path: string; schema: z.ZodType<T>; posts?: object };

async function ask<T>({ cloud, accessToken }: GraphAccess, { path, schema, posts }: Ask<T>): Promise<GraphAnswer<T>> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const init = posts
    ? { method: 'POST' as const, headers: { ...headers, ...sendsJson }, body: JSON.stringify(posts) }
    : { headers };
  const answer = await request(`${findCloud(cloud).graphUrl}/v1.0${path}`, init).catch(onlyHttpFailures);
  if (answer instanceof HttpFailure) return { refusal: { isPassing: true } };
  const { status, text } = answer;
  const body = parseJson(text);
  const fitting = schema.safeParse(body);
  if (done.has(status) && fitting.success) return { value: fitting.data };
  const code = refusalBody.safeParse(body).data?.error.code;
  const retryAfterSeconds = readRetryAfter(answer.headers['retry-after']);
  // Graph refuses in JSON; any other body with that status comes from a gateway.
  const isPassing = passingStatuses.has(status) || status >= 500 || code === undefined;
  const claims = readClaimsChallenge(answer.headers['www-authenticate']);
  return { refusal: { status, ...(code && { code }), retryAfterSeconds, claims, isPassing } };
}

function onlyHttpFailures(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  throw error;
}

const urlOf = (answer: GraphAnswer<{ webUrl: string }>): GraphAnswer<string> =>
  'value' in answer ? { value: answer.value.webUrl } : answer;

/** The address of the account's OneDrive, which lies on the tenant's `-my` host. */
export async function readDriveUrl(access: GraphAccess): Promise<GraphAnswer<string>> {
  return urlOf(await readGraph(access, '/me/drive?$select=id,driveType,webUrl', drive));
}

/** The address of the tenant's root site; needs `Sites.Read.All`, and an account that may open that site. */
export async function readRootSiteUrl(access: GraphAccess): Promise<GraphAnswer<string>> {
  return urlOf(await readGraph(access, '/sites/root?$select=siteCollection,webUrl', site));
}

/** The tenant's display name, if the granted scopes allow reading it. */
export async function readTenantName(access: GraphAccess): Promise<string | undefined> {
  const answer = await readGraph(access, '/organization?$select=displayName', organization);
  return 'value' in answer ? answer.value.value[0]?.displayName : undefined;
}

/** Makes a call to find out whether it is allowed. The answer's content is discarded. `path` is below `/v1.0`. */
export function callGraph(access: GraphAccess, path: string): Promise<GraphAnswer<unknown>> {
  return readGraph(access, path, z.unknown());
}

/** A mail in plain text. */
export type GraphMail = { subject: string; text: string; to: readonly string[]; replyTo?: string | undefined };

const toRecipient = (address: string) => ({ emailAddress: { address } });

/**
 * Sends a mail as the account, and keeps no copy of it (Graph, user: sendMail; needs `Mail.Send`). Graph accepts it with
 * 202 before it is delivered.
 */
export function postMail(
  access: GraphAccess,
  { subject, text, to, replyTo }: GraphMail,
): Promise<GraphAnswer<unknown>> {
  const message = {
    subject,
    body: { contentType: 'Text', content: text },
    toRecipients: to.map(toRecipient),
    ...(replyTo && { replyTo: [toRecipient(replyTo)] }),
    // Exchange sends no out-of-office notes in answer.
    internetMessageHeaders: [{ name: 'X-Auto-Response-Suppress', value: 'All' }],
  };
  return ask(access, { path: '/me/sendMail', schema: z.unknown(), posts: { message, saveToSentItems: false } });
}
