import { expect, test } from 'vitest';
import { readReference } from './reference.ts';

const groups = readReference('/api');
const find = (id: string) => groups.flatMap(({ operations }) => operations).find((one) => one.id === id);

test('every group has operations, and every operation is in one', () => {
  expect(groups.filter(({ operations }) => operations.length === 0)).toEqual([]);
  const ids = groups.flatMap(({ operations }) => operations.map(({ id }) => id));
  expect(ids.length).toBe(new Set(ids).size);
  expect(ids.length).toBeGreaterThan(25);
});

test('parameters, nested members and answers are told with their types', () => {
  const one = find('getConnection');
  expect(one).toMatchObject({ method: 'GET', path: '/connections/{connection_id}' });
  expect(one?.parameters).toContainEqual(
    expect.objectContaining({ name: 'provider_config_key', place: 'query', required: true, type: 'string' }),
  );
  expect(one?.answers.map(({ status }) => status)).toEqual(expect.arrayContaining(['200', '401', '403', '404', '424']));
  const fields = one?.answers.find(({ status }) => status === '200')?.fields.map(({ name }) => name);
  expect(fields).toEqual(expect.arrayContaining(['account.oid', 'connection_config.sharepointAccessToken.expires_at']));
  const body = find('createIntegration')?.body;
  expect(body).toContainEqual(expect.objectContaining({ name: 'credentials.type', type: '"OAUTH2"', required: true }));
});
