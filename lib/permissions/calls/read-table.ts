/**
 * One call and its permissions, each of which suffices. An empty list means that there is none or that none is known.
 */
export type CallRow = {
  method: string;
  /**
   * Lower case. `{}` is any one segment, `**` any remaining segments; `{user}`, `{item}` and so on are those of
   * ../fold.ts.
   */
  template: string;
  /** Least privilege first. */
  delegated: readonly string[];
  /** Delegated, with a personal Microsoft account. */
  personal: readonly string[];
  application: readonly string[];
  /** Why the answer differs from Microsoft's table, or what it omits. */
  note?: string;
};

const split = (names: string) => names.split(' ').filter((name) => name !== '' && name !== '-');

/**
 * Reads a table of calls. A line `delegated | personal | application` names the permissions for the indented calls
 * below it, least privilege first; `-` means none. A line `# …` is a note about the next such line. The facts are those
 * of Microsoft's own permission data (github.com/microsoftgraph/microsoft-graph-devx-content, MIT, Copyright (c) 2020
 * Microsoft Graph, permissions.json of 2026-08-07), shortened by ../fold.ts. Rows that differ from it have a note.
 */
export function readTable(text: string): CallRow[] {
  const rows: CallRow[] = [];
  let note: string | undefined;
  let answer: Omit<CallRow, 'method' | 'template'> = { delegated: [], personal: [], application: [] };
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('# ')) note = line.slice(2);
    else if (line.startsWith('  ')) {
      const words = line.trim().split(' ');
      const template = words.pop() ?? '';
      for (const method of words) rows.push({ method, template, ...answer });
    } else {
      const [delegated = '', personal = '', application = ''] = line.split('|');
      answer = { delegated: split(delegated), personal: split(personal), application: split(application), note };
      note = undefined;
    }
  }
  return rows;
}
