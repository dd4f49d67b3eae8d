import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { env } from '#lib/env';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { jar } from '../../../../scripts/testing/browser-jar.ts';
import { addEveryRole, become } from '../../../../scripts/testing/signed-in.ts';
import { actor, jonas, type Known, type Made, mira, World } from '../../../../scripts/testing/world.ts';
import { answerSearch } from './search.ts';

vi.mock('next/headers', async () => (await import('../../../../scripts/testing/browser-jar.ts')).nextHeaders);

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
  made = await world.integrate({ displayName: 'Acme files' });
  known = await world.connect(made, jonas);
});
afterAll(() => world.stop());
beforeEach(() => jar.clear());

function ask(q: string): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const url = `${env().publicUrl}/api/dashboard/search?${new URLSearchParams({ q })}`;
  return answerSearch(new Request(url, { headers: { cookie } }));
}

async function find(q: string) {
  await become('viewer');
  return (await ask(q)).json();
}

test('a stranger finds nothing', async () => {
  const answer = await ask('jonas');
  expect(answer.status).toBe(401);
  expect(await answer.text()).not.toContain('Jonas');
});

test('a viewer finds people, integrations and codes, each at its page', async () => {
  expect(await find('jonas')).toMatchObject({
    connections: [{ href: `/connections/${known.id}`, title: `Jonas Lindqvist, ${jonas}`, detail: 'Acme files' }],
  });
  expect(await find('acme')).toMatchObject({ integrations: [{ title: 'Acme files', detail: made.uniqueKey }] });
  const { codes } = await find('AADSTS5010');
  expect(codes).toContainEqual(expect.objectContaining({ href: '/troubleshooting/50105', title: 'AADSTS50105' }));
  expect(await find('')).toEqual({ connections: [], links: [], integrations: [], codes: [] });
});

test('the code for customers’ pages is found, and the picker by who may try it', async () => {
  const embed = { href: `/integrations/${made.uniqueKey}?tab=embed`, title: 'Embed: Acme files' };
  for (const typed of ['embed', 'Embed acme', 'file picker', 'iframe'])
    expect((await find(typed)).integrations, typed).toContainEqual(expect.objectContaining(embed));
  for (const typed of ['em', 'embed nobody', 'file', 'the'])
    expect((await find(typed)).integrations, typed).not.toContainEqual(expect.objectContaining(embed));
  const picker = { href: `/connections/${known.id}/picker`, title: `Try the picker: ${jonas}`, detail: 'File picker' };
  expect((await find('try the picker')).connections).toEqual([]);
  await become('admin');
  for (const typed of ['file picker', 'Try the picker', 'picker jonas'])
    expect((await (await ask(typed)).json()).connections, typed).toEqual([picker]);
});

test('a link is found by the person it waits for, without its token', async () => {
  const link = await createLink({ integrations: [made.uniqueKey], endUser: { id: 'c-7', email: mira } }, actor);
  const answer = await find('mira@');
  expect(answer.links).toEqual([{ href: `/links?link=${link.id}`, title: mira, detail: 'Open' }]);
  expect(JSON.stringify(answer)).not.toContain(link.token);
});

test('a reauthorize link is found by the account it asks for, and bears its name', async () => {
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  const { links } = await find('lindqvist');
  expect(links).toContainEqual({ href: `/links?link=${id}`, title: 'Jonas Lindqvist', detail: 'Open' });
});
