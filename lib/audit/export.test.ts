import { expect, test } from 'vitest';
import { csvField } from './export.ts';

test.each([
  ['plain', '"plain"'],
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['one\ntwo, three', '"one\ntwo, three"'],
  ['=cmd|calc', `"'=cmd|calc"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  [' =1', `"' =1"`],
  ['＝1', `"'＝1"`],
  ['＋1', `"'＋1"`],
  ['\t=1', `"'\t=1"`],
  ['\rx', `"'\rx"`],
  ['operator:ada@example.com', '"operator:ada@example.com"'],
  ['', '""'],
])('%j is written as %j', (text, written) => {
  expect(csvField(text)).toBe(written);
});
