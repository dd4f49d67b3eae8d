import { z } from 'zod';
import { ACCOUNT_TYPES } from '#lib/account-types';
import { PERMISSION_TYPES } from '#lib/catalogue/types';
import { CLOUDS } from '#lib/clouds';
import type { IntegrationValues } from '../form-values';

const key = 'latchkey.new-integration';

const draftSchema = z.object({
  values: z.object({
    provider: z.string(),
    permissionType: z.enum(PERMISSION_TYPES),
    presets: z.array(z.string()),
    scopes: z.array(z.string()),
    otherScopes: z.string(),
    resourceUrls: z.record(z.string(), z.string()),
    accountTypes: z.enum(ACCOUNT_TYPES),
    cloud: z.enum(CLOUDS),
    tenantId: z.string(),
    clientId: z.string(),
    homeTenantId: z.string(),
    secretExpiresAt: z.string(),
    displayName: z.string(),
    uniqueKey: z.string(),
  }) satisfies z.ZodType<IntegrationValues>,
  hasOther: z.boolean(),
});

/** What was typed into the wizard, without the secret, and whether another kind of credential comes afterwards. */
export type Draft = z.infer<typeof draftSchema>;

/** The draft that this tab keeps; undefined if there is none. */
export function readDraft(): Draft | undefined {
  try {
    return draftSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Keeps a draft for this tab, also over a reload. A browser that stores nothing keeps none. */
export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {}
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {}
}
