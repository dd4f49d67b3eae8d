/** Code of a page: a function that asks the page's own server for the token of a new session. */
export function askSession(name: string, path: string, indent = ''): string {
  return `// Your own server makes the session and answers with its token.
async function ${name}() {
  const answer = await fetch('${path}', { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}`.replaceAll(/^(?=.)/gm, indent);
}
