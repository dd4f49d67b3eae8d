import { CLOUDS, type CloudId } from '#lib/clouds';
import { findProvider } from '#lib/integrations/catalogue/providers';
import {
  ACCOUNT_TYPES,
  type AccountTypes,
  DEFAULT_ACCOUNT_TYPES,
  defaultPresets,
  describeScope,
} from '#lib/integrations/catalogue/schema';

/** What an operator typed and ticked, as the form holds it; never the secret. */
export type IntegrationValues = {
  provider: string;
  presets: string[];
  scopes: string[];
  /** Permissions that are not in the catalogue, separated by spaces. */
  otherScopes: string;
  accountTypes: AccountTypes;
  cloud: CloudId;
  tenantId: string;
  clientId: string;
  /** `yyyy-mm-dd` or empty. */
  secretExpiresAt: string;
  displayName: string;
  uniqueKey: string;
};

export type AccessValues = Pick<IntegrationValues, 'presets' | 'scopes' | 'otherScopes'> & { isExact: boolean };

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

function words(value: string): string[] {
  return value.split(/[\s,]+/).filter(Boolean);
}

function readAccountTypes(value: string): AccountTypes {
  return ACCOUNT_TYPES.find((types) => types === value) ?? DEFAULT_ACCOUNT_TYPES;
}

function readCloud(value: string): CloudId {
  return CLOUDS.find((cloud) => cloud === value) ?? 'global';
}

/** What the form for a new integration was sent with; its secret is read apart. */
export function readIntegrationForm(form: FormData): IntegrationValues {
  return {
    provider: text(form, 'provider'),
    presets: texts(form, 'presets'),
    scopes: texts(form, 'scopes'),
    otherScopes: text(form, 'otherScopes'),
    accountTypes: readAccountTypes(text(form, 'accountTypes')),
    cloud: readCloud(text(form, 'cloud')),
    tenantId: text(form, 'tenantId'),
    clientId: text(form, 'clientId'),
    secretExpiresAt: text(form, 'secretExpiresAt'),
    displayName: text(form, 'displayName'),
    uniqueKey: text(form, 'uniqueKey'),
  };
}

/** The secret as typed; it is handed to the server and nowhere echoed. */
export function readSecret(form: FormData): string {
  return text(form, 'clientSecret');
}

/** The form's values as the integration schema takes them. */
export function integrationInput({ otherScopes, ...values }: IntegrationValues, clientSecret: string) {
  return { ...values, scopes: [...values.scopes, ...words(otherScopes)], clientSecret };
}

/** What the access form was sent with. */
export function readAccessForm(form: FormData): AccessValues {
  return {
    presets: texts(form, 'presets'),
    scopes: texts(form, 'scopes'),
    otherScopes: text(form, 'otherScopes'),
    isExact: form.has('exact'),
  };
}

/** The access form's values as a patch: an exact list leaves the presets as they were, for going back to them. */
export function accessPatch({ presets, scopes, otherScopes, isExact }: AccessValues) {
  const single = [...scopes, ...words(otherScopes)];
  return isExact ? { exactScopes: single } : { exactScopes: [], presets, scopes: single };
}

type Access = { presets: string[]; scopes: string[]; exactScopes: string[] };

/** The values the access form starts with. */
export function accessValues({ presets, scopes, exactScopes }: Access): AccessValues {
  const isExact = exactScopes.length > 0;
  const single = isExact ? exactScopes : scopes;
  const listed = single.filter((scope) => describeScope(scope)?.name === scope);
  const others = single.filter((scope) => !listed.includes(scope));
  return { presets, scopes: listed, otherScopes: others.join(' '), isExact };
}

/** A key nobody has yet: the base itself, or with the first free number. */
export function suggestKey(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The name and key proposed for a provider. */
export function suggestName(provider: string, taken: readonly string[]) {
  const displayName = findProvider(provider)?.displayName.replace(' (blank)', '') ?? 'Microsoft';
  return { displayName, uniqueKey: suggestKey(provider, taken) };
}

/** The values the form for a new integration starts with. */
export function initialValues(provider: string, taken: readonly string[]): IntegrationValues {
  return {
    provider,
    presets: defaultPresets(provider, DEFAULT_ACCOUNT_TYPES),
    scopes: [],
    otherScopes: '',
    accountTypes: DEFAULT_ACCOUNT_TYPES,
    cloud: 'global',
    tenantId: '',
    clientId: '',
    secretExpiresAt: '',
    ...suggestName(provider, taken),
  };
}

/** What follows from choosing another provider: its default preset, and a name and key that nobody typed. */
export function withProvider(values: IntegrationValues, provider: string, taken: readonly string[]): IntegrationValues {
  const allowed = findProvider(provider)?.accountTypes ?? ACCOUNT_TYPES;
  const accountTypes = allowed.includes(values.accountTypes) ? values.accountTypes : DEFAULT_ACCOUNT_TYPES;
  const before = suggestName(values.provider, taken);
  const after = suggestName(provider, taken);
  return {
    ...values,
    provider,
    accountTypes,
    presets: defaultPresets(provider, accountTypes),
    displayName: values.displayName === before.displayName ? after.displayName : values.displayName,
    uniqueKey: values.uniqueKey === before.uniqueKey ? after.uniqueKey : values.uniqueKey,
  };
}

/** What follows from choosing other accounts: an untouched default preset follows, a choice stays. */
export function withAccountTypes(values: IntegrationValues, accountTypes: AccountTypes): IntegrationValues {
  const isDefault = values.presets.join() === defaultPresets(values.provider, values.accountTypes).join();
  const presets = isDefault ? defaultPresets(values.provider, accountTypes) : values.presets;
  return { ...values, accountTypes, presets };
}
