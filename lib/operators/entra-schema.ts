import { z } from 'zod';
import { CLOUDS, type CloudId } from '#lib/clouds';
import { isGuid } from '#lib/guid';

const domain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
const shared = ['common', 'organizations', 'consumers'];

const tenant = z
  .string('Enter your tenant.')
  .trim()
  .toLowerCase()
  .min(1, 'Enter your tenant.')
  .max(255, 'A tenant has at most 255 characters.')
  .refine((value) => !shared.includes(value), 'Name one tenant; its members and guests are who can be invited.')
  .refine((value) => isGuid(value) || domain.test(value), 'Enter the tenant ID (a GUID) or a domain of the tenant.');

const clientId = z
  .string('Enter the application (client) ID.')
  .trim()
  .refine(isGuid, 'Enter the application (client) ID: a GUID from the app’s overview page.');

const clientSecret = z
  .string()
  .trim()
  .max(500, 'A client secret has at most 500 characters.')
  .refine((value) => !isGuid(value), 'This is the secret’s ID. Paste its Value.')
  .optional()
  .transform((value) => value || undefined);

/** What an owner enters. If the secret is left empty, the stored one is kept. */
export const entraForm = z.object({ cloud: z.enum(CLOUDS, 'Choose a cloud.'), tenant, clientId, clientSecret });
export type EntraInput = z.output<typeof entraForm>;

/** The result of the last sign-in that an owner made to test the settings. */
export const entraTestSchema = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(['ok', 'failed']),
  /** User name of the account that signed in. */
  account: z.string().optional(),
  problem: z.string().optional(),
  aadsts: z.number().optional(),
});
export type EntraTest = z.infer<typeof entraTestSchema>;

/** The settings as the page shows them. The secret never leaves the server. */
export type EntraSettings = {
  isOn: boolean;
  cloud: CloudId;
  tenant: string;
  clientId: string;
  hasSecret: boolean;
  test: EntraTest | null;
};

/** What an owner has entered, without the secret; empty fields where there is nothing yet. */
export function enteredOf(settings: EntraSettings | undefined) {
  const { cloud, tenant, clientId } = settings ?? { cloud: 'global', tenant: '', clientId: '' };
  return { cloud, tenant, clientId };
}

/** The account that signed in at Microsoft. `oid` together with `tid` identifies it; the names may change. */
export type EntraIdentity = { tid: string; oid: string; username: string; name: string };
