const rowKey = 'latchkey.connections.opened';
const listKey = 'latchkey.connections.list';

/** Remembers, for this browser tab, which row was opened from which list. */
export function rememberOpened(id: string): void {
  sessionStorage.setItem(rowKey, id);
  sessionStorage.setItem(listKey, `${location.pathname}${location.search}`);
}

/** The row that was opened last; null if none was. */
export function readOpened(): string | null {
  return sessionStorage.getItem(rowKey);
}

export function forgetOpened(): void {
  sessionStorage.removeItem(rowKey);
}

/** The URL, with filters, of the list in which a row was opened; undefined if no row was opened in this tab. */
export function readListHref(): string | undefined {
  const href = sessionStorage.getItem(listKey);
  return href?.startsWith('/connections') ? href : undefined;
}
