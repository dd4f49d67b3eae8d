import type { Offer } from '#lib/links/offers';
import type { Look } from '../look';

/** The names of the link's integrations, as a list in the link's language. */
export function namesOf({ language }: Pick<Look, 'language'>, offers: readonly Offer[]): string {
  const list = new Intl.ListFormat(language, { style: 'narrow', type: 'unit' });
  const names = offers.map(({ displayName }) => displayName);
  return language === 'ja' ? names.join('、') : list.format(names);
}

/** The names of the integrations, followed by the name of who asks for them, if branding sets one. */
export function whatFor(look: Look, offers: readonly Offer[]): string {
  const names = namesOf(look, offers);
  const { name } = look.branding;
  return name ? look.t('result.whatFor', { names, who: name }) : names;
}
