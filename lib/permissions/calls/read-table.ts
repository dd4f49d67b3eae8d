/** One call and the permissions that serve it, each alone. An empty list: there is none, or none is known. */
export type CallRow = {
  method: string;
  /** Lower case; `{}` is any one segment, `**` any rest, `{user}`, `{item}` … as in ../fold.ts. */
  template: string;
  /** The least first. */
  delegated: readonly string[];
  /** Delegated, with a personal Microsoft account. */
  personal: readonly string[];
  application: readonly string[];
  /** Why the answer is not what Microsoft's table says, or what it leaves out. */
  note?: string;
};

const split = (names: string) => names.split(' ').filter((name) => name !== '' && name !== '-');

/**
 * Reads a table of calls. A line `delegated | personal | application` says which permissions serve the indented calls
 * below it, the least first; `-` is none. A line `# …` in front is the note of the next such line. The facts are those of
 * Microsoft's own permission data (github.com/microsoftgraph/microsoft-graph-devx-content, MIT, Copyright (c) 2020
 * Microsoft Graph, permissions.json of 2026-08-07), folded by ../fold.ts; what our own answers change has a note.
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
