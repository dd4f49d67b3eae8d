import { languages } from './language';
import type { Look } from './look';
import { translations } from './words';

/** Plain links to the same page in each language, which work without JavaScript. */
export function LanguageSwitch({ language, t, pass }: Look) {
  const hrefOf = (lang: string) => `?${new URLSearchParams({ ...(pass && { pass }), lang })}`;
  return (
    <nav aria-label={t('language')}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {languages.map((one) => (
          <li key={one}>
            {one === language ? (
              <span lang={one} aria-current="true" className="font-medium text-foreground">
                {translations[one].name}
              </span>
            ) : (
              <a href={hrefOf(one)} lang={one} hrefLang={one} className="text-link underline underline-offset-4">
                {translations[one].name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
