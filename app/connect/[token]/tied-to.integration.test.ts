import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserCookieName } from '#lib/connections/connect/browser';
import { env } from '#lib/env';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import type { NewLink } from '#lib/links/schema';
import { maskUserName } from '#lib/mask';
import { actor, type Known, type Made, mira, World } from '../../../scripts/testing/world.ts';
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
const asked: { language: Language; browser: string } = { language: 'en', browser: '' };
beforeEach(() => {
  asked.browser = '';
});

function speak(language: Language): void {
  asked.language = language;
}

/** The HTML as sent to the browser, which is what it shows without JavaScript. */
async function html(page: typeof linkPage, token: string): Promise<string> {
  const path = `/connect/${token}${page === resultPage ? '/result' : ''}`;
  const cookie = `${browserCookieName()}=${asked.browser}`;
  const headers = { 'accept-language': asked.language, ...(asked.browser && { cookie }) };
  const request = new NextRequest(`${env().publicUrl}${path}`, { headers });
  return (await page(request, { params: Promise.resolve({ token }) })).text();
}

/** Connects with a link, and keeps the cookies of the browser that did. */
async function connectWith(linkId: string): Promise<void> {
  const trip = await world.beginOn(made, linkId);
  await world.finish(trip, { account: mira });
  asked.browser = trip.browser;
}

const newLink = (link: Omit<NewLink, 'integrations'>) => createLink({ ...link, integrations: [made.uniqueKey] }, actor);

const adele = { id: 'u-adele', email: 'adele@fabrikam.example', display_name: 'Adele Vance' };
const adeleMasked = '\u2068A•••e V•••e\u2069 (\u2068a•••e@fabrikam.example\u2069)';
const fabrikam = { organization_id: 'o1', organization_display_name: 'Fabrikam' };
const fabrikamShown = '\u2068Fabrikam\u2069';

describe('whose connection it becomes', () => {
  test.each(languages)('is said in %s, before and after', async (language) => {
    speak(language);
    const t = wordsIn(language);
    const known = { who: adeleMasked, organization: fabrikamShown };
    const { id, token } = await newLink({ endUser: adele, tags: fabrikam });
    const before = await html(linkPage, token);
    expect(before).toContain(t('tiedTo.title'));
    expect(before).toContain(t('tiedTo.personAt', known));
    await connectWith(id);
    const after = await html(resultPage, token);
    expect(after).toContain(t('result.connected.title'));
    expect(after).toContain(t('tiedTo.donePersonAt', known));
    for (const page of [before, after]) expect(page).not.toMatch(/Adele|Vance|adele@|u-adele/);
  });

  const partly: [string, Omit<NewLink, 'integrations'>, (t: ReturnType<typeof wordsIn>) => string][] = [
    ['a person alone', { endUser: adele }, (t) => t('tiedTo.person', { who: adeleMasked })],
    ['an id alone', { endUser: { id: 'customer-7' } }, (t) => t('tiedTo.person', { who: '\u2068c•••7\u2069' })],
    ['an organization alone', { tags: fabrikam }, (t) => t('tiedTo.organization', { organization: fabrikamShown })],
    [
      'an organization without a name',
      { tags: { organization_id: 'o-123' } },
      (t) => t('tiedTo.organization', { organization: '\u2068o•••3\u2069' }),
    ],
  ];
  test.each(partly)('%s', async (_, link, sentence) => {
    for (const language of languages) {
      speak(language);
      expect(await html(linkPage, (await newLink(link)).token)).toContain(sentence(wordsIn(language)));
    }
  });

  test('nobody the link knows: nothing is claimed', async () => {
    speak('en');
    const { token } = await newLink({ tags: { plan: 'pro' } });
    expect(await html(linkPage, token)).not.toContain(wordsIn('en')('tiedTo.title'));
  });

  test('markup and other writing directions in a name stay text in their place', async () => {
    speak('en');
    const tags = { ...fabrikam, organization_display_name: '\u202e<b>مايكروسوفت</b> {who}' };
    const page = await html(linkPage, (await newLink({ tags })).token);
    expect(page).toContain('tied to \u2068&lt;b&gt;مايكروسوفت&lt;/b&gt; {who}\u2069. Go on only');
  });
});

describe('only the end user’s own account', () => {
  const own = { endUser: adele, expectedEmail: adele.email };

  test.each(languages)('is named in one block, in %s', async (language) => {
    speak(language);
    const t = wordsIn(language);
    const page = await html(linkPage, (await newLink(own)).token);
    const account = t('account.email', { masked: 'a•••e@fabrikam.example' });
    expect(page.replaceAll('<!-- -->', '')).toContain(`${t('tiedTo.own', { who: adeleMasked })} ${account}`);
    expect(page).not.toContain(t('tiedTo.title'));
  });

  test.each([
    ['another account', { ...own, expectedEmail: 'mira@contoso.sandbox' }],
    ['an organization', { ...own, tags: fabrikam }],
  ])('with %s it is warned of what is tied', async (_, link) => {
    speak('en');
    expect(await html(linkPage, (await newLink(link)).token)).toContain('Go on only if');
  });
});

test('says what stays, what is only read, and where it is taken back', async () => {
  for (const language of languages) {
    speak(language);
    const t = wordsIn(language);
    const page = await html(linkPage, (await newLink({})).token);
    expect(page).toContain(t('connect.signIn'));
    expect(page).toContain(t('connect.lasting'));
    expect(page).toContain('href="https://myapps.microsoft.com"');
    expect(page).toContain(t('notAsked.writing'));
  }
});

describe('signing in again', () => {
  let known: Known;
  const target = () => ({ connectionId: known.id, integrationId: made.id });

  beforeAll(async () => {
    known = await world.connect(made, mira, { endUser: adele, tags: fabrikam });
    speak('en');
  });

  test('names the account before, which stays with whom it belongs to, and whose connection it is after', async () => {
    const t = wordsIn('en');
    const { id, token } = await createReauthorizeLink(target(), actor);
    const whose = { who: adeleMasked, organization: fabrikamShown };
    const before = await html(linkPage, token);
    expect(before).toContain(t('account.same', { masked: maskUserName(mira) }));
    expect(before).not.toContain(t('tiedTo.title'));
    await connectWith(id);
    expect(await html(resultPage, token)).toContain(t('tiedTo.donePersonAt', whose));
  });

  test('names whom the link gives it to instead', async () => {
    const t = wordsIn('en');
    const endUser = { id: 'u-jo', display_name: 'Jo Hart' };
    const { token } = await createReauthorizeLink(target(), actor, { endUser });
    const whose = { who: '\u2068J••• H•••t\u2069', organization: fabrikamShown };
    expect(await html(linkPage, token)).toContain(t('tiedTo.personAt', whose));
  });
});
