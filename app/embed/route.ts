import type { NextRequest } from 'next/server';
import { languageOf } from '../connect/notice';
import { wordsIn } from '../connect/words';

/**
 * Tells the page around it that it is ready, and hands the session token that it then gets to the server, together with
 * the origin that the browser says it came from. The message `ready` holds nothing, so it may go to any page.
 */
const script = `
const given = new URLSearchParams(location.search);
addEventListener('message', ({ origin, source, data }) => {
  if (source !== parent || !data || data.type !== 'session_token' || typeof data.sessionToken !== 'string') return;
  const form = document.forms[0];
  form.session_token.value = data.sessionToken;
  form.action += '?' + new URLSearchParams({ origin });
  if (typeof data.integration === 'string') form.integration.value = data.integration;
  for (const name of ['lang', 'theme']) form[name].value = given.get(name) || '';
  form.submit();
});
parent.postMessage({ type: 'ready' }, '*');`;

const names = ['session_token', 'integration', 'lang', 'theme'];

/** The page that waits in a frame for the session token of the page around it. */
export function GET(request: NextRequest): Response {
  const nonce = request.headers.get('x-nonce') ?? '';
  const language = languageOf(request);
  const fields = names.map((name) => `<input type="hidden" name="${name}">`).join('');
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="robots" content="noindex, nofollow">
<title>${wordsIn(language)('embed.loading')}</title>
<form method="post" action="/embed/frame">${fields}</form>
<script nonce="${nonce}">${script}</script>
</html>`;
  return new Response(html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
