import { type LinkLanguage, linkLanguageSchema, linkLanguages } from '#lib/links/schema';

export type Language = LinkLanguage;
export const languages = linkLanguages;

export const languageCookieName = 'latchkey-language';
/** Stores the language chosen on a page, which is not secret. */
export const languageCookieOptions = { httpOnly: true, sameSite: 'lax', path: '/connect', maxAge: 31_536_000 } as const;

/** A supported language with exactly this name. */
export function readLanguage(value: string | null | undefined): Language | undefined {
  return linkLanguageSchema.safeParse(value).data;
}

type Range = { language: string; quality: number };

/** The languages of an Accept-Language header by their primary subtags, most preferred first (RFC 9110, 12.5.4). */
function readRanges(header: string): Range[] {
  const ranges = header
    .slice(0, 1_000)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.split(';').map((one) => one.trim());
      const language = tag.toLowerCase().split('-')[0] ?? '';
      const weight = parameters.find((one) => /^q=/i.test(one))?.slice(2) ?? '1';
      const quality = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
      return /^([a-z]{2,8}|\*)$/.test(language) ? [{ language, quality }] : [];
    });
  // Array.sort is stable, so that of equal preferences the first one wins.
  return ranges.sort((one, other) => other.quality - one.quality);
}

/** The supported language that an Accept-Language header prefers. `de-CH` matches German (RFC 4647, 3.4). */
export function matchLanguage(header: string | null | undefined): Language | undefined {
  const ranges = readRanges(header ?? '');
  const isNamed = (language: Language) => ranges.some((range) => range.language === language);
  for (const { language } of ranges.filter((range) => range.quality > 0)) {
    const found = language === '*' ? languages.find((one) => !isNamed(one)) : readLanguage(language);
    if (found) return found;
  }
  return undefined;
}

type LanguageWishes = {
  /** `?lang=` of this request: the person's choice just now. */
  chosen?: string | null | undefined;
  /** The person's earlier choice. */
  remembered?: string | null | undefined;
  /** The language set on the link by the operator. */
  link?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
};

/** The language of a page: the person's own choice, then the link's, then the browser's, then English. */
export function pickLanguage({ chosen, remembered, link, acceptLanguage }: LanguageWishes): Language {
  return (
    readLanguage(chosen) ?? readLanguage(remembered) ?? readLanguage(link) ?? matchLanguage(acceptLanguage) ?? 'en'
  );
}
