/** What a spreadsheet would take for a formula, also in the full-width characters that Excel in Japanese reads as one. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Strangers write names and user agents: an apostrophe in front keeps a spreadsheet from calculating what they wrote. */
const withoutFormula = (text: string) => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** One cell of CSV in quotes (RFC 4180), which no spreadsheet takes for a formula. */
export function quotedCsvCell(text: string): string {
  return quoted(withoutFormula(text));
}

/** One cell of CSV, quoted only where its characters ask for it (RFC 4180), which no spreadsheet takes for a formula. */
export function csvCell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/.test(safe) ? quoted(safe) : safe;
}
