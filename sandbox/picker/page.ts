import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { page } from '../pages/page.ts';
import type { SandboxEnv } from '../world.ts';
import type { PickerConfig } from './config.ts';

const script = readFileSync(join(import.meta.dirname, 'browser', 'picker.js'), 'utf8');
const scriptHash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** One place to look for files: a host, with the token of which it is read. */
export type Pivot = { id: 'files' | 'libraries'; title: string; host: string };

/** What the page's script works with. */
export type PickerFacts = {
  /** Whom its own host's token is to be asked for. */
  host: string;
  /** The resource that tokens are for where it is none of the hosts: a personal OneDrive's. */
  resource?: string;
  pivots: Pivot[];
  start: Pivot['id'];
  /** The drive that is opened at once. */
  drive: string | undefined;
  mayWrite: boolean;
};

/** The picker, for pages of `messaging.origin` alone. */
export function pickerPage(context: Context<SandboxEnv>, config: PickerConfig, facts: PickerFacts): Promise<Response> {
  const { origin } = config.messaging;
  const hosts = [...new Set([facts.host, ...facts.pivots.map(({ host }) => host)])];
  const { pick, close } = config.commands ?? {};
  return page(context, {
    title: facts.resource ? 'OneDrive (personal) picker' : 'File picker',
    width: 'wide',
    inside: { origin, policy: `script-src ${scriptHash}; connect-src ${hosts.join(' ')}` },
    body: html`<div id="picker" data-facts="${JSON.stringify({ ...facts, config })}">
<nav aria-label="Places" class="actions" id="places"></nav>
<div id="back" class="actions"></div>
<h1 id="title" tabindex="-1">File picker</h1>
<p id="status" role="status" class="soft">Waiting for the page that opened this picker…</p>
<div id="list"></div>
<div class="actions">
<button type="button" class="main" id="pick" disabled>${pick?.label ?? 'Select'}</button>
<button type="button" id="close">${close?.label ?? 'Cancel'}</button>
<button type="button" id="upload" hidden>Upload</button>
<input type="file" id="file" hidden aria-label="File to upload">
</div>
</div>
<script type="module">${raw(script)}</script>`,
  });
}

/** A refusal in words, which the page around it may show. */
export function refusalPage(
  context: Context<SandboxEnv>,
  refusal: { status: 400 | 403 | 404 | 405; message: string; origin?: string | undefined },
): Promise<Response> {
  const { status, message, origin } = refusal;
  return page(context, {
    title: 'File picker',
    status,
    ...(origin && { inside: { origin, policy: '' } }),
    body: html`<h1>The picker does not open</h1><p>${message}</p>`,
  });
}

// SharePoint's usual list, which names no customer's page.
const ownAncestors = "frame-ancestors 'self' teams.microsoft.com *.teams.microsoft.com *.office.com *.cloud.microsoft";

/**
 * SharePoint's answer to a token that it does not take: empty, and with a policy of its own, so that a frame stays blank
 * and the browser's console speaks of the policy and not of the token.
 */
export function blank(reason: string): Response {
  const headers = {
    'content-security-policy': ownAncestors,
    'x-frame-options': 'SAMEORIGIN',
    'www-authenticate': 'Bearer realm="sandbox",client_id="00000003-0000-0ff1-ce00-000000000000"',
    'x-ms-diagnostics': `3000003;reason="${reason}";category="invalid_client"`,
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
  };
  return new Response('', { status: 401, headers });
}
