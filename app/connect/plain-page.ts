import { type Branding, contactHref, logoPath } from '#lib/branding/schema';
import { pages, palettesOf, type Theme } from '#lib/branding/theme/schema';
import { type Language, languages } from './language';
import { translations, type Words } from './words';

type PlainPage = {
  status: number;
  title: string;
  /** The paragraphs. */
  text: readonly string[];
  /** A link to continue. */
  link?: { href: string; label: string } | undefined;
  headers?: Record<string, string>;
};

type PlainLook = {
  language: Language;
  t: Words;
  branding: Branding;
  /** The nonce of the page's content security policy. */
  nonce: string | null;
  /** Whether the same URL is available in other languages. */
  canSwitch: boolean;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const anchor = (href: string, label: string) => `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;

function colours(theme: Theme, accent: string | null): string {
  const { background, foreground, muted, border } = pages[theme];
  return `--page: ${background}; --text: ${foreground}; --muted: ${muted}; --edge: ${border}; --link: ${palettesOf(accent)[theme].link};`;
}

const style = (accent: string | null) => `
:root { color-scheme: light dark; ${colours('light', accent)} }
@media (prefers-color-scheme: dark) { :root { ${colours('dark', accent)} } img { background: #fff; padding: .25rem; } }
body { margin: 0; font: 1rem/1.625 system-ui, sans-serif; background: var(--page); color: var(--text); }
.page { box-sizing: border-box; max-width: 36rem; margin: 0 auto; padding: 4rem 1.5rem; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin: 0 0 2rem; font-weight: 500; }
img { box-sizing: border-box; height: 2.5rem; width: auto; max-width: 12rem; object-fit: contain; border-radius: 4px; }
h1 { text-wrap: balance; margin: 0 0 1.5rem; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.02em; }
p { margin: 0 0 1.5rem; }
:lang(ja) { line-break: strict; word-break: auto-phrase; }
a { color: var(--link); text-underline-offset: 4px; }
footer { border-top: 1px solid var(--edge); padding-top: 1.5rem; color: var(--muted); font-size: .875rem; }
footer p { margin: 0 0 .75rem; }
footer .row > * { margin-right: 1rem; white-space: nowrap; }
footer [aria-current] { color: var(--text); font-weight: 500; }`;

function header({ t, branding: { name, logo } }: PlainLook): string {
  if (!name && !logo) return '';
  const picture = logo
    ? `<img src="${logoPath(logo)}" alt="${name ? '' : escapeHtml(t('logo'))}" width="${logo.width}" height="${logo.height}">`
    : '';
  return `<header>${picture}${name ? `<span>${escapeHtml(name)}</span>` : ''}</header>`;
}

function contact({ t, branding }: PlainLook): string {
  if (!branding.contact) return escapeHtml(t('footer.ask'));
  const { name, address } = branding.contact;
  // The mark is a placeholder for the link. The text around it is untrusted and gets escaped.
  const mark = '\u0000';
  const shown = name ?? address.replace(/^https:\/\//, '');
  const text = t.markup('footer.contact', { name: '', contact: () => mark });
  return escapeHtml(text).replace(mark, () => anchor(contactHref(address), shown));
}

function legal({ t, branding: { privacyUrl, termsUrl } }: PlainLook): string {
  const links = [
    ...(privacyUrl ? [anchor(privacyUrl, t('footer.privacy'))] : []),
    ...(termsUrl ? [anchor(termsUrl, t('footer.terms'))] : []),
  ];
  return links.length > 0 ? `<p class="row">${links.join(' ')}</p>` : '';
}

function languageSwitch({ language, t, canSwitch }: PlainLook): string {
  if (!canSwitch) return '';
  const links = languages.map((one) =>
    one === language
      ? `<span lang="${one}" aria-current="true">${translations[one].name}</span>`
      : `<a href="?lang=${one}" lang="${one}" hreflang="${one}">${translations[one].name}</a>`,
  );
  return `<nav aria-label="${escapeHtml(t('language'))}"><p class="row">${links.join(' ')}</p></nav>`;
}

/** A small HTML page for answers with a status that a rendered page cannot set. */
export function plainPage({ status, title, text, link, headers }: PlainPage, look: PlainLook): Response {
  const { language, branding, nonce } = look;
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${branding.logo ? logoPath(branding.logo) : '/icon.svg'}">
<title>${escapeHtml(branding.name ? `${title} · ${branding.name}` : title)}</title>
<style nonce="${escapeHtml(nonce ?? '')}">${style(branding.accent)}</style>
</head>
<body><div class="page">${header(look)}<main><h1>${escapeHtml(title)}</h1>${text.map((one) => `<p>${escapeHtml(one)}</p>`).join('')}${link ? `<p>${anchor(link.href, link.label)}</p>` : ''}</main>
<footer><p>${contact(look)}</p>${legal(look)}${languageSwitch(look)}</footer></div></body>
</html>`;
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
