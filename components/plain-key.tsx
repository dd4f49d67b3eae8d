const typing =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]';

/** Whether a key was pressed as a shortcut: not while typing or in a dialog, and without ⌘, Ctrl or Alt. */
export function isPlainKey(event: KeyboardEvent): boolean {
  const isElsewhere = event.target instanceof Element && event.target.closest(typing) !== null;
  return !(isElsewhere || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey);
}
