import { expect, test } from 'vitest';
import { readQuery } from './query';

test.each([
  [
    { code: 'AADSTS50105', integration: 'one-drive' },
    { typed: 'AADSTS50105', integration: 'one-drive' },
  ],
  [{ q: ' 50105 ' }, { typed: '50105', integration: undefined }],
  [{ q: ['50105', '90094'] }, { typed: '', integration: undefined }],
  [
    { q: `AADSTS50105: ${'long '.repeat(400)}` },
    { typed: expect.stringMatching(/^AADSTS50105: /), integration: undefined },
  ],
  [{}, { typed: '', integration: undefined }],
])('%j', (search, query) => {
  expect(readQuery(search)).toEqual(query);
});
