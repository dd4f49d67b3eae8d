import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { cloudTitle } from '#lib/clouds';
import { db } from '#lib/db';
import { explain } from '#lib/microsoft/aadsts';
import { type Application, authorityExists, readApplication } from '#lib/microsoft/app-directory';
import { authorityOf } from '#lib/microsoft/client';
import { refusesCredential } from '#lib/microsoft/client-credential';
import { CloudUnavailable } from '#lib/microsoft/clouds';
import { MicrosoftError } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { UnknownKeyError, VaultError } from '#lib/vault';
import { checkAudience, checkPermissions, checkRedirect } from './application-checks.ts';
import { listStoredCredentials } from './credential-store.ts';
import { credentialRefusal } from './credential-watch.ts';
import { IntegrationError } from './errors.ts';
import { saveGraphExpiry } from './expiry.ts';
import { clearBroken, graphAppToken, homeTenantOf, readRegistration, redirectUri } from './registration.ts';
import { credentialName, type Registration } from './schema.ts';
import { findBasis, saveVerification } from './store.ts';
import { type Check, type Verification, verdictOf } from './verification.ts';

type Answer = Omit<Check, 'id' | 'title'>;

const notReached = 'Microsoft was not reached.';

/** An answer that does not come from Microsoft proves neither success nor failure. */
function unclear(status = 0): Answer {
  const message = `The answer (HTTP ${status}) says nothing about this, or is not Microsoft's.`;
  const fix = 'Verify again. Should it stay so, see whether something in between, a proxy, answers in its place.';
  return { outcome: 'skipped', message, fix };
}

/** Describes a failed call. */
function failed(error: unknown): Answer {
  if (error instanceof CloudUnavailable) return { outcome: 'failed', message: error.message };
  if (error instanceof HttpFailure)
    return {
      outcome: 'failed',
      message: error.message,
      fix: 'See that this server may reach Microsoft, then verify again.',
      unreached: true,
    };
  if (!(error instanceof MicrosoftError)) throw error;
  const { aadsts, oauthError, suberror, status } = error.facts;
  if (error.cause instanceof HttpFailure) return failed(error.cause);
  if (!aadsts && !oauthError) return unclear(status);
  const { meaning, operator } = explain(aadsts, oauthError, { suberror });
  const code = aadsts ? `AADSTS${aadsts}` : (oauthError ?? `http_${status ?? 0}`);
  return { outcome: 'failed', message: meaning, fix: operator, code };
}

const named = (id: string, title: string, answer: Answer): Check => ({ id, title, ...answer });

/** Whether the sign-in servers answer and know the tenants that the integration accepts. */
async function checkAuthority(registration: Registration): Promise<Check> {
  const authority = authorityOf(registration);
  const cloud = cloudTitle(registration.cloud);
  const check = (answer: Answer) => named('authority', 'Sign-in address', answer);
  try {
    if (await authorityExists(registration.cloud, authority))
      return check({ outcome: 'ok', message: `${cloud} answers, and people sign in at "${authority}".` });
    return check({
      outcome: 'failed',
      message: `${cloud} answers, but knows no tenant "${authority}" (AADSTS90002).`,
      fix: 'Check the tenant under Settings and the cloud: a tenant belongs to exactly one.',
      code: 'AADSTS90002',
    });
  } catch (error) {
    return check(failed(error));
  }
}

const homeFix =
  'Give the home tenant under Settings: the Directory (tenant) ID on the Overview page of the app registration. Latchkey then signs in there as the app itself, without any user.';

async function checkHome(registration: Registration, home: string | null): Promise<Check> {
  const check = (answer: Answer) => named('home-tenant', 'Home tenant', answer);
  if (!home) {
    const message = 'Where the app is registered is not known, so neither client ID nor credentials can be tried.';
    return check({ outcome: 'skipped', message, fix: homeFix });
  }
  try {
    if (await authorityExists(registration.cloud, home)) return check({ outcome: 'ok', message: `${home} exists.` });
    const message = `There is no tenant "${home}" in this cloud (AADSTS90002).`;
    return check({ outcome: 'failed', message, fix: 'Correct the home tenant under Settings.', code: 'AADSTS90002' });
  } catch (error) {
    return check(failed(error));
  }
}

type Probe = { check: Check; accessToken?: string; refusal?: MicrosoftError };

/** Signs in as the app with the only credential in this registration. */
async function probe(registration: Registration, home: string, check: (answer: Answer) => Check): Promise<Probe> {
  try {
    return {
      check: check({ outcome: 'ok', message: 'Microsoft accepts it.' }),
      accessToken: await graphAppToken(registration, home),
    };
  } catch (error) {
    if (!(error instanceof MicrosoftError)) return { check: check(failed(error)) };
    if (!refusesCredential(error)) return { check: check(failed(error)), refusal: error };
    return { check: check({ outcome: 'failed', ...credentialRefusal(error) }), refusal: error };
  }
}

/** If Microsoft's answer is about the credential, it has recognized the client ID. */
function checkClient({ clientId }: Registration, probes: readonly Probe[]): Check {
  const check = (answer: Answer) => named('client-id', 'Client ID', answer);
  const isKnown = probes.some(
    ({ accessToken, refusal }) => accessToken || (refusal?.facts.aadsts && refusesCredential(refusal)),
  );
  if (isKnown) return check({ outcome: 'ok', message: `Microsoft knows ${clientId} in the home tenant.` });
  const refusal = probes.find((one) => one.refusal?.closes === 'tenant')?.refusal;
  if (refusal) return check(failed(refusal));
  if (probes.some(({ check: { unreached } }) => unreached)) return check({ outcome: 'skipped', message: notReached });
  return check({ outcome: 'skipped', message: 'It could not be tried; see the other results.' });
}

async function probeAll(registration: Registration, home: string): Promise<Probe[]> {
  const names = new Map((await listStoredCredentials(registration.id)).map((one) => [one.id, credentialName(one)]));
  const probes: Probe[] = [];
  for (const credential of registration.credentials) {
    const check = (answer: Answer) =>
      named(`credential:${credential.id}`, `The ${names.get(credential.id) ?? 'credential'}`, answer);
    probes.push(await probe({ ...registration, credentials: [credential] }, home, check));
  }
  return probes;
}

/** The single check that replaces those of the registration when it cannot be read. */
const unread = (answer: Answer): Check[] => [
  named('registration', 'Permissions, redirect URI and account types', answer),
];

const readFix =
  'Optional: add the application permission Application.Read.All (Microsoft Graph) to the registration and grant admin consent in its home tenant. Latchkey then reads the registration, and when its secrets end.';

function applicationChecks(application: Application, registration: Registration): Check[] {
  return [
    named('permissions', 'Permissions', checkPermissions(application, registration)),
    named('redirect-uri', 'Redirect URI', checkRedirect(application, redirectUri())),
    named('account-types', 'Account types', checkAudience(application, registration)),
  ];
}

/** Checks the registration's own data, if the app may read it. */
async function checkRegistration(registration: Registration, accessToken: string | undefined): Promise<Check[]> {
  if (!accessToken)
    return unread({ outcome: 'skipped', message: 'This is read as the app itself, which could not sign in.' });
  try {
    const { cloud, clientId, id } = registration;
    const application = await readApplication({ cloud, accessToken }, clientId);
    if (application === 'forbidden')
      return unread({ outcome: 'skipped', message: 'The app may not read its own registration.', fix: readFix });
    if (application === 'missing') {
      const message = 'The app is not registered in this tenant, only present there.';
      return unread({ outcome: 'warning', message, fix: 'Give the tenant in which it is registered as home tenant.' });
    }
    await saveGraphExpiry(id, application);
    return applicationChecks(application, registration);
  } catch (error) {
    return unread({ ...failed(error), outcome: 'skipped' });
  }
}

/** All checks that need a sign-in as the app. */
async function checkApp(registration: Registration, home: string): Promise<Check[]> {
  const probes = await probeAll(registration, home);
  const accessToken = probes.find((one) => one.accessToken)?.accessToken;
  if (accessToken) await clearBroken(registration.id);
  return [
    checkClient(registration, probes),
    ...probes.map(({ check }) => check),
    ...(await checkRegistration(registration, accessToken)),
  ];
}

/** The checks that are not tried because one before them did not succeed. */
function untried(message: string): Check[] {
  const skipped = { outcome: 'skipped', message } as const;
  return [named('client-id', 'Client ID', skipped), named('credentials', 'Credentials', skipped), ...unread(skipped)];
}

async function runChecks(registration: Registration): Promise<Check[]> {
  const home = homeTenantOf(registration);
  const [authority, tenant] = await Promise.all([checkAuthority(registration), checkHome(registration, home)]);
  if (home && authority.unreached && tenant.unreached) {
    // One cause is told once.
    return [
      authority,
      named('home-tenant', 'Home tenant', { outcome: 'skipped', message: notReached }),
      ...untried(notReached),
    ];
  }
  if (!home || tenant.outcome !== 'ok')
    return [authority, tenant, ...untried(tenant.unreached ? notReached : 'This needs the home tenant.')];
  return [authority, tenant, ...(await checkApp(registration, home))];
}

/** All checks, or the one that says why no others are possible. */
async function checksOf(id: string): Promise<Check[]> {
  try {
    return await runChecks(await readRegistration(id));
  } catch (error) {
    if (error instanceof IntegrationError && error.code === 'no_client_id')
      return [named('client-id', 'Client ID', { outcome: 'failed', message: error.message })];
    if (error instanceof UnknownKeyError)
      return [named('credentials', 'Credentials', { outcome: 'skipped', message: error.message })];
    const isOurs = error instanceof VaultError || (error instanceof IntegrationError && error.code === 'no_secret');
    if (!isOurs) throw error;
    const fix = 'Add a credential on the Credentials tab.';
    return [named('credentials', 'Credentials', { outcome: 'failed', message: error.message, fix })];
  }
}

/**
 * Verifies as much of an integration as is possible without a user, and stores the result. Waits for Microsoft, at most
 * 20 seconds for each of a handful of calls.
 * @throws IntegrationError `not_found`
 */
export async function verifyIntegration(id: string, by: Actor): Promise<Verification> {
  const basis = (await findBasis(id)) ?? '';
  const checks = await checksOf(id);
  const verification = { at: new Date().toISOString(), checks, basis };
  await db().$transaction(async (tx) => {
    const saved = await saveVerification(tx, id, verification);
    if (!saved) throw new IntegrationError('not_found');
    const count = checks.filter(({ outcome }) => outcome === 'failed').length;
    const subject = `integration:${saved.uniqueKey}`;
    await audit(tx, {
      actor: by,
      action: 'integration.verified',
      subject,
      detail: { failed: count, verdict: verdictOf(verification) },
    });
  });
  return verification;
}
