import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserCookieName, newBrowser } from '#lib/connections/connect/browser';
import { env } from '#lib/env';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { listAdminLinks } from '#lib/links/links';
import { findAdminUrl } from '#lib/links/open-link';
import type { NewLink } from '#lib/links/schema';
import { withdrawalPageOf, withdrawalPages } from '#lib/withdrawal';
import { actor, lee, type Made, mira, World } from '../../../scripts/testing/world.ts';
import { type Language, languages } from '../language.ts';
import { wordsIn } from '../words.ts';
import { GET as resultPage } from './result/route.ts';
import { GET as linkPage } from './route.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());

type Reader = { language?: Language; browser?: string };

/** The text of a page as sent to the browser, with its markup. */
async function html(page: typeof linkPage, token: string, { language = 'en', browser = newBrowser() }: Reader = {}) {
  const path = `/connect/${token}${page === resultPage ? '/result' : ''}`;
  const headers = { 'accept-language': language, cookie: `${browserCookieName()}=${browser}` };
  const request = new NextRequest(`${env().publicUrl}${path}`, { headers });
  const text = await (await page(request, { params: Promise.resolve({ token }) })).text();
  return text.replaceAll('&#x27;', "'");
}

const newLink = (link: Omit<NewLink, 'integrations'> = {}) =>
  createLink({ ...link, integrations: [made.uniqueKey] }, actor);

/** A link on which somebody was told that an admin must approve, and the browser that was told so. */
async function waiting(link: Omit<NewLink, 'integrations'> = {}) {
  const { id, token } = await newLink(link);
  const { browser, ...trip } = await world.beginOn(made, id);
  await world.finish({ browser, ...trip }, { account: lee, needsAdmin: 'return' });
  const [child] = await listAdminLinks(id);
  return { id, token, browser, childId: child?.id ?? '' };
}

describe('a link that waits for an admin', () => {
  test.each(languages)('opened again in %s, shows what to send to the admin', async (language) => {
    const t = wordsIn(language);
    const { id, token } = await waiting({ expectedEmail: lee });
    const page = await html(linkPage, token, { language });
    expect(page).toContain(t('awaiting.bound'));
    expect(page).toContain(await findAdminUrl(id));
    expect(page, 'only one account may go on').not.toContain(t('awaiting.text'));
    expect(page.match(/id="admin-message"/g)).toHaveLength(1);
  });

  test('lets anybody go on who may', async () => {
    expect(await html(linkPage, (await waiting()).token)).toContain(wordsIn('en')('awaiting.text'));
  });

  test('tells who waits that the admin declined, but not of somebody who is none', async () => {
    const t = wordsIn('en');
    const { token, browser, childId } = await waiting();
    const shown = () => html(resultPage, token, { browser });
    expect(await shown()).toContain(t('askAdmin.again'));
    await world.finish(await world.beginOn(made, childId), { account: lee, needsAdmin: 'return' });
    expect(await shown()).toContain(t('askAdmin.waiting'));
    await world.finish(await world.beginOn(made, childId), { account: 'admin@fabrikam.sandbox', decision: 'decline' });
    expect(await shown()).toContain(t('askAdmin.declined'));
    expect(await shown()).not.toContain(t('askAdmin.waiting'));
  });

  test.each(languages)('tells in %s who is no admin to pass the link on', async (language) => {
    const t = wordsIn(language);
    const { id, childId } = await waiting();
    const token = (await findAdminUrl(id))?.split('/').at(-1) ?? '';
    expect(await html(linkPage, token, { language })).toContain(t('admin.reader'));
    const trip = await world.beginOn(made, childId);
    await world.finish(trip, { account: lee, needsAdmin: 'return' });
    const page = await html(resultPage, token, { language, browser: trip.browser });
    expect(page).toContain(t('result.not_admin.title'));
    expect(page).toContain(t('result.admin_declined.notAdmin'));
  });
});

describe('taking the access back', () => {
  test('is said with its page at Microsoft once connected', async () => {
    const { id, token } = await newLink();
    const trip = await world.beginOn(made, id);
    await world.finish(trip, { account: mira });
    expect(await html(resultPage, token, trip)).toContain(`href="${withdrawalPages.work}"`);
  });

  test('has another page for personal accounts, and none that is known in national clouds', () => {
    const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
    expect(withdrawalPageOf({ tid: personal, cloud: 'sandbox' })).toBe(withdrawalPages.personal);
    expect(withdrawalPageOf({ tid: 'x', cloud: 'global' })).toBe(withdrawalPages.work);
    expect(withdrawalPageOf({ tid: 'x', cloud: 'china' })).toBeUndefined();
  });

  test('may have been on purpose', async () => {
    const known = await world.connect(made, mira);
    const { token } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
    expect(await html(linkPage, token)).toContain(wordsIn('en')('reauthorize.onPurpose'));
  });
});

test.each(languages)('a link that cannot be used says in %s that its address may be cut', async (language) => {
  expect(await html(linkPage, 'half-an-addr', { language })).toContain(wordsIn(language)('closed.text'));
});
