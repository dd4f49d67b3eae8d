import type { Settings } from '#lib/env';
import { isSetUp, seedOwner } from '#lib/operators/set-up';
import { issueSetupToken } from '#lib/operators/setup-token';

/** Makes the first owner where the settings name one, and says how to sign in. */
export async function signInHint({ publicUrl, operatorEmail, operatorPassword }: Settings): Promise<string> {
  if (operatorEmail && operatorPassword) await seedOwner(operatorEmail, operatorPassword);
  if (await isSetUp()) return `${publicUrl}/sign-in${operatorEmail ? ` as ${operatorEmail}` : ''}`;
  return `${publicUrl}/set-up with this one-time token: ${issueSetupToken()}`;
}
