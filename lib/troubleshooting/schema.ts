const prefixed = /AADSTS[\s:]*(\d{4,8})(?!\d)/i;
const alone = /^\s*(\d{4,8})\s*$/;
// No part of an id, an address or a date.
const amongWords = /(?<![\w./:@-])(\d{5,7})(?![\w/@-])/;

/**
 * The digits of the first error code of Microsoft's in what somebody typed or pasted, such as a whole line of a log: the
 * one that is called AADSTS, else a number as long as codes are.
 */
export function digitsOfCode(text: string): string | undefined {
  const found = prefixed.exec(text) ?? alone.exec(text) ?? amongWords.exec(text);
  return found?.[1];
}
