const rowKey = 'latchkey.connections.opened';
const listKey = 'latchkey.connections.list';

/** Keeps for this tab which row was opened, and from which list. */
export function rememberOpened(id: string): void {
  sessionStorage.setItem(rowKey, id);
  sessionStorage.setItem(listKey, `${location.pathname}${location.search}`);
}

/** The row that was opened last; null when none was. */
export function readOpened(): string | null {
  return sessionStorage.getItem(rowKey);
}

export function forgetOpened(): void {
  sessionStorage.removeItem(rowKey);
}

/** The list's address when a row of it was opened, with its filters; undefined when no row was opened in this tab. */
export function readListHref(): string | undefined {
  const href = sessionStorage.getItem(listKey);
  return href?.startsWith('/connections') ? href : undefined;
}
