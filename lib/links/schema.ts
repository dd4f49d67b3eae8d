import { z } from 'zod';
import { isGuid } from '#lib/guid';

const linkKinds = ['connect', 'reauthorize', 'admin_consent', 'site_grant'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** The state of a link, as stored. */
const linkStatuses = ['open', 'opened', 'at_microsoft', 'awaiting_admin', 'approved', 'connected', 'revoked'] as const;
export type LinkStatus = (typeof linkStatuses)[number];

/** The state of a link, as shown: `expired` follows from the time. */
export const linkStates = [...linkStatuses, 'expired'] as const;
export type LinkState = (typeof linkStates)[number];

/** The state of a link at `now`. */
export function linkState(
  link: { status: LinkStatus; expiresAt: Date; consumedAt: Date | null },
  now = new Date(),
): LinkState {
  const isOver = link.consumedAt !== null || link.status === 'revoked';
  return !isOver && link.expiresAt < now ? 'expired' : link.status;
}

/** A reauthorize link that can still be used. */
export type OpenReauthorizeLink = { id: string; createdAt: Date; openedAt: Date | null; expiresAt: Date };

const stuckMilliseconds = 3 * 60 * 1000;

/** Whether a browser went to Microsoft so long ago that it may be stuck there. */
export function isStuckAtMicrosoft(link: { status: string; startedAt: Date | null }, now = Date.now()): boolean {
  return (
    link.status === 'at_microsoft' && link.startedAt !== null && now - link.startedAt.getTime() > stuckMilliseconds
  );
}

const outcomeCodes = [
  'connected',
  'cancelled',
  'declined',
  'wrong_account',
  'new_account',
  'admin_needed',
  'admin_consented',
  'approval_pending',
  'admin_declined',
  'microsoft_error',
  'start_again',
  'id_token_refused',
  'clock_off',
  'keys_unavailable',
  'tenant_connected',
  'tenant_pending',
  'wrong_tenant',
  'not_admin',
  'role_unknown',
  'sites_found',
  'sites_refused',
] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

const adminNeededCodes = new Set([90093, 90094, 90095, 90099, 900941, 900981]);

/** Whether this code of Microsoft's says that only an admin may approve. */
export const isAdminNeeded = (aadsts = 0): boolean => adminNeededCodes.has(aadsts);

/** What can be wrong with an ID token, which is then refused. */
const idTokenFaults = ['missing', 'signature', 'issuer', 'audience', 'nonce', 'claims', 'times'] as const;
export type IdTokenFault = (typeof idTokenFaults)[number];

const outcomeSite = z.object({
  id: z.string(),
  name: z.string(),
  webUrl: z.string(),
  /** What the app may do there; null: nothing. */
  role: z.string().nullable(),
});
/** A SharePoint site that an admin looked for or released. */
export type OutcomeSite = z.infer<typeof outcomeSite>;

/** What happened last on a link. `message` is for the end user, `operatorMessage` for the dashboard. */
export const outcomeSchema = z.object({
  code: z.enum(outcomeCodes),
  message: z.string(),
  operatorMessage: z.string(),
  /** What the operator can do about it. */
  fix: z.string().optional(),
  aadsts: z.int().optional(),
  /** The OAuth `error`, where Microsoft refused. */
  oauthError: z.string().optional(),
  traceId: z.string().optional(),
  correlationId: z.string().optional(),
  /** What was wrong with the ID token that Microsoft sent. */
  idTokenFault: z.enum(idTokenFaults).optional(),
  /** By how many minutes the server's clock is ahead of Microsoft's. Negative if it is behind. */
  clockMinutes: z.int().optional(),
  /** User name that signed in. */
  account: z.string().optional(),
  /** What was expected instead: a user name, an address or a tenant. */
  expected: z.string().optional(),
  /** ISO 8601; when an admin of this link's own tenant approved. Without it, an approval may be another tenant's. */
  approvedAt: z.string().optional(),
  /** Conditional Access claims that the next sign-in must carry. */
  claims: z.string().max(5_000).optional(),
  /** The SharePoint sites that an admin looked for or released. */
  sites: z.array(outcomeSite).optional(),
  /** What the admin has just changed, by the sites' names. */
  changed: z.object({ action: z.enum(['grant', 'revoke']), names: z.array(z.string()) }).optional(),
  /** Names and addresses for which the search found no site. */
  unfound: z.array(z.string()).optional(),
  /** ISO 8601 */
  at: z.string(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** The languages of the connect page (BCP 47). If a link names none, the page follows the browser. */
export const linkLanguages = ['en', 'de', 'fr', 'es', 'ja'] as const;
export type LinkLanguage = (typeof linkLanguages)[number];
export const linkLanguageSchema = z.enum(linkLanguages, 'Choose one of the languages listed.');

export const linkLife = { min: 300, max: 30 * 86_400, default: 86_400, page: 3_600 } as const;

const text = (name: string, max = 255) => z.string().trim().max(max, `${name} has at most ${max} characters.`);
const filled = (name: string, max?: number) => text(name, max).min(1, `${name} is empty.`);

export const endUserSchema = z.object({
  id: filled('The id').optional(),
  email: filled('The e-mail address').optional(),
  display_name: filled('The name').optional(),
  tags: z.record(z.string().max(64), z.string().max(255)).optional(),
});
/** Who a link is for, in the operator's own terms. */
export type EndUser = z.infer<typeof endUserSchema>;

const maxTags = 10;

const tagKey = z
  .string()
  .max(64, 'A tag has at most 64 characters.')
  .regex(/^[a-zA-Z][a-zA-Z0-9_\-./]*$/, 'A tag starts with a letter and holds letters, digits and _ - . / only.')
  .toLowerCase();

/** Labels that the operator's product stores with a connection. Their names are converted to lower case. */
export const tagsSchema = z
  .record(tagKey, z.string().max(255, "A tag's value has at most 255 characters."))
  .refine((tags) => Object.keys(tags).length <= maxTags, `A link has at most ${maxTags} tags.`);
export type Tags = z.infer<typeof tagsSchema>;

const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A tenant as a link names it: its id, or one of its domains in lower case. */
export const expectedTenant = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (value) => isGuid(value) || domain.test(value),
    'A tenant is named by its id (a GUID) or one of its domains, such as contoso.com.',
  );

const lifeSeconds = z
  .int('The life is a whole number of seconds.')
  .min(linkLife.min, 'A link lives at least 5 minutes.')
  .max(linkLife.max, 'A link lives at most 30 days.');

const jsonObject = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= 16_384, 'connection_config may hold at most 16 KB.');

/** Initial `connection_config` of connections made with a link, by the integration's unique key. */
export const configDefaultsSchema = z.record(
  z.string(),
  z.strictObject({
    user_scopes: z.string().max(4_096).optional(),
    authorization_params: z.record(z.string().max(64), z.string().max(1_024)).optional(),
    connection_config: jsonObject.optional(),
  }),
);
export type ConfigDefaults = z.infer<typeof configDefaultsSchema>;

/** What the connect page shows in place of its defaults, by the integration's unique key. */
export const overridesSchema = z.record(z.string(), z.strictObject({ docs_connect: z.string().max(2_048).optional() }));
export type Overrides = z.infer<typeof overridesSchema>;

/** What a connect link is made from. */
export const newLinkSchema = z.object({
  /** Ids or unique keys; the end user chooses when there are several. Empty: all integrations. */
  integrations: z.array(z.string().min(1).max(255)).max(100, 'A link offers at most 100 integrations.').default([]),
  endUser: endUserSchema.optional(),
  tags: tagsSchema.default({}),
  /** Seconds */
  life: lifeSeconds.default(linkLife.default),
  /** Only accounts of this tenant may connect. */
  expectedTenant: expectedTenant.optional(),
  configDefaults: configDefaultsSchema.default({}),
  overrides: overridesSchema.default({}),
  /** Replaces the installation's webhook address for connections made with the link. */
  webhookUrlOverride: z.string().max(2_048).optional(),
  /** Absent: the browser's. */
  language: linkLanguageSchema.optional(),
  /**
   * For application permissions: the admin signs in after the consent, so that it is known who it was. Absent: as the
   * integrations say, for a link that names its tenant.
   */
  adminSignIn: z.boolean().optional(),
  /** Only the account with this user name may connect. */
  expectedEmail: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email('Enter an e-mail address such as name@example.com.'))
    .optional(),
});
export type NewLink = z.input<typeof newLinkSchema>;

/** Most reauthorize links made by one press. */
export const maxLinksAtOnce = 500;

export const adminLinkLife = 7 * 86_400;

/** The input for an admin-consent link, on which an admin approves before anybody connects. */
export const newAdminLinkSchema = z.object({
  /** Id or unique key. */
  integration: filled('The integration'),
  /** Absent: whichever tenant the admin signs in to. */
  tenant: expectedTenant.optional(),
  /** Empty: all that the integration asks. */
  presets: z.array(z.string().min(1).max(64)).max(50).default([]),
  life: lifeSeconds.default(adminLinkLife),
  language: linkLanguageSchema.optional(),
});
export type NewAdminLink = z.input<typeof newAdminLinkSchema>;

/** What every link has: whom it is for, and what may be connected with it. */
type LinkTerms = {
  id: string;
  kind: LinkKind;
  /** Empty: all integrations. */
  integrationIds: string[];
  connectionId: string | null;
  parentId: string | null;
  endUser: EndUser | null;
  tags: Tags;
  expectedTenant: string | null;
  expectedEmail: string | null;
  /** For admin_consent without a parent: the presets asked for; empty: all that the integration asks. */
  presets: string[];
  expiresAt: Date;
};

/** A link as lists show it; without its token. */
export type LinkRow = LinkTerms & {
  state: LinkState;
  /** Null: the browser's. */
  language: LinkLanguage | null;
  outcome: Outcome | null;
  /** Name of the account of `connectionId`; null without one, or once it is deleted. */
  account: string | null;
  /** Whether an admin opens it, because everything on offer is for whole tenants. */
  isForAdmin: boolean;
  createdAt: Date;
  createdBy: string | null;
  openedAt: Date | null;
  startedAt: Date | null;
  consumedAt: Date | null;
};

/** A link that was just made, with its URL and its token in plain text. */
export type MadeLink = { id: string; url: string; token: string; expiresAt: Date };

/** Why a link cannot be used. */
export type ClosedReason = 'expired' | 'used' | 'revoked' | 'unknown' | 'integration_deleted';

/** A link that can still be used; `integrationIds` are those that still exist, in the order offered. */
export type OpenLink = LinkTerms & {
  status: LinkStatus;
  /** Null: the browser's. */
  language: LinkLanguage | null;
  /** For application permissions: the admin signs in after the consent. */
  adminSignIn: boolean;
  /** While `status` is approved: whether this person's own admin approved, or perhaps that of another tenant. */
  approval: 'own' | 'perhaps' | null;
  startedAt: Date | null;
};

/** The facts about a link that a sign-in at Microsoft needs. */
export type LinkForAttempt = LinkTerms & {
  status: LinkStatus;
  /** For application permissions: the admin signs in after the consent. */
  adminSignIn: boolean;
  configDefaults: ConfigDefaults;
  webhookUrlOverride: string | null;
  /** What happened last on it. */
  outcome: Outcome | null;
  consumedAt: Date | null;
  token: string;
};
