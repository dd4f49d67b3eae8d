import { readBranding } from '#lib/branding/branding';
import { listOffers, type Offer } from '#lib/links/offers';
import type { LinkLanguage, LinkRow } from '#lib/links/schema';
import { permissionLine } from '../../connect/translated';
import { timeIn, wordsIn } from '../../connect/words';
import type { Message, MessageFacts, Messages, MessageTexts } from './message';
import { de } from './messages/de';
import { en } from './messages/en';
import { es } from './messages/es';
import { fr } from './messages/fr';
import { ja } from './messages/ja';

export const messageTexts: Readonly<Record<LinkLanguage, MessageTexts>> = { en, de, fr, es, ja };

type LinkFacts = Pick<
  LinkRow,
  'kind' | 'integrationIds' | 'presets' | 'language' | 'endUser' | 'expectedEmail' | 'account' | 'expiresAt'
>;

function kindOf({ kind }: LinkFacts, offers: readonly Offer[]): keyof MessageTexts {
  if (kind === 'site_grant') return 'sites';
  if (offers.length > 0 && offers.every(({ permissionType }) => permissionType === 'application')) return 'tenant';
  if (kind === 'connect') return 'invitation';
  return kind === 'reauthorize' ? 'reauthorize' : 'admin';
}

/** Whose account a link is for, if that is one person. */
function addressee({ kind, endUser, expectedEmail, account }: LinkFacts): string | undefined {
  const known = [endUser?.email, expectedEmail, account];
  return kind === 'connect' || kind === 'reauthorize'
    ? (known.find((address) => address?.includes('@')) ?? undefined)
    : undefined;
}

/** The text to send with a link, in each language: who asks, for what, with which account, and until when. */
export async function composeMessages(link: LinkFacts): Promise<Messages> {
  const [{ name: who }, offers] = await Promise.all([readBranding(), listOffers(link.integrationIds, link.presets)]);
  const kind = kindOf(link, offers);
  const account = link.kind === 'reauthorize' ? link.account : link.expectedEmail;
  const compose = (language: LinkLanguage): Message => {
    const t = wordsIn(language);
    const facts: MessageFacts = {
      who,
      what: offers.map(({ displayName }) => displayName).join(', '),
      permissions: offers
        .flatMap(({ permissions }) => permissions)
        .map((permission) => ({ name: permission.name, line: permissionLine({ language, t }, permission) })),
      account,
      expires: timeIn(language, link.expiresAt),
    };
    return messageTexts[language][kind](facts);
  };
  return {
    language: link.language ?? 'en',
    to: addressee(link),
    texts: { en: compose('en'), de: compose('de'), fr: compose('fr'), es: compose('es'), ja: compose('ja') },
  };
}
