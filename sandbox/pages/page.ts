import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { SandboxEnv } from '../world.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const css = `
:root{color-scheme:light dark;--ground:#f6f1e7;--card:#fffdf8;--ink:#2b2416;--soft:#5d5340;--line:#cdbf9f;--accent:#7a3b12;--on-accent:#fff;--stripe-a:#3a2a00;--stripe-b:#4a3700;--stripe-ink:#ffe9a8}
@media (prefers-color-scheme:dark){:root{--ground:#1b1812;--card:#25211a;--ink:#f2eadb;--soft:#c4b89f;--line:#574c36;--accent:#f0b27c;--on-accent:#2a1502;--stripe-a:#f0c64a;--stripe-b:#e0b63a;--stripe-ink:#241a00}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 ui-rounded,"Trebuchet MS",Verdana,sans-serif}
.banner{margin:0;padding:10px 16px;text-align:center;font-weight:700;color:var(--stripe-ink);background:repeating-linear-gradient(135deg,var(--stripe-a) 0 18px,var(--stripe-b) 18px 36px)}
main{width:min(100% - 32px,30rem);margin:32px auto;padding:24px;background:var(--card);border:2px dashed var(--line);border-radius:14px}
main.wide{width:min(100% - 32px,56rem)}
h1{margin:0 0 8px;font-size:1.4rem;line-height:1.25}h2{margin:24px 0 8px;font-size:1.05rem}
p{margin:8px 0}.soft{color:var(--soft)}
ul{padding-left:1.2rem}li{margin:6px 0}
code{font:0.9em ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
form{margin:0}
button,.button{font:inherit;cursor:pointer;border-radius:10px;border:2px solid var(--accent);padding:10px 18px;background:transparent;color:var(--accent);display:inline-block;text-decoration:none}
button.main{background:var(--accent);color:var(--on-accent);font-weight:700}
button.account{display:block;width:100%;margin:10px 0;padding:12px 14px;text-align:left;border-color:var(--line);color:var(--ink)}
button.account.hinted{border-color:var(--accent)}
button.account span{display:block;overflow-wrap:anywhere}
button:hover,.button:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.files{list-style:none;margin:0;padding:0}.files li{display:flex;align-items:center;gap:8px;margin:0;border-bottom:1px solid var(--line)}.files label,.files span{flex:1;margin:0;padding:10px 0;overflow-wrap:anywhere}.files input{width:20px;height:20px;flex:none}
button[disabled]{opacity:.5;cursor:default}button[aria-current=true]{background:var(--accent);color:var(--on-accent)}[hidden]{display:none}
.actions{display:flex;flex-wrap:wrap;gap:12px;margin-top:20px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
label{display:flex;gap:8px;align-items:flex-start;margin-top:12px}
input[type=checkbox]{width:20px;height:20px;flex:none}
textarea{font:inherit;width:100%;margin-top:4px;padding:8px;border:2px solid var(--line);border-radius:10px;background:var(--ground);color:var(--ink)}
a{color:var(--accent)}
`;

const styleHash = createHash('sha256').update(css).digest('base64');
// There is no form-action: it would block the redirect to the app's origin that answers these forms.
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'`;

/** The origin of the page that may show a page in a frame or keep its window, and what its script needs. */
type Inside = { origin: string; policy: string };

/** One page of the sandbox: plainly not Microsoft, everything escaped, no script unless it is `inside` another page. */
export async function page(
  context: Context<SandboxEnv>,
  content: {
    title: string;
    body: Markup;
    status?: 200 | 400 | 403 | 404 | 405;
    width?: 'wide';
    inside?: Inside;
  },
): Promise<Response> {
  const { origin = "'none'", policy: more = '' } = content.inside ?? {};
  context.header('content-security-policy', `${policy}; frame-ancestors ${origin}; ${more}`);
  if (!content.inside) context.header('cross-origin-opener-policy', 'same-origin');
  context.header('referrer-policy', 'same-origin');
  context.header('x-content-type-options', 'nosniff');
  context.header('cache-control', 'no-store');
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} (sandbox)</title>
<style>${raw(css)}</style>
</head>
<body>
<header><p class="banner">Sandbox: this is not Microsoft</p></header>
<main class="${content.width ?? ''}">
${content.body}
</main>
</body>
</html>
`;
  return context.html(document, content.status ?? 200);
}
