import { expect, test } from 'vitest';
import { mergeActivity } from './activity';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute));
const connection = { id: 'c', username: 'ada@example.com', displayName: 'Ada', integrationName: 'OneDrive' };
const events = [
  { id: '2', at: at(3), type: 'needs_reauthorization', detail: {}, connection },
  { id: '1', at: at(1), type: 'revealed', detail: { by: 'operator:bo@example.com' }, connection },
] as const;
const audit = (minute: number, action: string, subject: string) => ({
  id: `${minute}${action}`,
  at: at(minute),
  actor: 'operator:bo@example.com',
  action,
  subject,
  detail: {},
});

test('both kinds stand in one list, newest first', () => {
  const audits = [audit(2, 'integration.created', 'integration:one drive'), audit(1, 'link.created', 'link:x')];
  const merged = mergeActivity({ events, audits }, 3);
  expect(merged.map(({ what }) => what)).toEqual([
    'Needs reauthorization',
    'Integration created',
    'A token was revealed',
  ]);
  expect(merged[1]).toMatchObject({ href: '/integrations/one%20drive', whom: 'one drive', by: 'bo@example.com' });
});

test('what a timeline tells already is not told twice', () => {
  const audits = [audit(1, 'token.revealed', 'connection:c'), audit(1, 'operator.signed-in', 'operator:o')];
  expect(mergeActivity({ events: [], audits }, 5)).toEqual([]);
});

test.each([
  ['proved', 'Integration verified'],
  ['warned', 'Integration verified, with warnings'],
  ['failed', 'Verification failed'],
  ['unreached', 'Verification did not reach Microsoft'],
  ['partly', 'Verification run'],
])('a verification is told as what it came to: %s', (verdict, what) => {
  const run = { ...audit(1, 'integration.verified', 'integration:files'), detail: { verdict } };
  expect(mergeActivity({ events: [], audits: [run] }, 5)).toMatchObject([{ what }]);
});

test('a link and a connection are told with their person, where that is known', () => {
  const audits = [audit(2, 'link.created', 'link:l'), audit(1, 'connection.new-account-allowed', 'connection:c')];
  const names = new Map([
    ['link:l', 'mira@example.com'],
    ['connection:c', 'jonas@example.com'],
  ]);
  expect(mergeActivity({ events: [], audits, names }, 5)).toMatchObject([
    { whom: 'mira@example.com', href: '/links?link=l' },
    { whom: 'jonas@example.com' },
  ]);
  expect(mergeActivity({ events: [], audits }, 5).map(({ whom }) => whom)).toEqual([undefined, undefined]);
});
