import type { LogoOrder } from '#lib/branding/branding';
import { BrandingError } from '#lib/branding/errors';
import { maxLogoBytes } from '#lib/branding/schema';

/**
 * Reads the logo from a form. Browsers send an empty file if none was chosen.
 * @throws BrandingError
 */
export async function readLogoOrder(form: FormData): Promise<LogoOrder> {
  const file = form.get('logo');
  if (!(file instanceof File) || file.size === 0) return form.get('removeLogo') === 'on' ? 'remove' : 'keep';
  if (file.size > maxLogoBytes) throw new BrandingError('too_large');
  return Buffer.from(await file.arrayBuffer());
}
