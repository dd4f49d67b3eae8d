import type { AccountTypes } from '#lib/account-types';
import type { CloudId } from '#lib/clouds';
import type { Resource } from './resources.ts';

/** Every sign-in asks for these, whatever an integration chose; `offline_access` is what brings a refresh token. */
export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

/**
 * How an integration's app works: `delegated` for a person who signed in, or as an `application` in a whole tenant with
 * nobody signed in.
 */
export const PERMISSION_TYPES = ['delegated', 'application'] as const;
export type PermissionType = (typeof PERMISSION_TYPES)[number];

/** One delegated permission, or one application permission, whose `id` is that of its app role. */
export type Scope = {
  name: string;
  /** The permission's GUID in its resource, for registration scripts and manifests. */
  id: string;
  resource: Resource;
  /** GUID of the application permission of the same name, where there is one. */
  appRoleId?: string;
  product: string;
  /** What it allows, worded for an operator. */
  line: string;
  /** What it allows, worded for the person who consents. */
  endUserLine: string;
  /** Microsoft itself lets only an admin grant it. */
  adminConsent: boolean;
  /** Of use for a personal Microsoft account. */
  personalAccounts: boolean;
  /** The user consent policy that Microsoft manages, the default of new tenants, leaves it to admins. */
  blockedByManagedPolicy: boolean;
  /** Narrower permissions of the same resource that this one includes; theirs are included too. */
  covers: readonly string[];
};

type PresetScopes = { resource: Resource; scopes: readonly string[] };

/** A named bundle of permissions. */
export type Preset = {
  id: string;
  title: string;
  /** What the product will be able to do. */
  description: string;
  scopes: readonly PresetScopes[];
  adminUsuallyNeeded: boolean;
  why?: string;
  personalAccounts: boolean;
};

/** The shelves products are sorted into, in their order. */
export const PROVIDER_GROUPS = ['files', 'mail', 'teamwork', 'business', 'directory'] as const;
export type ProviderGroup = (typeof PROVIDER_GROUPS)[number];

/** A product template. */
export type Provider = {
  id: string;
  displayName: string;
  description: string;
  group: ProviderGroup;
  /** Shown in the API's answers and matched by the product search. */
  categories: readonly string[];
  accountTypes: readonly AccountTypes[];
  presets: readonly Preset[];
  defaultPreset: string;
  /** Presets of application permissions, the narrowest first; without any, the product has no use for them. */
  applicationPresets?: readonly Preset[];
  /** Preselected in place of `defaultPreset` when only personal accounts connect. */
  personalPreset?: string;
  docs: readonly { label: string; href: string }[];
};

/** What an integration asks for; an integration row fits as it is. */
export type ScopeChoice = {
  provider: string;
  /** `delegated` when absent. */
  permissionType?: PermissionType;
  presets: readonly string[];
  scopes: readonly string[];
  /** When not empty, exactly these are asked and presets and single scopes do not count. */
  exactScopes?: readonly string[];
};

/** Names per resource, without OIDC scopes; the others in the order of RESOURCES, and only those asked. */
export type RequestedScopes = {
  graph: string[];
  /** Bare names; a permission the catalogue does not know keeps the SharePoint host it was given with. */
  sharepoint: string[];
  /** Bare names. */
  others: { resource: Resource; scopes: string[] }[];
};

export type ScopeDifference = { missing: string[]; extra: string[] };

/** The part of an integration that decides what its app registration must look like. */
export type RegistrationChoice = ScopeChoice & {
  accountTypes: AccountTypes;
  redirectUri: string;
  cloud: CloudId;
  /** Once known, links lead to the pages of this very app. */
  clientId?: string;
};

/** How the app will prove itself to Microsoft. */
export const CREDENTIAL_KINDS = ['client_secret', 'certificate', 'federated'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** One step of registering an app at Microsoft, filled in for one integration. */
export type RegistrationStep = {
  id: string;
  title: string;
  /** Paragraphs. */
  body: string[];
  /** Exact values to carry over. */
  copy?: { label: string; value: string }[];
  links?: { label: string; href: string }[];
  optional: boolean;
};
