import { ACCOUNT_TYPES, type AccountTypes, DEFAULT_ACCOUNT_TYPES } from '#lib/account-types';
import { fittingAccountTypes, offeredAccountTypes, offersApplication } from '#lib/catalogue/availability';
import { RESOURCES } from '#lib/catalogue/resources';
import { defaultPresets, describeScope } from '#lib/catalogue/schema';
import { parseScope } from '#lib/catalogue/scope-names';
import { PERMISSION_TYPES, type PermissionType } from '#lib/catalogue/types';
import { CLOUDS, type CloudId, isSandbox } from '#lib/clouds';
import { type IntegrationDetail, integrationWithoutSecretSchema, newIntegrationSchema } from '#lib/integrations/schema';

/** What an operator typed and ticked in the form, without the secret. */
export type IntegrationValues = {
  provider: string;
  permissionType: PermissionType;
  presets: string[];
  scopes: string[];
  /** Permissions that are not in the catalogue, separated by spaces. */
  otherScopes: string;
  /** Addresses of resources that differ per customer, as typed, by resource id. */
  resourceUrls: Record<string, string>;
  accountTypes: AccountTypes;
  cloud: CloudId;
  tenantId: string;
  clientId: string;
  homeTenantId: string;
  /** `yyyy-mm-dd` or empty. */
  secretExpiresAt: string;
  displayName: string;
  uniqueKey: string;
};

export type AccessValues = Pick<IntegrationValues, 'presets' | 'scopes' | 'otherScopes' | 'resourceUrls'> & {
  isExact: boolean;
};

export type SettingsValues = Pick<
  IntegrationValues,
  'displayName' | 'uniqueKey' | 'accountTypes' | 'tenantId' | 'clientId' | 'homeTenantId'
> & { adminSignIn: boolean };

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

function readPermissionType(value: string): PermissionType {
  return PERMISSION_TYPES.find((type) => type === value) ?? 'delegated';
}

function readCloud(value: string): CloudId {
  return CLOUDS.find((cloud) => cloud === value) ?? 'global';
}

/**
 * Required fields that are missing in the form: who may connect, and the tenant if only one may. Without them the
 * default would be stored, which allows more accounts.
 */
export function missingFields(form: FormData): Record<string, string[]> | undefined {
  const accountTypes = ACCOUNT_TYPES.find((types) => types === form.get('accountTypes'));
  if (!accountTypes) return { accountTypes: ['Choose which accounts may connect.'] };
  if (accountTypes === 'single-tenant' && !form.has('tenantId')) return { tenantId: ['Enter the tenant.'] };
  return undefined;
}

/** The name of the field for a resource's address. */
export const resourceUrlField = (resource: string) => `resourceUrls.${resource}`;

/** The addresses that the form has fields for. */
function readResourceUrls(form: FormData): Record<string, string> {
  const sent = RESOURCES.filter(({ id }) => form.has(resourceUrlField(id)));
  return Object.fromEntries(sent.map(({ id }) => [id, text(form, resourceUrlField(id))]));
}

/** The addresses that were filled in. */
function filledIn(resourceUrls: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(resourceUrls).filter(([, url]) => url.trim() !== ''));
}

/** Reads what was sent with the form for a new integration, except its secret. */
export function readIntegrationForm(form: FormData): IntegrationValues {
  return {
    provider: text(form, 'provider'),
    permissionType: readPermissionType(text(form, 'permissionType')),
    presets: texts(form, 'presets'),
    scopes: texts(form, 'scopes'),
    otherScopes: text(form, 'otherScopes'),
    resourceUrls: readResourceUrls(form),
    accountTypes: readAccountTypes(text(form, 'accountTypes')),
    cloud: readCloud(text(form, 'cloud')),
    tenantId: text(form, 'tenantId'),
    clientId: text(form, 'clientId'),
    homeTenantId: text(form, 'homeTenantId'),
    secretExpiresAt: text(form, 'secretExpiresAt'),
    displayName: text(form, 'displayName'),
    uniqueKey: text(form, 'uniqueKey'),
  };
}

/** Whether admins of tenants sign in too. A form that does not ask this, because people sign in anyway, says yes. */
export function readAdminSignIn(form: FormData): boolean {
  return !form.has('asksAdminSignIn') || form.has('adminSignIn');
}

/** Reads the secret as typed; it is never sent back to the browser. */
export function readSecret(form: FormData): string {
  return text(form, 'clientSecret');
}

/** The form's values as input for the integration schema. */
export function integrationInput({ otherScopes, resourceUrls, ...values }: IntegrationValues, clientSecret: string) {
  const urls = filledIn(resourceUrls);
  return { ...values, resourceUrls: urls, scopes: [...values.scopes, ...words(otherScopes)], clientSecret };
}

/** Validates the form. `noSecret` says that another kind of credential is added afterwards. */
export function parseNewIntegration(form: FormData) {
  const input = integrationInput(readIntegrationForm(form), readSecret(form));
  return form.has('noSecret') ? integrationWithoutSecretSchema.safeParse(input) : newIntegrationSchema.safeParse(input);
}

/** Whether to use the sandbox's own app, because the cloud is the sandbox's and nothing was pasted. */
export function wantsSandboxApp(form: FormData): boolean {
  const { cloud, clientId } = readIntegrationForm(form);
  return isSandbox(cloud) && clientId.trim() === '' && readSecret(form) === '' && !form.has('noSecret');
}

const leastSecret = 30;

/** A doubt about the secret as it was pasted. Not an error: Microsoft decides how long its secrets are. */
export function secretDoubt(form: FormData): string | undefined {
  const { length } = readSecret(form).trim();
  if (length === 0 || length >= leastSecret || form.has('noSecret') || isSandbox(readIntegrationForm(form).cloud))
    return undefined;
  return `A secret's Value has about 40 characters; this has ${length}. Copy it again, or press Continue once more to go on with it.`;
}

type PastedApp = { clientId: string; clientSecret: string; tenantId: string | null };

/** The form as if the sandbox's own app had been pasted into it. */
export function pasteApp(form: FormData, { clientId, clientSecret, tenantId }: PastedApp): void {
  form.set('clientId', clientId);
  form.set('clientSecret', clientSecret);
  if (tenantId && text(form, 'homeTenantId') === '') form.set('homeTenantId', tenantId);
}

/** The access form as sent; nothing is checked yet. */
export function readAccessForm(form: FormData): AccessValues {
  return {
    presets: texts(form, 'presets'),
    scopes: texts(form, 'scopes'),
    otherScopes: text(form, 'otherScopes'),
    resourceUrls: readResourceUrls(form),
    isExact: form.has('exact'),
  };
}

/**
 * The access form's values as a patch. With an exact list the presets stay unchanged, so that the operator can return
 * to them.
 */
export function accessPatch({ presets, scopes, otherScopes, resourceUrls, isExact }: AccessValues) {
  const single = [...scopes, ...words(otherScopes)];
  // Addresses without a field in the form stay unchanged.
  const urls = Object.keys(resourceUrls).length > 0 ? { resourceUrls: filledIn(resourceUrls) } : {};
  return isExact ? { exactScopes: single, ...urls } : { exactScopes: [], presets, scopes: single, ...urls };
}

type Access = Pick<IntegrationDetail, 'presets' | 'scopes' | 'exactScopes' | 'resourceUrls'>;

/** The initial values of the access form. */
export function accessValues({ presets, scopes, exactScopes, resourceUrls }: Access): AccessValues {
  const isExact = exactScopes.length > 0;
  const single = isExact ? exactScopes : scopes;
  const parsed = single.map((scope) => ({ scope, ...parseScope(scope) }));
  const listed = parsed.flatMap(({ known, name }) => (known ? [name] : []));
  const others = parsed.flatMap(({ known, scope }) => (known ? [] : [scope]));
  return { presets, scopes: [...new Set(listed)], otherScopes: others.join(' '), resourceUrls, isExact };
}

/** The initial values of the settings form. */
export function settingsValues(integration: IntegrationDetail): SettingsValues {
  const { displayName, uniqueKey, accountTypes, tenantId, clientId, homeTenantId, adminSignIn } = integration;
  const app = { accountTypes, tenantId: tenantId ?? '', clientId, homeTenantId: homeTenantId ?? '' };
  return { displayName, uniqueKey, ...app, adminSignIn };
}

type SingleScopes = Pick<AccessValues, 'scopes' | 'otherScopes'>;

/** The form's values with these permissions ticked, or written where the catalogue does not list them. */
export function withScopes<T extends SingleScopes>(values: T, added: readonly string[], type: PermissionType): T {
  const named = added.map((scope) => ({ ...parseScope(scope), isListed: describeScope(scope, type) !== undefined }));
  const listed = named.flatMap(({ name, isListed }) => (isListed ? [name] : []));
  const others = named.flatMap(({ name, isListed }) => (isListed ? [] : [name]));
  return {
    ...values,
    scopes: [...new Set([...values.scopes, ...listed])],
    otherScopes: [...new Set([...words(values.otherScopes), ...others])].join(' '),
  };
}

/** An unused key: the base itself, or the base with the first free number. */
export function suggestKey(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** The initial values of the form for a new integration. Its name is that of the operator's product, where known. */
export function initialValues(provider: string, taken: readonly string[], displayName = ''): IntegrationValues {
  const cloud = 'global';
  const accountTypes = fittingAccountTypes(provider, cloud, { wanted: DEFAULT_ACCOUNT_TYPES });
  return {
    provider,
    permissionType: 'delegated',
    presets: defaultPresets(provider, accountTypes),
    scopes: [],
    otherScopes: '',
    resourceUrls: {},
    accountTypes,
    cloud,
    tenantId: '',
    clientId: '',
    homeTenantId: '',
    secretExpiresAt: '',
    displayName,
    uniqueKey: suggestKey(provider, taken),
  };
}

/**
 * The form's values after another provider was chosen: its default preset, its account types and a cloud that it
 * supports, and a new key unless one was typed.
 */
export function withProvider(values: IntegrationValues, provider: string, taken: readonly string[]): IntegrationValues {
  const isThere = offeredAccountTypes(provider, values.cloud).length > 0;
  const cloud = isThere ? values.cloud : 'global';
  const permissionType = offersApplication(provider) ? values.permissionType : 'delegated';
  const accountTypes = fittingAccountTypes(provider, cloud, { wanted: values.accountTypes, permissionType });
  const isSuggested = values.uniqueKey === suggestKey(values.provider, taken);
  return {
    ...values,
    provider,
    permissionType,
    cloud,
    accountTypes,
    presets: defaultPresets(provider, accountTypes, permissionType),
    uniqueKey: isSuggested ? suggestKey(provider, taken) : values.uniqueKey,
  };
}

/** The form's values after another cloud was chosen: account types that exist there. */
export function withCloud(values: IntegrationValues, cloud: CloudId): IntegrationValues {
  const { provider, permissionType } = values;
  const accountTypes = fittingAccountTypes(provider, cloud, { wanted: values.accountTypes, permissionType });
  return { ...withAccountTypes(values, accountTypes), cloud };
}

/** The form's values after other account types were chosen: presets change only if they are still the default ones. */
export function withAccountTypes(values: IntegrationValues, accountTypes: AccountTypes): IntegrationValues {
  const { provider, permissionType } = values;
  const isDefault = values.presets.join() === defaultPresets(provider, values.accountTypes, permissionType).join();
  const presets = isDefault ? defaultPresets(provider, accountTypes, permissionType) : values.presets;
  return { ...values, accountTypes, presets };
}

/** What follows from choosing the other kind of permissions: its default preset, no single ones, accounts that have it. */
export function withPermissionType(values: IntegrationValues, permissionType: PermissionType): IntegrationValues {
  const { provider, cloud } = values;
  const accountTypes = fittingAccountTypes(provider, cloud, { wanted: values.accountTypes, permissionType });
  const presets = defaultPresets(provider, accountTypes, permissionType);
  return { ...values, permissionType, accountTypes, presets, scopes: [], otherScopes: '' };
}
