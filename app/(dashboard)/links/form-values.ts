import type { z } from 'zod';
import { adminLinkLife, linkLanguages, linkLife, type NewAdminLink, type NewLink } from '#lib/links/schema';

/** The typed values, to fill the form again. */
export type NewLinkValues = {
  integrations: string[];
  endUserId: string;
  endUserEmail: string;
  endUserName: string;
  tags: string;
  life: string;
  expectedTenant: string;
  expectedEmail: string;
  /**
   * Whether only the end user's own address may connect, if there is one and no other account is named. The unticked
   * box sends `no`.
   */
  onlyEndUser: boolean;
  /** The customer's Dataverse environment, if an integration needs one. */
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

/** Fields that limit who may connect but are missing in the form. Without them the link would be for anybody. */
export function missingLimits(form: FormData): FieldErrors | undefined {
  const missing = limits.filter((name) => typeof form.get(name) !== 'string');
  return missing.length > 0 ? Object.fromEntries(missing.map((name) => [name, didNotArrive])) : undefined;
}

/** Reads tags written as `name=value`, one per line. A line without `=` is a tag with an empty value. */
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

/** The input for `newLinkSchema`, without empty fields. */
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

/** The values typed into the form for an admin's link. */
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

/** The tenant field, if it is missing in the form. Without it the link would be for an admin of any tenant. */
export function missingAdminLimit(form: FormData): AdminFieldErrors | undefined {
  return typeof form.get('tenant') === 'string' ? undefined : { tenant: didNotArrive };
}

/** The input for `newAdminLinkSchema`, without empty fields. */
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

/** The first problem of each field, by the form's own field names. */
export function fieldErrors(error: z.ZodError, { expectedEmail }: NewLinkValues): FieldErrors {
  const problems: FieldErrors = {};
  for (const { path, message } of error.issues) {
    const named = fields[path.slice(0, 2).join('.')] ?? fields[String(path[0])];
    const field = named === 'expectedEmail' && !expectedEmail ? 'endUserEmail' : named;
    if (field) problems[field] ??= message;
  }
  return problems;
}
