import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { readBranding } from '#lib/branding/branding';
import { logoPath, noBranding } from '#lib/branding/schema';
import { env } from '#lib/env';
import { jar } from '../../../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../../../scripts/testing/database.ts';
import { addEveryRole, become, emailOf, form } from '../../../../scripts/testing/signed-in.ts';
import { GET } from '../../../branding/logo/route.ts';
import { admit } from '../../../connect/admit.ts';
import { saveBranding } from './actions.ts';

vi.mock('next/headers', async () => (await import('../../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../../scripts/testing/browser-jar.ts')).nextCache);

let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await addEveryRole();
});
afterAll(() => close());
beforeEach(() => jar.clear());

const texts = {
  name: 'Acme',
  accent: '#0B6E4F',
  contactName: 'Acme support',
  contactAddress: 'help@example.com',
  privacyUrl: 'https://example.com/privacy',
  termsUrl: '',
};

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const picture = () => new File([Buffer.from(onePixel, 'base64')], 'logo.png', { type: 'image/png' });
const save = (fields: Record<string, string | File> = {}) =>
  saveBranding({ turn: 0, saves: 0 }, form({ ...texts, ...fields }));
const logoAt = (path: string) => GET(new NextRequest(`${env().publicUrl}${path}`));
const lastAudit = async () => (await listAudit({ limit: 1, subject: 'settings' }))[0];

describe('who may change it', () => {
  test('a stranger is sent to sign in', async () => {
    await expect(save()).rejects.toMatchObject({ digest: expect.stringContaining('NEXT_REDIRECT') });
  });

  test('a viewer is refused', async () => {
    await become('viewer');
    await expect(save()).rejects.toMatchObject({ digest: expect.stringContaining('403') });
    expect(await readBranding()).toEqual(noBranding);
  });
});

test('what an admin saves is kept, with an audit row that names what changed', async () => {
  await become('admin');
  expect(await save({ logo: picture() })).toMatchObject({ turn: 1, saves: 1, saved: true });
  const contact = { name: 'Acme support', address: 'help@example.com' };
  const urls = { privacyUrl: 'https://example.com/privacy', termsUrl: null };
  const branding = await readBranding();
  expect(branding).toMatchObject({ name: 'Acme', accent: '#0b6e4f', contact, ...urls, logo: { width: 1, height: 1 } });
  expect(await lastAudit()).toMatchObject({
    actor: `operator:${emailOf('admin')}`,
    action: 'branding.changed',
    detail: { changed: ['name', 'accent', 'contact', 'privacyUrl', 'logo'] },
  });
});

test('saving the same again leaves no trace', async () => {
  await become('admin');
  const before = await lastAudit();
  await save();
  expect(await lastAudit()).toEqual(before);
});

describe('the logo', () => {
  test('is served so that nothing in it can run, and cached for good', async () => {
    const { logo } = await readBranding();
    const answer = await logoAt(logo ? logoPath(logo) : '');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(onePixel);
  });

  test('has no other address', async () => {
    expect((await logoAt('/branding/logo')).status).toBe(404);
    expect((await logoAt('/branding/logo?v=other')).status).toBe(404);
  });

  test.each([
    ['SVG', new File(['<svg onload="alert(1)"/>'], 'logo.png', { type: 'image/png' }), 'SVG files can carry scripts'],
    ['HTML', new File(['<html></html>'], 'logo.png', { type: 'image/png' }), 'not a PNG, JPEG or WebP'],
    ['a large file', new File([Buffer.alloc(100 * 1024 + 1)], 'logo.png'), 'larger than 100 KB'],
  ])('%s is refused, and what was there stays', async (_, logo, sentence) => {
    await become('admin');
    const before = await readBranding();
    const state = await save({ name: 'Other', logo });
    expect(state.fields?.logo?.[0]).toContain(sentence);
    expect(await readBranding()).toEqual(before);
  });

  test('a page that lost the chosen file with an error elsewhere says so; one that kept it does not', async () => {
    await become('admin');
    const sent = { privacyUrl: 'http://example.com', logo: picture() };
    expect(await save(sent)).toMatchObject({
      saves: 0,
      fields: { logo: ['Choose the logo again: it was not kept.'], privacyUrl: [expect.any(String)] },
    });
    expect((await save({ ...sent, keepsFile: 'yes' })).fields).not.toHaveProperty('logo');
    expect((await save({ ...sent, logo: new File([], '') })).fields).not.toHaveProperty('logo');
  });

  test('stays when no file is sent, and goes when asked', async () => {
    await become('owner');
    await save({ logo: new File([], '') });
    const { logo } = await readBranding();
    expect(logo).not.toBeNull();
    await save({ removeLogo: 'on' });
    expect((await readBranding()).logo).toBeNull();
    expect((await logoAt(logo ? logoPath(logo) : '')).status).toBe(404);
  });
});

describe('refused with a sentence', () => {
  test.each([
    ['accent', 'red', 'six digits'],
    ['accent', '#fff', 'six digits'],
    ['name', 'A'.repeat(61), 'at most 60'],
    ['name', 'Acme\u202e', 'invisible character'],
    ['contactAddress', 'javascript:alert(1)', 'e-mail address'],
    ['contactAddress', '', 'A contact needs'],
    ['privacyUrl', 'http://example.com', 'https://'],
    ['termsUrl', 'data:text/html,x', 'https://'],
    ['termsUrl', 'https://user@example.com', 'https://'],
  ])('%s: %s', async (field, value, sentence) => {
    await become('admin');
    const { fields } = await save({ [field]: value });
    expect(fields?.[field]?.join(' ')).toContain(sentence);
  });
});

describe('pages of end users', () => {
  async function closedPage(headers: Record<string, string> = {}, query = ''): Promise<string> {
    const admission = await admit(new NextRequest(`${env().publicUrl}/connect/gone${query}`, { headers }));
    if (admission.kind !== 'answer') throw new Error('admitted');
    expect(admission.response.status).toBe(410);
    return admission.response.text();
  }

  test('carry name, colour, logo and contact, escaped', async () => {
    await become('admin');
    await save({ name: '<b>Acme', contactName: 'A & "B"', logo: picture() });
    const page = await closedPage();
    expect(page).toMatch(/<p [^>]+>&lt;b&gt;Acme<\/p>/);
    expect(page).toMatch(/<a href="mailto:help@example.com" [^>]+>A &amp; &quot;B&quot;<\/a>/);
    expect(page).toContain('<img src="/branding/logo?v=');
    expect(page).toContain('--accent-light-link:#0b6e4f');
    expect(page).toMatch(/<a href="https:\/\/example.com\/privacy" [^>]+>Privacy<\/a>/);
  });

  test.each([
    ['de', 'Dieser Link kann nicht verwendet werden'],
    ['fr', 'Ce lien ne peut pas être utilisé'],
    ['es', 'Este enlace no se puede usar'],
    ['ja', 'このリンクは使用できません'],
    ['pt', 'This link cannot be used'],
  ])('speak %s', async (language, title) => {
    const page = await closedPage({ 'accept-language': language });
    expect(page).toContain(`>${title}</h1>`);
    expect(page).toContain(`<html lang="${language === 'pt' ? 'en' : language}">`);
  });

  test('let the reader switch, and remember it', async () => {
    const german = await closedPage({ 'accept-language': 'de' });
    expect(german).toMatch(/<a href="\?lang=ja" lang="ja" hrefLang="ja" [^>]+>日本語<\/a>/);
    expect(await closedPage({ 'accept-language': 'de' }, '?lang=ja')).toContain('<html lang="ja">');
    expect(await closedPage({ 'accept-language': 'de', cookie: 'latchkey-language=fr' })).toContain('<html lang="fr">');
  });
});
