import { type Settings, SettingsError } from '#lib/env';
import { WeakPasswordError } from '#lib/operators/errors';
import { isSetUp, seedOwner } from '#lib/operators/set-up';
import { issueSetupToken } from '#lib/operators/setup-token';

async function seed(email: string, password: string): Promise<void> {
  try {
    await seedOwner(email, password);
  } catch (error) {
    if (error instanceof WeakPasswordError) throw new SettingsError([`OPERATOR_PASSWORD: ${error.message}`]);
    throw error;
  }
}

/** Makes the first owner where the settings name one, and says how to sign in. @throws SettingsError */
export async function signInHint({ publicUrl, operatorEmail, operatorPassword }: Settings): Promise<string> {
  if (operatorEmail && operatorPassword) await seed(operatorEmail, operatorPassword);
  if (await isSetUp()) return `${publicUrl}/sign-in${operatorEmail ? ` as ${operatorEmail}` : ''}`;
  return `${publicUrl}/set-up with this one-time token: ${issueSetupToken()}`;
}
