import { expect, test } from 'vitest';
import { readKeyOrder } from './read-order.ts';

function read(fields: [string, string][]) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  if (!form.has('integration')) form.set('integration', '');
  return readKeyOrder(form);
}

test.each<[string, [string, string][], object]>([
  [
    'everything, where that is said',
    [
      ['name', ' A '],
      ['preset', 'full'],
    ],
    { name: 'A', scopes: ['environment:*'], integrationId: '' },
  ],
  [
    'a preset',
    [
      ['name', 'A'],
      ['preset', 'vend'],
      ['scope', 'environment:proxy'],
    ],
    { scopes: ['environment:connections:read_credentials'] },
  ],
  [
    'scopes one by one',
    [
      ['name', 'A'],
      ['preset', 'custom'],
      ['scope', 'environment:proxy'],
      ['scope', 'environment:connections:list'],
    ],
    { scopes: ['environment:proxy', 'environment:connections:list'] },
  ],
])('%s', (_, fields, expected) => {
  expect(read(fields).data).toMatchObject(expected);
});

test.each<[string, [string, string][]]>([
  ['the name alone', [['name', 'A']]],
  [
    'scopes without a preset',
    [
      ['name', 'A'],
      ['scope', 'environment:proxy'],
    ],
  ],
  [
    'none chosen',
    [
      ['name', 'A'],
      ['preset', 'custom'],
    ],
  ],
  [
    'one that does not exist',
    [
      ['name', 'A'],
      ['preset', 'custom'],
      ['scope', 'environment:all'],
    ],
  ],
  [
    'an integration that is no id',
    [
      ['name', 'A'],
      ['preset', 'full'],
      ['integration', 'x'],
    ],
  ],
])('%s is refused', (_, fields) => {
  expect(read(fields).success).toBe(false);
});
