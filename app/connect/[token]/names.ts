import type { Offer } from '#lib/links/offers';
import type { Look } from '../look';

/** The integrations of a link, as its language lists things. */
export function namesOf({ language }: Pick<Look, 'language'>, offers: readonly Offer[]): string {
  const list = new Intl.ListFormat(language, { style: 'narrow', type: 'unit' });
  const names = offers.map(({ displayName }) => displayName);
  return language === 'ja' ? names.join('、') : list.format(names);
}

/** The names of the integrations, followed by who asks for them, where branding gives that a name. */
export function whatFor(look: Look, offers: readonly Offer[]): string {
  const names = namesOf(look, offers);
  const { name } = look.branding;
  return name ? look.t('result.whatFor', { names, who: name }) : names;
}
