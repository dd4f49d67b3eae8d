import type { z } from 'zod';
import { adminLinkLife, linkLanguages, linkLife, type NewAdminLink, type NewLink } from '#lib/links/schema';

/** What was typed, as the form shows it again. */
export type NewLinkValues = {
  integrations: string[];
  endUserId: string;
  endUserEmail: string;
  endUserName: string;
  tags: string;
  life: string;
  expectedTenant: string;
  expectedEmail: string;
  /** Only the end user's address may connect, where one is given and no other account is named. Unticked it is `no`. */
  onlyEndUser: boolean;
  /** The customer's Dataverse environment, where an integration asks for one. */
  environmentUrl: string;
  language: string;
};

const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

export function readNewLinkForm(form: FormData): NewLinkValues {
  return {
    integrations: form.getAll('integrations').filter((value) => typeof value === 'string'),
    endUserId: textOf(form, 'endUserId'),
    endUserEmail: textOf(form, 'endUserEmail'),
    endUserName: textOf(form, 'endUserName'),
    tags: textOf(form, 'tags'),
    life: textOf(form, 'life'),
    expectedTenant: textOf(form, 'expectedTenant'),
    expectedEmail: textOf(form, 'expectedEmail'),
    onlyEndUser: form.getAll('onlyEndUser').some((value) => value !== 'no'),
    environmentUrl: textOf(form, 'environmentUrl'),
    language: textOf(form, 'language'),
  };
}

const limits = ['expectedTenant', 'expectedEmail', 'endUserEmail', 'onlyEndUser'] as const;
const didNotArrive = 'This field did not arrive, so no link was made. Load the page again.';

/** A form without the fields that limit who may connect would make a link for anybody: these are the missing ones. */
export function missingLimits(form: FormData): FieldErrors | undefined {
  const missing = limits.filter((name) => typeof form.get(name) !== 'string');
  return missing.length > 0 ? Object.fromEntries(missing.map((name) => [name, didNotArrive])) : undefined;
}

/** `name=value`, one a line; what has no `=` is a tag without a value. */
export function readTags(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
}

function environmentDefaults({ integrations, environmentUrl }: NewLinkValues): NewLink['configDefaults'] {
  return Object.fromEntries(integrations.map((key) => [key, { connection_config: { environmentUrl } }]));
}

/** What `newLinkSchema` reads; empty fields are left out. */
export function newLinkInput(values: NewLinkValues): NewLink {
  const { endUserId, endUserEmail, endUserName } = values;
  const endUser = {
    ...(endUserId && { id: endUserId }),
    ...(endUserEmail && { email: endUserEmail }),
    ...(endUserName && { display_name: endUserName }),
  };
  const language = linkLanguages.find((one) => one === values.language);
  const onlyAccount = values.expectedEmail || (values.onlyEndUser && endUserEmail);
  return {
    integrations: values.integrations,
    ...(Object.keys(endUser).length > 0 && { endUser }),
    tags: readTags(values.tags),
    life: values.life ? Number(values.life) : linkLife.default,
    ...(values.expectedTenant && { expectedTenant: values.expectedTenant }),
    ...(onlyAccount && { expectedEmail: onlyAccount }),
    ...(values.environmentUrl && { configDefaults: environmentDefaults(values) }),
    ...(language && { language }),
  };
}

/** What was typed into the form for an admin's link. */
export type AdminLinkValues = {
  integration: string;
  tenant: string;
  presets: string[];
  life: string;
  language: string;
};

export function readAdminLinkForm(form: FormData): AdminLinkValues {
  return {
    integration: textOf(form, 'integration'),
    tenant: textOf(form, 'tenant'),
    presets: form.getAll('presets').filter((value) => typeof value === 'string'),
    life: textOf(form, 'life'),
    language: textOf(form, 'language'),
  };
}

/** A form without the tenant would make a link for the admin of any. */
export function missingAdminLimit(form: FormData): AdminFieldErrors | undefined {
  return typeof form.get('tenant') === 'string' ? undefined : { tenant: didNotArrive };
}

/** What `newAdminLinkSchema` reads; empty fields are left out. */
export function adminLinkInput({ integration, tenant, presets, life, language: typed }: AdminLinkValues): NewAdminLink {
  const language = linkLanguages.find((one) => one === typed);
  return {
    integration,
    presets,
    life: life ? Number(life) : adminLinkLife,
    ...(tenant && { tenant }),
    ...(language && { language }),
  };
}

export type AdminFieldErrors = Partial<Record<keyof AdminLinkValues, string>>;

/** The first problem of each field. */
export function adminFieldErrors(error: z.ZodError): AdminFieldErrors {
  const problems: Record<string, string> = {};
  for (const { path, message } of error.issues) problems[String(path[0])] ??= message;
  return problems;
}

export type FieldErrors = Partial<Record<keyof NewLinkValues, string>>;

const fields: Readonly<Record<string, keyof NewLinkValues>> = {
  integrations: 'integrations',
  'endUser.id': 'endUserId',
  'endUser.email': 'endUserEmail',
  'endUser.display_name': 'endUserName',
  tags: 'tags',
  life: 'life',
  expectedTenant: 'expectedTenant',
  expectedEmail: 'expectedEmail',
  configDefaults: 'environmentUrl',
  language: 'language',
};

/** The first problem of each field, under the name the form gives it: that of the field it was typed into. */
export function fieldErrors(error: z.ZodError, { expectedEmail }: NewLinkValues): FieldErrors {
  const problems: FieldErrors = {};
  for (const { path, message } of error.issues) {
    const named = fields[path.slice(0, 2).join('.')] ?? fields[String(path[0])];
    const field = named === 'expectedEmail' && !expectedEmail ? 'endUserEmail' : named;
    if (field) problems[field] ??= message;
  }
  return problems;
}
