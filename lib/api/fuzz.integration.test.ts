import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPickerSession } from '#lib/picker/sessions';
import { actor, type Known, World } from '../../scripts/testing/world.ts';
import { api } from './app.ts';
import { openApiDocument } from './openapi.ts';
import { readReference } from './reference.ts';

let world: World;
let known: Known;
/** What pages send that open the file picker. */
let page: { key: string; headers: { origin: string } };

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate());
  const origin = 'https://app.example.com';
  const { token } = await createPickerSession({ connectionId: known.id, origins: [origin] }, { actor });
  page = { key: token, headers: { origin } };
});
afterAll(() => world.stop());

const operations = readReference('/api')
  .flatMap((group) => group.operations)
  // Leaves out the proxy, which uses Node's own requests, and deletions, after which there would be nothing to request.
  .filter(({ path, method }) => !path.startsWith('/proxy') && method !== 'DELETE');
const declared = Object.entries(openApiDocument('/api').paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { responses }]) => {
    return { id: `${method.toUpperCase()} ${path}`, statuses: Object.keys(responses) };
  }),
);

const isOfPages = (path: string) => ['/picker/session', '/picker/token'].includes(path);

const oddNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', 'a\0', '\ud800', '%'];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    '%',
    '\0',
    '\ud800',
    'true',
    -1,
    1e308,
    2 ** 53,
    null,
    true,
    'x'.repeat(3_000),
    '2026-11-28',
  ),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true }),
);

/** Bodies with an operation's own field names and strange ones, whose values are rarely valid. */
function bodies(names: readonly string[]) {
  const name = fc.constantFrom(...names.flatMap((one) => one.replaceAll('[]', '').split('.')), ...oddNames);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.array(fc.tuple(name, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
  }));
  return value;
}

function queries(names: readonly string[]) {
  const name = fc.constantFrom(...names, ...names.map((one) => `${one}[constructor]`), ...oddNames, 'tags[__proto__]');
  const text = fc.oneof(
    fc.constantFrom('', '%', '-1', '1e9', '9007199254740993', 'true', '\0', 'a,'.repeat(200)),
    fc.string(),
  );
  return fc.array(fc.tuple(name, text), { maxLength: 4 });
}

test.each(operations)('$method $path: whatever is sent, the answer is a declared one and no 500', async (operation) => {
  const { method, path, parameters, body } = operation;
  const statuses = declared.find(({ id }) => id === `${method} ${path}`)?.statuses ?? [];
  const inQuery = parameters.filter(({ place }) => place === 'query').map(({ name }) => name);
  const place = path
    .replace('{connection_id}', known.connectionId)
    .replace('{unique_key}', known.uniqueKey)
    .replace('{provider}', 'one-drive');
  const property = fc.asyncProperty(queries(inQuery), bodies(body.map(({ name }) => name)), async (query, sent) => {
    const named = inQuery.includes('provider_config_key') ? [['provider_config_key', known.uniqueKey]] : [];
    const address = `/api${place}?${new URLSearchParams([...named, ...query])}`;
    const answer = await world.call(address, {
      method,
      ...(isOfPages(path) && page),
      ...(body.length > 0 && { body: sent }),
    });
    expect(answer.status, answer.text).not.toBe(500);
    expect(statuses).toContain(String(answer.status));
  });
  await fc.assert(property, { numRuns: 40 });
});

test.each(operations.filter(({ body }) => body.length > 0))(
  '$method $path: a body 8,000 levels deep is refused',
  async ({ method, path }) => {
    const { key, headers: more } = isOfPages(path) ? page : { key: world.key, headers: {} };
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
    const address = `/api${path.replaceAll(/[{}]/g, '')}?provider_config_key=${known.uniqueKey}`;
    for (const deep of [`${'['.repeat(8_000)}${']'.repeat(8_000)}`, `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`]) {
      const answer = await api.request(address, { method, headers, body: `{"metadata":${deep}}` });
      expect(answer.status, await answer.text()).toBe(400);
    }
  },
);
