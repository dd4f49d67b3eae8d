import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { readSetting, saveSetting } from '#lib/settings';

const passwordKey = 'password_sign_in';

/** Whether operators may sign in with a password; they may unless an owner switched it off. */
export async function arePasswordsOn(tx: Transaction = db()): Promise<boolean> {
  return (await readSetting(passwordKey, tx)) !== 'off';
}

/** Writes the switch inside the caller's transaction, with its audit row. */
export async function setPasswords(tx: Transaction, to: 'on' | 'off', by: Actor): Promise<void> {
  await saveSetting(passwordKey, to, tx);
  await audit(tx, { actor: by, action: `sign-in.passwords-${to}`, subject: 'settings' });
}

/** Lets passwords in again; also for the console, when nobody can sign in otherwise. */
export async function allowPasswords(by: Actor): Promise<void> {
  if (await arePasswordsOn()) return;
  await db().$transaction((tx) => setPasswords(tx, 'on', by));
}
