import { expect, test } from 'vitest';
import { readQuery } from './query';

test.each([
  [
    { code: 'AADSTS50105', integration: 'one-drive' },
    { typed: 'AADSTS50105', code: 50105, integration: 'one-drive' },
  ],
  [{ code: ' 50105 ' }, { typed: '50105', code: 50105, integration: undefined }],
  [{ code: 'nonsense' }, { typed: 'nonsense', code: undefined, integration: undefined }],
  [{ code: ['50105', '90094'] }, { typed: '', code: undefined, integration: undefined }],
  [{}, { typed: '', code: undefined, integration: undefined }],
])('%j', (search, query) => {
  expect(readQuery(search)).toEqual(query);
});
