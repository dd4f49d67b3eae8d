import { z } from 'zod';
import { log } from '#lib/log';
import { confirmWithEntra, connectEntra, signInWithEntra } from '#lib/operators/entra';
import { type EntraProblem, problemOf, problemQuery } from '#lib/operators/entra-problems';
import type { EntraIdentity } from '#lib/operators/entra-schema';
import { acceptWithEntra } from '#lib/operators/invitations';
import { recordEntraTest } from '#lib/operators/sign-in-settings';
import { findOperator } from './session.ts';
import type { Purpose } from './trip.ts';

/** The result of a sign-in at Microsoft: the operator to sign in, or the path of a page that shows the outcome. */
export type Arrival = { operator: { id: string; sessionVersion: number } } | { path: string };

export type Problem = { why: EntraProblem; aadsts?: number | undefined };

/** The page where an operator confirms their identity before going on to `then`. */
export const confirmPath = (then: string) => `/settings/confirm?${new URLSearchParams({ then })}`;

/**
 * The page that shows a problem, which is the one the person came from. The result of a test is stored with the
 * settings.
 */
export async function pathOfProblem(purpose: Purpose, { why, aadsts }: Problem): Promise<string> {
  const query = problemQuery(why, aadsts);
  if (purpose.kind === 'sign-in') return `/sign-in/refused?${query}`;
  if (purpose.kind === 'invitation') return `/invitation/${purpose.token}?${query}`;
  if (purpose.kind === 'connect') return `/settings/account?${query}`;
  if (purpose.kind === 'confirm') return `${confirmPath(purpose.returnTo)}&${query}`;
  await recordEntraTest({ outcome: 'failed', problem: why, ...(aadsts !== undefined && { aadsts }) });
  return '/settings/sign-in';
}

const claims = z.object({
  iss: z.string(),
  tid: z.guid(),
  oid: z.guid(),
  preferred_username: z.string().catch(''),
  name: z.string().catch(''),
});

/**
 * Reads the ID token's claims.
 * @throws ZodError when a claim is missing that every ID token of this tenant has.
 */
function readIdentity(profile: unknown): EntraIdentity {
  const { iss, tid, oid, preferred_username: username, name } = claims.parse(profile);
  // The issuer has been checked against the tenant's metadata. `tid` must name the same tenant.
  if (!iss.includes(tid)) throw new Error('The ID token was issued by another tenant than it names.');
  return { tid: tid.toLowerCase(), oid: oid.toLowerCase(), username, name: (name || username).slice(0, 100) };
}

async function applyIdentity(purpose: Purpose, identity: EntraIdentity): Promise<Arrival> {
  if (purpose.kind === 'sign-in') return { operator: await signInWithEntra(identity) };
  if (purpose.kind === 'invitation') {
    const { tid, oid } = identity;
    const name = identity.name || 'Operator';
    return { operator: await acceptWithEntra(purpose.token, { name, entra: { tid, oid } }) };
  }
  const operator = await findOperator();
  if (operator?.sessionId !== purpose.sessionId) return { path: `/sign-in/refused?${problemQuery('other_session')}` };
  if (purpose.kind === 'test') {
    await recordEntraTest({ outcome: 'ok', account: identity.username });
    return { path: '/settings/sign-in' };
  }
  if (purpose.kind === 'confirm') {
    await confirmWithEntra(operator, identity);
    return { path: purpose.returnTo };
  }
  await connectEntra(operator, identity);
  return { path: '/settings/account?connected=1' };
}

/** Decides what a verified ID token leads to. Never throws, because next-auth would write the error into a URL. */
export async function arrive(purpose: Purpose, profile: unknown): Promise<Arrival> {
  try {
    return await applyIdentity(purpose, readIdentity(profile));
  } catch (error) {
    const why = problemOf(error);
    if (!why) log().error({ error }, 'a sign-in with Microsoft could not be finished');
    return { path: await pathOfProblem(purpose, { why: why ?? 'refused' }) };
  }
}
