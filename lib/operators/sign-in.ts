import { audit } from '#lib/audit/audit';
import { operatorActor } from '#lib/audit/schema';
import { networkOf } from '#lib/client-address';
import { db } from '#lib/db';
import { hashToken } from '#lib/ids';
import { consume, giveBack, type Limit, RateLimitError } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { OperatorError } from './errors.ts';
import { matchesPassword } from './password.ts';
import type { Confirmation, Operator, SignedIn, SignInMethod } from './schema.ts';
import { isFreshSession, updateConfirmed } from './session-store.ts';
import { arePasswordsOn, isEntraOn } from './sign-in-settings.ts';
import { findMember, findPasswordHash, type SessionOperator, updateLastSignIn } from './store.ts';

type Known = NonNullable<Awaited<ReturnType<typeof findPasswordHash>>>;

type Budget = { limit: Limit; key: string };
type Attempt = { email: string; address: string; device: string | undefined; way: string; account: string | undefined };

const hashed = (text: string) => hashToken(text).toString('base64url');

/** A browser known to be this operator's has its own attempts, which nobody elsewhere can use up. */
function budgetsOf({ email, address, device }: Attempt): Budget[] {
  if (device) return [{ limit: 'sign-in-device', key: hashed(`${email} ${device}`) }];
  const network = networkOf(address);
  return [
    { limit: 'sign-in-address', key: network },
    { limit: 'sign-in', key: hashed(`${email} ${network}`) },
    { limit: 'sign-in-account', key: hashed(email) },
  ];
}

/**
 * Counts the attempt before checking it, so that parallel guesses are limited too. A successful attempt is given back.
 */
async function withinLimits(attempt: Attempt, judge: () => Promise<Known | undefined>): Promise<Known | undefined> {
  const budgets = budgetsOf(attempt);
  const { way, account, address } = attempt;
  try {
    for (const { limit, key } of budgets) await consume(limit, key);
  } catch (error) {
    if (error instanceof RateLimitError) noteRefusal({ action: 'sign-in.locked-out', way, account, address });
    throw error;
  }
  const known = await judge();
  if (!known) noteRefusal({ action: 'sign-in.failed', way, account, address });
  if (known) await Promise.all(budgets.map(({ limit, key }) => giveBack(limit, key)));
  return known;
}

/**
 * Checks an operator's e-mail address (in any case) and password. `address` is the caller's network address, `device`
 * the browser, if it is known.
 * @throws OperatorError `credentials_wrong`, the same for every reason, or `password_off`; RateLimitError.
 */
export async function verifyPassword(
  attempt: { email: string; password: string },
  address: string,
  device?: { id: string; operators: string[] },
): Promise<SessionOperator> {
  if (!(await arePasswordsOn())) throw new OperatorError('password_off');
  const email = attempt.email.trim().toLowerCase();
  const found = await findPasswordHash({ email });
  const knownDevice = found && device?.operators.includes(found.id) ? device.id : undefined;
  const known = await withinLimits(
    { email, address, device: knownDevice, way: 'password', account: found?.email },
    async () => {
      return (await matchesPassword(attempt.password, found?.passwordHash)) ? found : undefined;
    },
  );
  if (!known) throw new OperatorError('credentials_wrong');
  const { passwordHash: _, ...operator } = known;
  await recordSignIn(operator, 'password');
  return operator;
}

/** Records that an operator has just signed in. */
export async function recordSignIn(operator: Operator, method: SignInMethod): Promise<void> {
  await db().$transaction(async (tx) => {
    await updateLastSignIn(tx, operator.id);
    const actor = operatorActor(operator);
    await audit(tx, { actor, action: 'operator.signed-in', subject: actor, detail: { method } });
  });
}

type ConfirmingOperator = Operator & Partial<Pick<SignedIn, 'sessionId'>>;

/** An operator without a password is confirmed if they signed in at Microsoft within the last ten minutes. */
async function confirmWithoutPassword({ id, sessionId }: ConfirmingOperator): Promise<boolean> {
  const member = await findMember(id);
  if (!member || member.hasPassword) return false;
  if (sessionId && (await isFreshSession({ id: sessionId, operatorId: id }))) return true;
  throw new OperatorError('no_password');
}

/**
 * Checks the password of a signed-in operator again, before something is revealed or changed.
 * @throws OperatorError `password_wrong`, or `no_password` for somebody who has none and signed in too long ago;
 * RateLimitError.
 */
export async function confirmPassword(
  { operator, password }: { operator: ConfirmingOperator; password: string },
  address: string,
): Promise<void> {
  if (await confirmWithoutPassword(operator)) return;
  const known = await withinLimits(
    { email: operator.email, address, device: operator.sessionId, way: 'confirmation', account: operator.email },
    async () => {
      const found = await findPasswordHash({ id: operator.id });
      return (await matchesPassword(password, found?.passwordHash)) ? found : undefined;
    },
  );
  if (!known) throw new OperatorError('password_wrong');
}

/** Whether an operator proved their identity within the last `proofMinutes`, by signing in or confirming. */
export function isConfirmed({ id, sessionId }: SignedIn): Promise<boolean> {
  return isFreshSession({ id: sessionId, operatorId: id });
}

/** How an operator can confirm their identity. */
export async function readConfirmWays(id: string): Promise<Confirmation> {
  const [member, entraOn] = await Promise.all([findMember(id), isEntraOn()]);
  return { password: member?.hasPassword ?? false, microsoft: entraOn && (member?.hasEntra ?? false) };
}

/**
 * Accepts an operator's password as proof of their identity, for the next `proofMinutes` of their session.
 * @throws OperatorError `password_wrong`, `no_password`; RateLimitError
 */
export async function confirmAgain(
  { operator, password }: { operator: SignedIn; password: string },
  address: string,
): Promise<void> {
  await confirmPassword({ operator, password }, address);
  await updateConfirmed({ id: operator.sessionId, operatorId: operator.id });
}
