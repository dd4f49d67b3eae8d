const dots = '•••';

/**
 * A user name as shown to whoever holds a link: enough to recognize one's own, too little to learn somebody else's. A
 * text that is not an address is masked completely.
 */
export function maskUserName(userName: string): string {
  const at = userName.lastIndexOf('@');
  const name = at < 0 ? userName : userName.slice(0, at);
  const [first = '', ...rest] = [...name];
  const last = rest.length > 2 ? (rest.at(-1) ?? '') : '';
  return `${first}${dots}${last}${at < 0 ? '' : userName.slice(at)}`;
}

const longest = 80;
const [isolate, endOfIsolate] = ['\u2068', '\u2069'];

const withoutControls = (text: string) => text.replace(/\p{Bidi_Control}/gu, '').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');

/**
 * A typed text for use within a sentence: shortened if it is too long, and isolated so that its writing direction does
 * not reorder the text around it (Unicode Standard Annex 9, 2.4). Empty if nothing readable remains.
 */
export function withinSentence(text: string): string {
  const letters = [...withoutControls(text).trim()];
  if (letters.length === 0) return '';
  const short = letters.length > longest ? [...letters.slice(0, longest), '…'] : letters;
  return `${isolate}${short.join('')}${endOfIsolate}`;
}

/** A person's name, masked word by word, and their address, also masked; empty if neither is known. */
export function maskPerson({ name = '', address = '' }: { name?: string | undefined; address?: string | undefined }) {
  const words = withoutControls(name).split(/\s+/).filter(Boolean).map(maskUserName).join(' ');
  const known = withoutControls(address).trim();
  const [who, where] = [withinSentence(words), known && withinSentence(maskUserName(known))];
  return who && where ? `${who} (${where})` : who || where;
}
