import { expect, test } from 'vitest';
import { parseScope } from '#lib/catalogue/scope-names';
import { ownCalls } from './calls/own.ts';
import { CALLS } from './table.ts';

test('every row has a method, a template and an answer or its reason', () => {
  const empty = CALLS.filter(
    ({ method, template, delegated, application, note }) =>
      !/^(GET|POST|PUT|PATCH|DELETE|MERGE|SUBSCRIBE)$/.test(method) ||
      !/^(\/|\{)\S+$/.test(template) ||
      (delegated.length + application.length === 0 && !note),
  );
  expect(empty).toEqual([]);
});

test('a call stands once in the tables of the products', () => {
  const keys = CALLS.slice(ownCalls.length).map(({ method, template }) => `${method} ${template}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('permissions of the catalogue are spelt as it spells them', () => {
  const names = new Set(
    CALLS.flatMap(({ delegated, personal, application }) => [...delegated, ...personal, ...application]),
  );
  const misspelt = [...names].filter((name) => parseScope(name).known && parseScope(name).name !== name);
  expect(misspelt).toEqual([]);
});

test('templates are lower case but for what stands for something', () => {
  expect(CALLS.filter(({ template }) => template !== template.toLowerCase())).toEqual([]);
});
