/**
 * Text that a spreadsheet would read as a formula, including full-width characters that Excel treats as operators in
 * Japanese.
 */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Names and user agents come from strangers. An apostrophe in front keeps a spreadsheet from evaluating them. */
const withoutFormula = (text: string) => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** One CSV cell, always quoted (RFC 4180), that no spreadsheet evaluates as a formula. */
export function quotedCsvCell(text: string): string {
  return quoted(withoutFormula(text));
}

/** One CSV cell, quoted only where necessary (RFC 4180), that no spreadsheet evaluates as a formula. */
export function csvCell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/.test(safe) ? quoted(safe) : safe;
}
