const named = 5;

/** Names of rows: all of a few, the first ones of many. */
export function namesText(names: readonly string[]): string {
  const more = names.length - named;
  const shown = names.slice(0, named).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
