import type { AccountTypes } from '#lib/account-types';
import type { CloudId } from '#lib/clouds';
import type { Cloud as StoredCloud } from '#prisma/enums';

// Prisma names enum members without hyphens; everybody else uses the wire's words.

export const storedTypes = {
  'single-tenant': 'single_tenant',
  organizations: 'organizations',
  'organizations-and-personal': 'organizations_and_personal',
  personal: 'personal',
} as const;

export const wireTypes = {
  single_tenant: 'single-tenant',
  organizations: 'organizations',
  organizations_and_personal: 'organizations-and-personal',
  personal: 'personal',
} as const satisfies Record<(typeof storedTypes)[AccountTypes], AccountTypes>;

export const storedClouds = {
  global: 'global',
  'us-gov': 'us_gov',
  'us-gov-dod': 'us_gov_dod',
  china: 'china',
  sandbox: 'sandbox',
  'sandbox-us-gov': 'sandbox_us_gov',
  'sandbox-us-gov-dod': 'sandbox_us_gov_dod',
  'sandbox-china': 'sandbox_china',
} as const satisfies Record<CloudId, StoredCloud>;

export const wireClouds = {
  global: 'global',
  us_gov: 'us-gov',
  us_gov_dod: 'us-gov-dod',
  china: 'china',
  sandbox: 'sandbox',
  sandbox_us_gov: 'sandbox-us-gov',
  sandbox_us_gov_dod: 'sandbox-us-gov-dod',
  sandbox_china: 'sandbox-china',
} as const satisfies Record<StoredCloud, CloudId>;
