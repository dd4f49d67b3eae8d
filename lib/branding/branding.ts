import { createHash } from 'node:crypto';
import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { deleteSetting, readSetting, saveSetting } from '#lib/settings';
import { readPicture } from './picture.ts';
import {
  type Branding,
  type BrandingForm,
  brandingSchema,
  type Logo,
  type LogoType,
  logoTypes,
  noBranding,
} from './schema.ts';

const brandingKey = 'branding';
const logoKey = 'branding_logo';

/** The picture itself; `data` is base64. */
const storedLogo = z.object({ version: z.string(), type: z.enum(logoTypes), data: z.base64() });

/** The branding as stored, locked until the transaction ends: two who save at once do not mix. */
async function lockBranding(tx: Transaction): Promise<Branding | undefined> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('setting:branding', 0))`;
  return brandingSchema.safeParse(await readSetting(brandingKey, tx)).data;
}

/** How end users see this installation: name, colour, logo and links. What is not set is null. */
export async function readBranding(): Promise<Branding> {
  return brandingSchema.safeParse(await readSetting(brandingKey)).data ?? noBranding;
}

/** The logo; undefined if there is none, or if `version` is not the current one. */
export async function findLogo(version: string): Promise<{ type: LogoType; bytes: Buffer } | undefined> {
  const logo = storedLogo.safeParse(await readSetting(logoKey)).data;
  return logo?.version === version ? { type: logo.type, bytes: Buffer.from(logo.data, 'base64') } : undefined;
}

/** `keep` the current logo, `remove` it, or the bytes of a new one. */
export type LogoOrder = 'keep' | 'remove' | Buffer;

async function applyLogo(tx: Transaction, order: LogoOrder, before: Logo | null): Promise<Logo | null> {
  if (order === 'keep') return before;
  if (order === 'remove') {
    await deleteSetting(logoKey, tx);
    return null;
  }
  const { type, width, height } = readPicture(order);
  const version = createHash('sha256').update(order).digest('base64url').slice(0, 16);
  await saveSetting(logoKey, { version, type, data: order.toString('base64') }, tx);
  return { version, width, height };
}

function changedFields(before: Branding, after: Branding): string[] {
  const changed = new Map(Object.entries(after));
  return Object.entries(before).flatMap(([key, value]) =>
    JSON.stringify(value) === JSON.stringify(changed.get(key)) ? [] : [key],
  );
}

/**
 * Saves how end users see this installation, with an audit row that names what changed.
 * @throws BrandingError when the logo is not acceptable; then nothing changes.
 */
export async function setBranding(form: BrandingForm, logo: LogoOrder, by: Actor): Promise<void> {
  const { contactName, contactAddress, ...rest } = form;
  const contact = contactAddress ? { name: contactName, address: contactAddress } : null;
  await db().$transaction(async (tx) => {
    const before = (await lockBranding(tx)) ?? noBranding;
    const after = { ...rest, contact, logo: await applyLogo(tx, logo, before.logo) };
    const changed = changedFields(before, after);
    if (changed.length === 0) return;
    await saveSetting(brandingKey, after, tx);
    await audit(tx, { actor: by, action: 'branding.changed', subject: 'settings', detail: { changed } });
  });
}
