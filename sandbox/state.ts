import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { CLOUD_NAMES } from './clouds.ts';
import { certificate, federatedCredential, secret } from './entra/credential-shapes.ts';

export const accountTypes = z.enum(['single-tenant', 'organizations', 'organizations-and-personal', 'personal']);

const app = z.object({
  clientId: z.string(),
  name: z.string(),
  accountTypes,
  tenantId: z.string(),
  redirectUris: z.array(z.string()),
  rotation: z.enum(['lenient', 'strict']),
  /** Delegated permissions of the registration: what `.default` asks for when nothing is granted yet. */
  permissions: z.array(z.string()),
  secrets: z.array(secret),
  /** The only cloud that the app exists in. */
  cloud: z.enum(CLOUD_NAMES).default('global'),
  /** A public client without credentials, like a native app. */
  isPublic: z.boolean().default(false),
  certificates: z.array(certificate).default([]),
  federated: z.array(federatedCredential).default([]),
  /** Registered application permissions, in the same format as the delegated ones. */
  appPermissions: z.array(z.string()).default([]),
  /** Registered permissions whose ids the sandbox does not know. */
  otherAccess: z.array(z.object({ resourceAppId: z.string(), id: z.string(), type: z.string() })).default([]),
  createdAt: z.number().default(0),
  /** Its ID tokens list the person's directory roles (`groupMembershipClaims` with DirectoryRole). */
  directoryRoles: z.boolean().default(false),
});

export const revocation = z.enum([
  'password_reset',
  'admin_revoked',
  'inactive',
  'sign_in_frequency',
  'account_disabled',
  'consent_removed',
  'reused',
]);

const grant = z.object({
  id: z.string(),
  clientId: z.string(),
  oid: z.string(),
  /** The scopes of the authorization request, as consent keys. */
  scope: z.string(),
  createdAt: z.number(),
  usedAt: z.number(),
  /** The number of the newest refresh token. Only used by apps with strict rotation. */
  serial: z.number(),
  revoked: z.object({ reason: revocation, at: z.number() }).optional(),
  /** Ids of the access policies that the sign-in satisfied. */
  satisfied: z.array(z.string()).default([]),
});

export const tenantPolicy = z.object({
  /** Who may consent to permissions that are not admin-typed, and to which. */
  userConsent: z.enum(['everyone', 'microsoft-managed', 'low-impact', 'admins-only']),
  /** Whether people may send their administrators a request for permissions they cannot consent to. */
  consentRequests: z.boolean(),
});

export const accessPolicy = z.object({
  id: z.string(),
  /** `new-token`: a token request that brings the claims is enough. */
  require: z.enum(['mfa', 'mfa-setup', 'block', 'block-refresh', 'new-token']),
  /** `always`: every sign-in includes the step. `claims`: only a sign-in with the claims of the refusal does. */
  asks: z.enum(['always', 'claims']),
  /** Only tokens for this resource are refused; by default all. */
  resource: z.enum(['graph', 'sharepoint']).optional(),
  /**
   * Checked by Graph and SharePoint at every call (continuous access evaluation), and by Entra only when a token request
   * brings the claims.
   */
  at: z.literal('resource').optional(),
});

const condition = z.object({
  disabled: z.boolean(),
  deleted: z.boolean(),
  locked: z.boolean(),
  unassigned: z.boolean(),
  drive: z.boolean(),
  /** Seconds after a sign-in until another one is demanded. */
  signInFrequency: z.number().nullable(),
  policy: accessPolicy.nullable(),
});

/** How a tenant's SharePoint addresses differ from its name. */
const sharePoint = z.object({
  /** The tenant's name in its host names since it was renamed. */
  name: z.string().optional(),
  /** Names of its additional geographies: `contosoeur`. */
  geos: z.array(z.string()).optional(),
  /** The status with which Graph refuses to name the root site. */
  rootSite: z.number().optional(),
});

/** An app's own permission on one SharePoint site. */
const sitePermission = z.object({
  id: z.string(),
  clientId: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
});

/**
 * Mailboxes that Exchange allows an app to use, in addition to the permissions granted in Entra ("RBAC for
 * Applications").
 */
const mailboxScope = z.object({ role: z.string(), mailboxes: z.array(z.string()) });

const consentRequest = z.object({
  id: z.string(),
  clientId: z.string(),
  oid: z.string(),
  tid: z.string(),
  /** The whole `scope` of the sign-in. */
  scope: z.string(),
  reason: z.string(),
  at: z.number(),
  status: z.enum(['open', 'approved', 'denied']),
});

const state = z.object({
  version: z.literal(1),
  signingKey: z.record(z.string(), z.unknown()),
  sealKey: z.string(),
  apps: z.record(z.string(), app),
  demoApp: z.string().optional(),
  /** The demo apps of the other clouds, by cloud. */
  demoApps: z.record(z.string(), z.string()).default({}),
  /** Consent keys by `client id + oid`. */
  userConsents: z.record(z.string(), z.array(z.string())),
  /** Consent keys by `client id + tid`. */
  tenantConsents: z.record(z.string(), z.array(z.string())),
  /** Granted application permissions, as consent keys, by `client id + tid`. */
  roleConsents: z.record(z.string(), z.array(z.string())).default({}),
  /** Apps that were added to a tenant without a consent, by `client id + tid`. */
  installedApps: z.array(z.string()).default([]),
  /** Services that a tenant has no service principal of, by `tid + resource id`. */
  missingServices: z.array(z.string()).default([]),
  grants: z.record(z.string(), grant),
  /** Ids of redeemed codes and when they may be forgotten. */
  redeemed: z.record(z.string(), z.number()),
  /** Access tokens of an account with a smaller number than this are refused. */
  epochs: z.record(z.string(), z.number()),
  tokenLife: z.number().nullable(),
  /** Milliseconds that the sandbox's clock is ahead of the machine's. */
  clockAhead: z.number().default(0),
  /** Changes to a tenant's usual policy, by tid. */
  policies: z.record(z.string(), tenantPolicy.partial()).default({}),
  /** Changes to an account's usual condition, by oid. */
  conditions: z.record(z.string(), condition.partial()).default({}),
  /** Object ids of accounts that were deleted and created again under the same user name, by their first object id. */
  remade: z.record(z.string(), z.string()).default({}),
  consentRequests: z.record(z.string(), consentRequest).default({}),
  /** By tid. */
  sharePoint: z.record(z.string(), sharePoint).default({}),
  /** Apps that a tenant switched off or removed, by `client id + tid`. */
  enterpriseApps: z.record(z.string(), z.enum(['disabled', 'removed'])).default({}),
  /** For how many seconds a new service principal is not known to the token endpoint. */
  propagationSeconds: z.number().default(0),
  /** When a consent brought an app into a tenant, by `client id + tid`. */
  arrivals: z.record(z.string(), z.number()).default({}),
  /** By `tid + site id`. */
  sitePermissions: z.record(z.string(), z.array(sitePermission)).default({}),
  /** By `client id + tid`. */
  mailboxScopes: z.record(z.string(), z.array(mailboxScope)).default({}),
});

export type App = z.infer<typeof app>;
export type Grant = z.infer<typeof grant>;
export type Revocation = z.infer<typeof revocation>;
export type TenantPolicy = z.infer<typeof tenantPolicy>;
export type AccessPolicy = z.infer<typeof accessPolicy>;
export type Condition = z.infer<typeof condition>;
export type ConsentRequest = z.infer<typeof consentRequest>;
export type State = z.infer<typeof state>;

export interface Store {
  readonly state: State;
  /** Resolves when the current state is on disk. Simultaneous calls share one write. */
  save(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;

/** Opens the sandbox's state below a data folder, creating it on the first start. Throws when it cannot be read. */
export async function openStore(dataDir: string): Promise<Store> {
  const folder = join(dataDir, 'sandbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const path = join(folder, 'state.json');
  const current = (await readState(path)) ?? (await newState());
  forgetOldGrants(current);
  const save = saver(path, current);
  await save();
  return { state: current, save };
}

async function readState(path: string): Promise<State | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new Error(`The sandbox cannot read ${path}. Check who owns the file.`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    return state.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} is not a state of the sandbox. Move it away to start with a new one.`, { cause });
  }
}

async function newState(): Promise<State> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return {
    version: 1,
    signingKey: { ...jwk, kid: randomBytes(12).toString('base64url'), alg: 'RS256', use: 'sig' },
    sealKey: randomBytes(32).toString('base64url'),
    apps: {},
    userConsents: {},
    tenantConsents: {},
    demoApps: {},
    roleConsents: {},
    installedApps: [],
    missingServices: [],
    grants: {},
    redeemed: {},
    epochs: {},
    remade: {},
    tokenLife: null,
    clockAhead: 0,
    policies: {},
    conditions: {},
    consentRequests: {},
    sharePoint: {},
    enterpriseApps: {},
    propagationSeconds: 0,
    arrivals: {},
    sitePermissions: {},
    mailboxScopes: {},
  };
}

/**
 * Deletes grants 180 days after their last use. Tokens expire after 90, and until the deletion a refresh can say why a
 * grant ended.
 */
function forgetOldGrants(current: State): void {
  const now = Date.now() + current.clockAhead;
  for (const [id, entry] of Object.entries(current.grants)) {
    if (now - entry.usedAt > 180 * DAY) delete current.grants[id];
  }
  for (const [id, until] of Object.entries(current.redeemed)) {
    if (until < now) delete current.redeemed[id];
  }
}

function saver(path: string, current: State): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const write = writeState(path, current);
      // The callers of a failed write get its error. Later writes are not affected.
      running = write.catch(() => undefined);
      return write;
    });
    return next;
  };
}

async function writeState(path: string, current: State): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(current));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
