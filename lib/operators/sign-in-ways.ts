import { arePasswordsOn } from './password-switch.ts';
import { isEntraOn } from './sign-in-settings.ts';

/** How operators may come in just now. */
export type SignInWays = { password: boolean; entra: boolean };

/** Asks the settings anew: an owner can change them at any time. */
export async function readSignInWays(): Promise<SignInWays> {
  const [password, entra] = await Promise.all([arePasswordsOn(), isEntraOn()]);
  return { password, entra };
}
