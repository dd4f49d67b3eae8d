import type { OfferedPermission } from '#lib/links/offers';
import { isAdminNeeded, type Outcome } from '#lib/links/schema';
import type { Language } from './language';
import type { Look } from './look';
import { de as deAdmin } from './messages/admin-errors/de';
import { es as esAdmin } from './messages/admin-errors/es';
import { fr as frAdmin } from './messages/admin-errors/fr';
import { ja as jaAdmin } from './messages/admin-errors/ja';
import { de as deErrors } from './messages/errors/de';
import type { ErrorTexts } from './messages/errors/define';
import { es as esErrors } from './messages/errors/es';
import { fr as frErrors } from './messages/errors/fr';
import { ja as jaErrors } from './messages/errors/ja';
import { de } from './messages/permissions/de';
import type { PermissionTexts } from './messages/permissions/define';
import { es } from './messages/permissions/es';
import { fr } from './messages/permissions/fr';
import { ja } from './messages/permissions/ja';
import { de as deRoles } from './messages/roles/de';
import type { RoleTexts } from './messages/roles/define';
import { es as esRoles } from './messages/roles/es';
import { fr as frRoles } from './messages/roles/fr';
import { ja as jaRoles } from './messages/roles/ja';

type Translated = Exclude<Language, 'en'>;

export const permissionTexts: Readonly<Record<Translated, PermissionTexts>> = { de, fr, es, ja };
/** What application permissions allow, for a tenant's admin. */
export const roleTexts: Readonly<Record<Translated, RoleTexts>> = {
  de: deRoles,
  fr: frRoles,
  es: esRoles,
  ja: jaRoles,
};
export const errorTexts: Readonly<Record<Translated, ErrorTexts>> = {
  de: deErrors,
  fr: frErrors,
  es: esErrors,
  ja: jaErrors,
};

/** What an admin reads who did not or could not approve. */
export const adminTexts: Readonly<Record<Translated, ReadonlyMap<number, string>>> = {
  de: deAdmin,
  fr: frAdmin,
  es: esAdmin,
  ja: jaAdmin,
};

/** What a permission allows, in the reader's language, or in English if there is no translation. */
export function permissionLine(
  { language, t }: Pick<Look, 'language' | 't'>,
  { key, type, name, line }: OfferedPermission,
): string {
  if (key === undefined) return t('access.unknown', { name });
  if (language === 'en') return line;
  const texts = type === 'application' ? roleTexts[language] : permissionTexts[language].lines;
  return texts[key] ?? line;
}

/** The name of a product. Microsoft's own names are not translated. */
export function productName({ language, t }: Look, product: string): string {
  if (product === 'Other') return t('access.other');
  return (language === 'en' ? undefined : permissionTexts[language].products[product]) ?? product;
}

function failureText(texts: ErrorTexts, { aadsts = 0, oauthError = '' }: Outcome): string {
  return texts.byCode.get(aadsts) ?? texts.byError.get(oauthError) ?? texts.unknown;
}

// On an admin link the reader is the admin, so declining and choosing another tenant's account are about themselves.
const declined = 65004;
const ofTheirAccount = new Set([50020, 50034, 51004, 90072]);

function adminText(language: Translated, aadsts = declined): string | undefined {
  if (aadsts === declined) return undefined;
  const texts = ofTheirAccount.has(aadsts) ? errorTexts[language].byCode : adminTexts[language];
  return texts.get(aadsts);
}

function connectedText(t: Look['t'], code: 'connected' | 'tenant_connected', account = ''): string {
  if (code === 'tenant_connected') return t('result.tenant_connected.text', { account });
  return account ? t('result.connected.textAs', { account }) : t('result.connected.text');
}

function notAccepted(t: Look['t'], { code, clockMinutes = 0, idTokenFault = 'claims' }: Outcome): string {
  if (code === 'clock_off') return t('result.clock_off.text', { minutes: Math.abs(clockMinutes) });
  return t(`result.id_token_refused.${idTokenFault}`);
}

/** What happened, in a few words. Who may not approve has not declined. */
export function outcomeTitle({ t }: Pick<Look, 'language' | 't'>, { code, aadsts }: Outcome): string {
  return code === 'admin_declined' && isAdminNeeded(aadsts) ? t('result.not_admin.title') : t(`result.${code}.title`);
}

/** What happened, addressed to the person concerned. */
export function outcomeText({ language, t }: Pick<Look, 'language' | 't'>, outcome: Outcome): string {
  const { code, message, account } = outcome;
  if (code === 'connected' || code === 'tenant_connected') return connectedText(t, code, account);
  if (code === 'microsoft_error') return language === 'en' ? message : failureText(errorTexts[language], outcome);
  if (code === 'id_token_refused' || code === 'clock_off') return notAccepted(t, outcome);
  if (code !== 'admin_declined') return t(`result.${code}.text`);
  if (isAdminNeeded(outcome.aadsts)) return t('result.admin_declined.notAdmin');
  if (language === 'en') return message;
  return adminText(language, outcome.aadsts) ?? t('result.admin_declined.text');
}
