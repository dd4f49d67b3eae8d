/** A GUID anywhere in a text. */
export const guidPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const onlyGuid = new RegExp(`^${guidPattern.source}$`, 'i');

/** Whether a text is exactly one GUID, like the ids of our rows and of Microsoft's apps, tenants and secrets. */
export function isGuid(text: string): boolean {
  return onlyGuid.test(text);
}
