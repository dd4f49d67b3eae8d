import { createHash } from 'node:crypto';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { readPicture } from './picture.ts';
import { type Branding, type BrandingForm, type Logo, type LogoType, noBranding } from './schema.ts';
import * as store from './store.ts';

/** How end users see this installation: name, colour, logo and links. What is not set is null. */
export async function readBranding(): Promise<Branding> {
  return (await store.findBranding()) ?? noBranding;
}

/** The logo; undefined if there is none, or if `version` is not the current one. */
export async function findLogo(version: string): Promise<{ type: LogoType; bytes: Buffer } | undefined> {
  const logo = await store.findLogo();
  return logo?.version === version ? { type: logo.type, bytes: Buffer.from(logo.data, 'base64') } : undefined;
}

/** `keep` the current logo, `remove` it, or the bytes of a new one. */
export type LogoOrder = 'keep' | 'remove' | Buffer;

async function applyLogo(tx: Transaction, order: LogoOrder, before: Logo | null): Promise<Logo | null> {
  if (order === 'keep') return before;
  if (order === 'remove') {
    await store.deleteLogo(tx);
    return null;
  }
  const { type, width, height } = readPicture(order);
  const version = createHash('sha256').update(order).digest('base64url').slice(0, 16);
  await store.saveLogo(tx, { version, type, data: order.toString('base64') });
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
    const before = (await store.lockBranding(tx)) ?? noBranding;
    const after = { ...rest, contact, logo: await applyLogo(tx, logo, before.logo) };
    const changed = changedFields(before, after);
    if (changed.length === 0) return;
    await store.saveBranding(tx, after);
    await audit(tx, { actor: by, action: 'branding.changed', subject: 'settings', detail: { changed } });
  });
}
