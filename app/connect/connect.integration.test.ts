import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { browserCookieName, hashBrowser } from '#lib/connections/connect/browser';
import { adminOutcome, connectedOutcome } from '#lib/connections/connect/outcome';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { newId, newToken } from '#lib/ids';
import { addSecret } from '#lib/integrations/credentials';
import { createIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { createLink } from '#lib/links/create-link';
import { findLink, revokeLink } from '#lib/links/links';
import type { MadeLink } from '#lib/links/schema';
import { newPageToken } from '#lib/links/token';
import { consumeLink } from '#lib/links/use-link';
import { persist } from '#lib/persist';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { testDatabase } from '../../scripts/testing/database.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { startFromForm } from './[token]/start/start.ts';
import { admit } from './admit.ts';
import { languages } from './language.ts';
import { outcomeText } from './translated.ts';
import { wordsIn } from './words.ts';

vi.mock('next/headers', () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

let close: () => Promise<void>;
let integrationId = '';
let link: MadeLink;

beforeAll(async () => {
  ({ close } = await testDatabase());
  const integration = newIntegrationSchema.parse({
    uniqueKey: 'drive',
    displayName: 'OneDrive',
    provider: 'one-drive',
    accountTypes: 'organizations',
    clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
    clientSecret: 'abc8Q~not-a-secret-of-anyone',
    presets: ['files-read'],
  });
  integrationId = (await createIntegration(integration, 'console')).id;
});
afterAll(() => close());
beforeEach(async () => {
  link = await createLink({ integrations: ['drive'] }, 'console');
});

type Get = { method?: string; headers?: Record<string, string>; browser?: string };

function request(path: string, { method = 'GET', headers = {}, browser }: Get = {}): NextRequest {
  const sent = new Headers(headers);
  if (browser) sent.set('cookie', `${browserCookieName()}=${browser}`);
  return new NextRequest(`${env().publicUrl}${path}`, { method, headers: sent });
}

const navigation = { 'sec-fetch-mode': 'navigate' };
const stateOf = async () => (await findLink(link.id))?.state;

describe('opening a link', () => {
  test('a person opens it; scanners, prefetches and HEAD change nothing', async () => {
    const path = `/connect/${link.token}`;
    await admit(request(path));
    await admit(request(path, { method: 'HEAD', headers: navigation }));
    await admit(request(path, { headers: { ...navigation, 'sec-purpose': 'prefetch' } }));
    expect(await stateOf()).toBe('open');
    const admission = await admit(request(path, { headers: navigation }));
    expect(admission).toMatchObject({ kind: 'page', newBrowser: expect.any(String) });
    expect(await stateOf()).toBe('opened');
    expect(await admit(request(path, { browser: 'b' }))).toMatchObject({ newBrowser: undefined });
  });

  test('what cannot be used is 410 with one body for every reason', async () => {
    await revokeLink(link.id, 'console');
    const bodies = await Promise.all(
      [link.token, 'x', 'closed', `${link.token}/result`].map(async (token) => {
        const admission = await admit(request(`/connect/${token}`));
        if (admission.kind !== 'answer') throw new Error('admitted');
        expect(admission.response.status).toBe(410);
        return admission.response.text();
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).not.toContain(link.token);
  });

  test('a way back that belongs to no sign-in here says so and looks nothing up', async () => {
    const admission = await admit(request('/connect/start-again'));
    expect(admission.kind === 'answer' && admission.response.status).toBe(400);
  });

  test('a used link tells of a person who opens it, and of nothing that nobody looks at', async () => {
    await persist((tx) =>
      consumeLink(tx, {
        linkId: link.id,
        browserHash: hashBrowser('b'),
        outcome: connectedOutcome('mira@contoso.example'),
      }),
    );
    const path = `/connect/${link.token}`;
    const from = { 'x-forwarded-for': '192.0.2.67' };
    const reused = () => countOf('audit_event', `action = 'link.reused' and subject = 'link:${link.id}'`);
    const ways = [
      { method: 'HEAD', headers: from },
      { headers: { ...from, ...navigation, 'sec-purpose': 'prefetch' } },
      { headers: { ...from, purpose: 'prefetch' } },
    ];
    for (let times = 0; times < 130; times += 1)
      expect(await admit(request(path, ways[times % ways.length]))).toMatchObject({ response: { status: 410 } });
    expect(await reused()).toBe(0);
    expect(await admit(request(path, { headers: from }))).toMatchObject({ response: { status: 410 } });
    expect(await reused()).toBe(1);
  });

  describe('a link that does not exist', () => {
    const from = { 'x-forwarded-for': '192.0.2.68' };
    const noted = async () => {
      await writeRefusalsNow();
      return (await listAudit({ limit: 10, action: 'connect-link.refused', search: '192.0.2.68' })).map(
        ({ detail }) => detail,
      );
    };
    beforeEach(async () => {
      globalThis.latchkeyRefusals = undefined;
      await pool().query('delete from audit_event where fold_key is not null');
    });

    test('is noted when somebody opens it or posts to it, folded, without its token', async () => {
      for (const path of [`/connect/${newToken()}`, '/connect/guess', `/connect/${newToken()}/result`])
        expect(await admit(request(path, { headers: from }))).toMatchObject({ response: { status: 410 } });
      const strange = newToken();
      const headers = { ...from, 'sec-fetch-site': 'same-origin' };
      const sent = new NextRequest(`${env().publicUrl}/connect/${strange}/start`, { method: 'POST', headers });
      expect((await startFromForm(sent, strange)).status).toBe(410);
      const found = await noted();
      expect(found).toMatchObject([{ way: 'link', address: '192.0.2.68', attempts: 4 }]);
      expect(JSON.stringify(found)).not.toContain(strange);
    });

    test('is nothing to note for what nobody looks at; nor is one that is over', async () => {
      for (const [name, value] of [
        ['sec-purpose', 'prefetch'],
        ['purpose', 'prefetch'],
        ['x-purpose', 'preview'],
      ] as const)
        await admit(request(`/connect/${newToken()}`, { headers: { ...from, [name]: value } }));
      await admit(request(`/connect/${newToken()}`, { method: 'HEAD', headers: from }));
      await revokeLink(link.id, 'console');
      const over = await admit(request(`/connect/${link.token}`, { headers: from }));
      expect(over).toMatchObject({ response: { status: 410 } });
      expect(await noted()).toEqual([]);
    });
  });

  describe('an admin without an attempt', () => {
    const read = async (path: string) => {
      const admission = await admit(request(path));
      if (admission.kind !== 'answer') throw new Error('admitted');
      expect(admission.response.status).toBe(200);
      return admission.response.text();
    };

    test.each(languages)('reads in %s what Microsoft says, and that it proves nothing', async (language) => {
      const t = wordsIn(language);
      const approved = await read(`/connect/reported-approved?lang=${language}`);
      expect(approved).toContain(t('reportedApproved.text'));
      expect(approved).toContain(t('reported.proves'));
      const declined = await read(`/connect/reported-refused?lang=${language}`);
      expect(declined).toContain(t('result.admin_declined.text'));
      expect(declined).toContain(t('reported.proves'));
      expect(await read(`/connect/reported-refused-65004?lang=${language}`)).toContain('AADSTS65004');
      const another = await read(`/connect/reported-refused-650052?lang=${language}`);
      const told = outcomeText({ language, t }, adminOutcome({ aadsts: 650052 }));
      expect(told).not.toBe(t('result.admin_declined.text'));
      expect(another).toContain(told);
    });

    test.each(['reported-refused-', 'reported-refused-1e3', 'reported-refused-65004x', 'reported'])(
      '%s is a link like any other that does not exist',
      async (token) => {
        expect(await admit(request(`/connect/${token}`))).toMatchObject({ response: { status: 410 } });
      },
    );
  });

  test('guessing ends in 429 with a time', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.66' };
    const guess = () => admit(request('/connect/guess', { headers }));
    const answers = await Promise.all(Array.from({ length: 130 }, guess));
    const limited = answers.flatMap((one) =>
      one.kind === 'answer' && one.response.status === 429 ? one.response : [],
    );
    expect(limited.length).toBe(10);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

type Post = { headers?: Record<string, string>; browser?: string; pageToken?: string; integration?: string };

function post({ headers, browser = 'b', pageToken, integration = integrationId }: Post): Promise<Response> {
  const own = newPageToken({ linkId: link.id, browser: 'b' });
  const body = new URLSearchParams({ page_token: pageToken ?? own, integration });
  const sent = new NextRequest(`${env().publicUrl}/connect/${link.token}/start`, {
    method: 'POST',
    body,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
      ...(browser && { cookie: `${browserCookieName()}=${browser}` }),
    },
  });
  return startFromForm(sent, link.token);
}

describe('the language of a page', () => {
  const languageFor = async (headers: Record<string, string>, query = '') => {
    const made = await createLink({ integrations: ['drive'], language: 'ja' }, 'console');
    const admission = await admit(request(`/connect/${made.token}${query}`, { headers }));
    return admission.kind === 'page' ? admission.language : undefined;
  };

  test('is the link’s rather than the browser’s', async () => {
    expect(await languageFor({ 'accept-language': 'de' })).toBe('ja');
  });

  test('is the person’s own choice rather than the link’s', async () => {
    expect(await languageFor({ cookie: 'latchkey-language=es' })).toBe('es');
    expect(await languageFor({ cookie: 'latchkey-language=es' }, '?lang=fr')).toBe('fr');
  });

  test('of a link without one is the browser’s', async () => {
    const headers = { 'accept-language': 'fr-CA,fr;q=0.9' };
    expect(await admit(request(`/connect/${link.token}`, { headers }))).toMatchObject({ language: 'fr' });
  });
});

describe('continuing to Microsoft', () => {
  test('the own page, browser and link lead on, without a referrer', async () => {
    const response = await post({});
    expect([response.status, response.headers.get('referrer-policy')]).toEqual([303, 'no-referrer']);
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin).toBe('https://login.microsoftonline.com');
    expect(target.href).not.toContain(link.token);
    expect(await stateOf()).toBe('at_microsoft');
  });

  const refused: [string, () => Post][] = [
    ['a foreign page', () => ({ headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } })],
    ['a page of a sibling site', () => ({ headers: { 'sec-fetch-site': 'same-site' } })],
    ['a foreign origin that claims nothing else', () => ({ headers: { origin: 'https://evil.example' } })],
    ['another browser', () => ({ browser: 'c' })],
    ['a browser without cookies', () => ({ browser: '' })],
    ['no page token', () => ({ pageToken: '' })],
    ['the token of another link', () => ({ pageToken: newPageToken({ linkId: integrationId, browser: 'b' }) })],
    ['an old page', () => ({ pageToken: newPageToken({ linkId: link.id, browser: 'b' }, Date.now() - 7_300_000) })],
    ['an integration that was not offered', () => ({ integration: link.id })],
    ['nonsense for an integration', () => ({ integration: '<b>' })],
  ];
  test.each(refused)('%s is refused', async (_, given) => {
    const response = await post(given());
    expect(response.status).toBe(403);
    expect(await stateOf()).toBe('open');
  });

  describe('to an app that is not set up', () => {
    const unfinished = () => {
      const { clientSecret: _, ...settings } = newIntegrationSchema.parse({
        uniqueKey: newId(),
        displayName: 'Unfinished',
        provider: 'one-drive',
        accountTypes: 'organizations',
        clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
        clientSecret: 'not stored',
        presets: ['files-read'],
      });
      return createIntegration(settings, 'console');
    };

    test.each(languages)(
      'in %s says that whoever sent the link must finish it, and spends nothing',
      async (language) => {
        const { id, uniqueKey } = await unfinished();
        link = await createLink({ integrations: [uniqueKey], language }, 'console');
        const response = await post({ integration: id });
        expect([response.status, response.headers.get('location')]).toEqual([503, null]);
        const html = await response.text();
        const t = wordsIn(language);
        expect(html).toContain(`<html lang="${language}">`);
        expect(html).toContain(t('notSetUp.title'));
        expect(html).toContain(t('notSetUp.text'));
        expect(html).not.toContain(t('failed.title'));
        expect(await countOf('attempt', `link_id = '${link.id}'`)).toBe(0);
        expect(await stateOf()).toBe('open');
        await addSecret(id, { clientSecret: 'abc8Q~not-a-secret-of-anyone', secretExpiresAt: null }, 'console');
        expect((await post({ integration: id })).status).toBe(303);
      },
    );
  });

  test('a link revoked meanwhile answers 410', async () => {
    await revokeLink(link.id, 'console');
    expect((await post({})).status).toBe(410);
  });
});
