import { expect, test } from 'vitest';
import { csvCell, quotedCsvCell } from './csv.ts';

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
  expect(quotedCsvCell(text)).toBe(written);
});

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['one\ntwo, three', '"one\ntwo, three"'],
  ['=cmd|calc', "'=cmd|calc"],
  ['＋1', "'＋1"],
  ['\t=1', "'\t=1"],
  ['\rx', `"'\rx"`],
])('%j is written as %j where quotes are only put when needed', (text, written) => {
  expect(csvCell(text)).toBe(written);
});
