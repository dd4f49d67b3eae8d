/** A bash word that stands for exactly this text. A NUL, which no bash word can hold, is left out. */
export function bashQuote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/** A PowerShell string that stands for exactly this text; its curly quotes end a string as the straight one does. */
export function powerShellQuote(text: string): string {
  return `'${text.replaceAll('\0', '').replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** Text for the rest of a comment's line. */
export function commentText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
