import { z } from 'zod';
import { ACCOUNT_TYPES } from '#lib/account-types';
import { uniqueKeySchema } from '#lib/catalogue/schema';
import { PERMISSION_TYPES } from '#lib/catalogue/types';
import { CLOUDS } from '#lib/clouds';
import { isGuid } from '#lib/guid';
import { isInheritedName } from '#lib/json';
import { originList } from './origins.ts';

const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/**
 * `new` is the path of the page for a new integration, a path cannot consist of dots, and inherited names are not
 * allowed in JSON.
 */
const isReservedKey = (key: string) => ['new', '.', '..'].includes(key) || isInheritedName(key);

export const uniqueKey = z
  .string('Give the integration a key.')
  .trim()
  .pipe(uniqueKeySchema)
  .refine((key) => !isReservedKey(key), 'This key is kept for a page of its own. Choose a different one.');

export const displayName = z
  .string('Give the integration a name.')
  .trim()
  .min(1, 'Give the integration a name.')
  .max(100, 'A name has at most 100 characters.')
  .regex(/^\P{Cc}*$/u, 'A name holds no line breaks or control characters.');

const cloud = z.enum(CLOUDS, 'Choose a cloud.');
export const permissionType = z.enum(PERMISSION_TYPES, 'Choose delegated or application permissions.');
export const accountTypes = z.enum(ACCOUNT_TYPES, 'Choose which accounts may connect.');

export const tenantId = z
  .string()
  .trim()
  .refine(
    (value) => value === '' || isGuid(value) || domain.test(value),
    'A tenant is named by its ID (a GUID) or by one of its domains, such as contoso.onmicrosoft.com.',
  )
  .transform((value) => value || null);

export const clientId = z
  .string('Paste the Application (client) ID.')
  .trim()
  .min(1, 'Paste the Application (client) ID.')
  .max(255, 'A client ID has at most 255 characters.')
  .regex(/^[\x21-\x7e]*$/, 'A client ID holds no spaces.');

export const clientSecret = z
  .string('Paste the value of the client secret.')
  .trim()
  .min(1, 'Paste the value of the client secret.')
  .max(1000, 'A client secret has at most 1000 characters.')
  .regex(/^[\x20-\x7e]*$/, 'A client secret holds plain characters only. Copy it again from the portal.')
  .refine(
    (value) => !isGuid(value),
    'This is the Secret ID, not the secret. Copy the column "Value" instead; the portal shows it only right after the secret was made.',
  );

export const secretExpiresAt = z
  .union([z.date(), z.iso.date(), z.iso.datetime({ offset: true }), z.literal('')], 'Enter the expiry as a date.')
  .nullish()
  .transform((value) => (value ? new Date(value) : null))
  .refine(
    (value) => value === null || value.getTime() > Date.now() - 86_400_000,
    'This date has passed. Microsoft refuses an expired secret; make a new one in the portal.',
  );

/**
 * Addresses of resources that differ per customer, by the resource's id in the catalogue. They use https and have no
 * trailing slash.
 */
export const resourceUrlsSchema = z.record(
  z.string().max(100),
  z
    .string()
    .trim()
    // Accepts a bare host name, because people often copy only that.
    .transform((address) => (/^[a-z]+:/i.test(address) ? address : `https://${address}`))
    .pipe(z.url({ protocol: /^https$/, error: 'Enter an https address, such as https://contoso.crm.dynamics.com.' }))
    .transform((url) => new URL(url).origin),
);

const scope = z
  .string()
  .trim()
  .min(1)
  .max(255, 'A permission has at most 255 characters.')
  .regex(/^[0-9a-zA-Z:/_.*-]+$/, 'A permission holds letters, digits and : / _ . * - only.');

/** Distinct names in the given order. */
export const scopeList = z
  .array(scope)
  .max(100, 'At most 100 permissions can be asked for.')
  .transform((names) => [...new Set(names)]);

export const presetList = z
  .array(z.string().max(100))
  .max(50)
  .transform((names) => [...new Set(names)]);

/** The fields of an integration, without the rules that involve several of them. */
export const settings = z.object({
  uniqueKey,
  displayName,
  provider: z.string('Choose a product.'),
  cloud: cloud.default('global'),
  permissionType: permissionType.default('delegated'),
  accountTypes,
  tenantId: tenantId.nullish().transform((tenant) => tenant ?? null),
  clientId,
  homeTenantId: tenantId.nullish().transform((tenant) => tenant ?? null),
  /** For application permissions: whether the admin of a tenant also signs in, on links that name the tenant. */
  adminSignIn: z.boolean().default(true),
  resourceUrls: resourceUrlsSchema.default({}),
  presets: presetList.default([]),
  scopes: scopeList.default([]),
  exactScopes: scopeList.default([]),
  allowedOrigins: originList.default([]),
});

/** All settings of an integration without its secret. */
export type IntegrationSettings = z.output<typeof settings>;

/** The settings that can be changed later. Cloud and provider cannot. */
export type IntegrationPatch = Partial<Omit<IntegrationSettings, 'cloud' | 'provider'>>;
