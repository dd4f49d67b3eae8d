import { networkOf } from '#lib/client-address';
import { hashToken, isSameHash, newToken } from '#lib/ids';
import { consume, giveBack, RateLimitError } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { OperatorError } from './errors.ts';

declare global {
  var latchkeySetupTokenHash: Buffer | undefined;
}

/** A new one-time set-up token of 256 bits, to be shown in the terminal only. An earlier one stops working. */
export function issueSetupToken(): string {
  const token = newToken();
  globalThis.latchkeySetupTokenHash = hashToken(token);
  return token;
}

/**
 * Checks the current set-up token.
 * @throws OperatorError `setup_token_wrong`, also when none was issued; RateLimitError after ten attempts.
 */
export async function checkSetupToken({ token, address }: { token: string; address: string }): Promise<void> {
  const key = networkOf(address);
  await consume('set-up', key).catch((error: unknown) => {
    if (error instanceof RateLimitError) noteRefusal({ action: 'sign-in.locked-out', way: 'set-up', address });
    throw error;
  });
  const expected = globalThis.latchkeySetupTokenHash;
  if (!expected || !isSameHash(hashToken(token), expected)) {
    noteRefusal({ action: 'sign-in.failed', way: 'set-up', address });
    throw new OperatorError('setup_token_wrong');
  }
  await giveBack('set-up', key);
}

/** Invalidates the current set-up token. */
export function forgetSetupToken(): void {
  globalThis.latchkeySetupTokenHash = undefined;
}
