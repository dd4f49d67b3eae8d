type PlainPage = {
  status: number;
  title: string;
  text: string;
  /** A way on. */
  link?: { href: string; label: string };
  /** Of the page's content security policy. */
  nonce: string | null;
  headers?: Record<string, string>;
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

const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.625 system-ui, sans-serif; background: #fff; color: #09090b; }
main { box-sizing: border-box; max-width: 36rem; margin: 0 auto; padding: 4rem 1.5rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1.5rem; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.02em; }
p { margin: 0 0 1.5rem; }
a { color: #4338ca; text-underline-offset: 4px; }
@media (prefers-color-scheme: dark) {
  body { background: #09090b; color: #fafafa; }
  a { color: #a5b4fc; }
}`;

/** A small page for answers that a rendered page cannot give: those with a status of their own. */
export function plainPage({ status, title, text, link, nonce, headers }: PlainPage): Response {
  const way = link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : '';
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce ?? '')}">${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${way}</main></body>
</html>`;
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
