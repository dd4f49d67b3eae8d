const dots = '•••';

/**
 * A user name as a page may show it to whoever holds a link: enough to recognize one's own, too little to learn
 * another's. What is no address is masked whole.
 */
export function maskUserName(userName: string): string {
  const at = userName.lastIndexOf('@');
  const name = at < 0 ? userName : userName.slice(0, at);
  const [first = '', ...rest] = [...name];
  const last = rest.length > 2 ? (rest.at(-1) ?? '') : '';
  return `${first}${dots}${last}${at < 0 ? '' : userName.slice(at)}`;
}
