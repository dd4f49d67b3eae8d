import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import { type Actor, operatorActor } from '#lib/audit/schema';
import { CLOUDS, type CloudId, isSandbox } from '#lib/clouds';
import { db, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import { readSetting, saveSetting } from '#lib/settings';
import { open, seal } from '#lib/vault';
import { type EntraInput, type EntraSettings, type EntraTest, entraTestSchema } from './entra-schema.ts';
import { OperatorError } from './errors.ts';
import type { Operator } from './schema.ts';
import { findMember, lockOperators } from './store.ts';

const entraKey = 'entra_sign_in';

const stored = z.object({
  isOn: z.boolean(),
  cloud: z.enum(CLOUDS),
  tenant: z.string(),
  clientId: z.string(),
  sealedSecret: z.string(),
  test: entraTestSchema.nullable().catch(null),
});

type StoredEntra = {
  isOn: boolean;
  cloud: CloudId;
  tenant: string;
  clientId: string;
  sealedSecret: string;
  test: EntraTest | null;
};

async function findEntra(tx: Transaction = db()): Promise<StoredEntra | undefined> {
  return stored.safeParse(await readSetting(entraKey, tx)).data;
}

function saveEntra(tx: Transaction, value: StoredEntra): Promise<void> {
  return saveSetting(entraKey, value, tx);
}

const passwordKey = 'password_sign_in';
const place = { table: 'setting', row: 'entra_sign_in', column: 'sealed_secret' };

/** The settings without their secret; undefined if there are none. */
export async function readEntraSettings(): Promise<EntraSettings | undefined> {
  const found = await findEntra();
  if (!found) return undefined;
  const { sealedSecret, ...settings } = found;
  return { ...settings, hasSecret: sealedSecret !== '' };
}

/** Whether the sign-in page offers Microsoft. */
export async function isEntraOn(): Promise<boolean> {
  return (await findEntra())?.isOn === true;
}

/** Whether operators may sign in with a password. They may, unless an owner has switched it off. */
export async function arePasswordsOn(tx: Transaction = db()): Promise<boolean> {
  return (await readSetting(passwordKey, tx)) !== 'off';
}

/** The ways in which operators can sign in at the moment. */
export type SignInWays = { password: boolean; entra: boolean };

/** Reads the settings each time, because an owner can change them at any moment. */
export async function readSignInWays(): Promise<SignInWays> {
  const [password, entra] = await Promise.all([arePasswordsOn(), isEntraOn()]);
  return { password, entra };
}

/** The address that Microsoft returns operators to. It must be registered as a redirect URI of the platform Web. */
export function entraRedirectUri(): string {
  return `${env().publicUrl}/api/auth/callback/entra`;
}

/** Everything a sign-in needs, with the secret decrypted. */
export type EntraClient = { isOn: boolean; wellKnown: string; clientId: string; clientSecret: string };

/**
 * The app registration for signing in, read each time because it can change at any moment.
 * @throws OperatorError `entra_incomplete`; VaultError; CloudUnavailable
 */
export async function readEntraClient(): Promise<EntraClient> {
  const found = await findEntra();
  if (!found?.sealedSecret) throw new OperatorError('entra_incomplete');
  const { isOn, cloud, tenant, clientId, sealedSecret } = found;
  const wellKnown = `${findCloud(cloud).loginUrl}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`;
  return { isOn, wellKnown, clientId, clientSecret: open(sealedSecret, place) };
}

/**
 * Replaces a domain by the tenant's id: if the domain moves to another tenant later, that must not change who can sign
 * in.
 */
async function tenantIdOf(cloud: CloudId, tenant: string): Promise<string> {
  if (isSandbox(cloud) && !env().sandboxLoginUrl) throw new OperatorError('sandbox_off');
  const id = await findTenantId(findCloud(cloud), tenant).catch((cause: unknown) => {
    throw new OperatorError('microsoft_away', { cause });
  });
  if (!id) throw new OperatorError('tenant_unknown');
  return id;
}

/**
 * Stores the app registration that operators sign in with. It stays switched on or off, and an earlier test result is
 * deleted.
 * @throws OperatorError `entra_incomplete` without any secret, `tenant_unknown`, `microsoft_away`, `sandbox_off`
 */
export async function saveEntraSettings(input: EntraInput, by: Operator): Promise<void> {
  const { cloud, clientId, clientSecret } = input;
  const tenant = await tenantIdOf(cloud, input.tenant);
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const before = await findEntra(tx);
    const sealedSecret = clientSecret ? seal(clientSecret, place) : before?.sealedSecret;
    if (!sealedSecret) throw new OperatorError('entra_incomplete');
    await saveEntra(tx, { isOn: before?.isOn ?? false, cloud, tenant, clientId, sealedSecret, test: null });
    const detail = { cloud, tenant, clientId, secret: clientSecret ? 'replaced' : 'kept' };
    await audit(tx, { actor: operatorActor(by), action: 'sign-in.entra-changed', subject: 'settings', detail });
  });
}

/**
 * Shows or hides Microsoft on the sign-in page.
 * @throws OperatorError `entra_incomplete`; `entra_needed` while passwords are switched off
 */
export async function switchEntra(to: 'on' | 'off', by: Operator): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const found = await findEntra(tx);
    if (!found) throw new OperatorError('entra_incomplete');
    if (to === 'off' && !(await arePasswordsOn(tx))) throw new OperatorError('entra_needed');
    await saveEntra(tx, { ...found, isOn: to === 'on' });
    await audit(tx, { actor: operatorActor(by), action: `sign-in.entra-${to}`, subject: 'settings' });
  });
}

async function setPasswords(tx: Transaction, to: 'on' | 'off', by: Actor): Promise<void> {
  await saveSetting(passwordKey, to, tx);
  await audit(tx, { actor: by, action: `sign-in.passwords-${to}`, subject: 'settings' });
}

/**
 * Switches signing in with passwords on or off. Only an owner who can sign in with Microsoft can switch it off.
 * @throws OperatorError `entra_off`, `entra_not_yours`
 */
export async function switchPasswords(to: 'on' | 'off', by: Operator): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    if (to === 'off' && !(await findEntra(tx))?.isOn) throw new OperatorError('entra_off');
    if (to === 'off' && !(await findMember(by.id, tx))?.hasEntra) throw new OperatorError('entra_not_yours');
    await setPasswords(tx, to, operatorActor(by));
  });
}

/** Allows passwords again. Also used by the console command for when nobody can sign in otherwise. */
export async function allowPasswords(by: Actor): Promise<void> {
  if (await arePasswordsOn()) return;
  await db().$transaction((tx) => setPasswords(tx, 'on', by));
}

/** Stores the result of a sign-in that was made to test the settings. */
export async function recordEntraTest(test: Omit<EntraTest, 'at'>): Promise<void> {
  await db().$transaction(async (tx) => {
    const found = await findEntra(tx);
    if (found) await saveEntra(tx, { ...found, test: { ...test, at: new Date().toISOString() } });
  });
}

/** Whether this installation has a sandbox. */
export function isSandboxHere(): boolean {
  return env().sandboxLoginUrl !== undefined;
}
