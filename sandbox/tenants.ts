import type { CloudName } from './clouds.ts';
import type { TenantPolicy } from './state.ts';

export interface Tenant {
  tid: string;
  name: string;
  displayName: string;
  domain: string;
  /** Who may consent to permissions that are not admin-typed, until the control API sets another policy. */
  userConsent: TenantPolicy['userConsent'];
  /** Whether people may send their administrators a request for permissions they cannot consent to. */
  consentRequests?: boolean;
  /** By default the worldwide cloud. */
  cloud?: CloudName;
}

/** The tenant id that all personal Microsoft accounts share. */
export const PERSONAL_TID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const CONTOSO: Tenant = {
  tid: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01',
  name: 'contoso',
  displayName: 'Contoso',
  domain: 'contoso.sandbox',
  userConsent: 'everyone',
};

export const FABRIKAM: Tenant = {
  tid: 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02',
  name: 'fabrikam',
  displayName: 'Fabrikam',
  domain: 'fabrikam.sandbox',
  userConsent: 'admins-only',
};

/** Microsoft decides what its people may consent to: the default of new tenants. */
export const NORTHWIND: Tenant = {
  tid: 'c3d91e57-2b48-4a6f-b1d0-64e8f2a7bc03',
  name: 'northwind',
  displayName: 'Northwind',
  domain: 'northwind.sandbox',
  userConsent: 'microsoft-managed',
};

/** Its people ask their administrator inside the sign-in (the admin consent workflow). */
export const ADATUM: Tenant = {
  tid: 'd81f6c24-5e97-4b03-8a3c-19b7e0d4af04',
  name: 'adatum',
  displayName: 'Adatum',
  domain: 'adatum.sandbox',
  userConsent: 'admins-only',
  consentRequests: true,
};

// One tenant in each national cloud, where no personal accounts exist.

export const CONTOSO_GOV: Tenant = {
  tid: '6c1f5e2a-9b47-4d83-8e10-7a2c4f6b8d03',
  name: 'contoso-gov',
  displayName: 'Contoso Government',
  domain: 'contoso-gov.sandbox',
  userConsent: 'everyone',
  cloud: 'us-gov',
};

export const CONTOSO_DOD: Tenant = {
  tid: '7d2a6f3b-0c58-4e94-9f21-8b3d5a7c9e04',
  name: 'contoso-dod',
  displayName: 'Contoso Defense',
  domain: 'contoso-dod.sandbox',
  userConsent: 'everyone',
  cloud: 'us-gov-dod',
};

export const CONTOSO_CN: Tenant = {
  tid: '8e3b7a4c-1d69-4fa5-8032-9c4e6b8d0f05',
  name: 'contoso-cn',
  displayName: 'Contoso China',
  domain: 'contoso-cn.sandbox',
  userConsent: 'everyone',
  cloud: 'china',
};

export const tenants: readonly Tenant[] = [CONTOSO, FABRIKAM, NORTHWIND, ADATUM, CONTOSO_GOV, CONTOSO_DOD, CONTOSO_CN];

/** Finds a tenant by its id or its domain. */
export function findTenant(tidOrDomain: string): Tenant | undefined {
  const wanted = tidOrDomain.toLowerCase();
  return tenants.find((tenant) => tenant.tid === wanted || tenant.domain === wanted);
}
