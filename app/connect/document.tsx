import type { ReactNode } from 'react';
import { logoPath } from '#lib/branding/schema';
import { accentProperties, pages } from '#lib/branding/theme/schema';
import { type Look, whoAsks } from './look';
import { frameScript, pageScript } from './page-script';

type Page = {
  look: Look;
  /** What the page is about. The name of who asks follows it; Latchkey's own would mean nothing to an end user. */
  title: string;
  status?: number;
  headers?: Record<string, string>;
  /** A page in a customer's page shows what is behind it. */
  isFrame?: boolean;
  children: ReactNode;
};

function Head({ look, title, isFrame, style }: Pick<Page, 'look' | 'title' | 'isFrame'> & { style: string }) {
  const { branding, nonce, theme, t } = look;
  const { name, logo } = branding;
  const description = t('connect.asksChoice', { who: whoAsks(look) });
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex, nofollow" />
      <meta name="color-scheme" content={isFrame ? 'light' : (theme ?? 'light dark')} />
      {(['light', 'dark'] as const).map((one) => (
        <meta
          key={one}
          name="theme-color"
          media={`(prefers-color-scheme: ${one})`}
          content={pages[theme ?? one].background}
        />
      ))}
      <title>{name ? `${title} · ${name}` : title}</title>
      <meta name="description" content={description} />
      <meta property="og:description" content={description} />
      {name ? <meta property="og:site_name" content={name} /> : null}
      <link rel="icon" href={logo ? logoPath(logo) : '/icon.svg'} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, which React would escape */}
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  );
}

function Body({ look: { branding, nonce }, isFrame, children }: Pick<Page, 'look' | 'isFrame' | 'children'>) {
  const { accent } = branding;
  const scripts = [pageScript, ...(isFrame ? [frameScript] : [])].map((script) => `(${script})()`);
  const branded = accent ? { className: 'branded', style: accentProperties(accent) } : {};
  return (
    <body className={isFrame ? 'bg-transparent' : undefined}>
      <div {...branded}>{children}</div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, which React would escape */}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: scripts.join(';') }} />
    </body>
  );
}

/**
 * Answers with a page for an end user: one document with its style and its one small script, and nothing else to load
 * but a logo. React draws it and is not sent along.
 */
export async function renderPage({
  look,
  title,
  status = 200,
  headers,
  isFrame = false,
  children,
}: Page): Promise<Response> {
  // Next refuses a static import, because this module might belong to a server component.
  const { renderToStaticMarkup } = await import('react-dom/server');
  const style = (await globalThis.latchkeyPageStyle?.()) ?? '';
  const html = renderToStaticMarkup(
    <html lang={look.language} data-theme={look.theme} className={isFrame ? 'frame' : undefined}>
      <Head look={look} title={title} isFrame={isFrame} style={style} />
      <Body look={look} isFrame={isFrame}>
        {children}
      </Body>
    </html>,
  );
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
