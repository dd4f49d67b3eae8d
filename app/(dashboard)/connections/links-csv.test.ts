import { expect, test } from 'vitest';
import { linksCsv } from './links-csv.ts';

const link = {
  id: '1',
  connectionId: 'c1',
  integrationKey: 'drive',
  username: 'anna@contoso.com',
  endUserId: 'u1',
  endUserEmail: '',
  url: 'https://latchkey.example/connect/abc',
  expiresAt: '2030-01-01T00:00:00.000Z',
};

test('one row a link, under names', () => {
  expect(linksCsv([link])).toBe(
    'connection_id,integration,end_user_id,end_user_email,account,link,expires_at\r\n' +
      'c1,drive,u1,,anna@contoso.com,https://latchkey.example/connect/abc,2030-01-01T00:00:00.000Z\r\n',
  );
});

test('quotes, commas and line ends stay in their cell', () => {
  expect(linksCsv([{ ...link, endUserId: 'a "b", c\nd' }])).toContain(',"a ""b"", c\nd",');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '＠SUM(A1)'])('%j is no formula', (endUserId) => {
  expect(linksCsv([{ ...link, endUserId }])).toContain(`,'${endUserId},`);
});
