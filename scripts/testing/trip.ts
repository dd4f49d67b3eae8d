import { Visit } from '../../sandbox/testing/bench.ts';

/** What a person does at the sandbox's pages, without JavaScript. */
export type Person = {
  account: string;
  /** At the consent page; at the picker for `leave`. */
  decision?: 'accept' | 'decline' | 'leave';
  /** Where only an admin may consent: follow the page's link back to the app, perhaps after asking there. */
  needsAdmin?: 'return' | 'request';
};

/** A sign-in or admin consent from the address the app sent the browser to, until the browser comes back. */
export async function signInAt(
  url: string,
  { account, decision = 'accept', needsAdmin }: Person,
): Promise<URLSearchParams> {
  const picker = await Visit.open(url);
  if (picker.returned) return picker.requireReturn();
  const picked = await picker.post(decision === 'leave' ? { decision: 'cancel' } : { account });
  if (picked.returned) return picked.requireReturn();
  if (needsAdmin === 'return') return linkBack(picked.html);
  if (needsAdmin === 'request') return linkBack((await picked.post({ decision: 'ask', reason: 'For work' })).html);
  // A second factor that a policy asks for.
  const verified = picked.html.includes('value="verify"') ? await picked.post({ decision: 'verify' }) : picked;
  if (verified.returned) return verified.requireReturn();
  const decided = await verified.post({ decision: decision === 'accept' ? 'accept' : 'cancel' });
  return decided.requireReturn();
}

function linkBack(html: string): URLSearchParams {
  const href = /<a class="button" href="([^"]+)"/.exec(html)?.[1];
  if (!href) throw new Error(`No way back on the page:\n${html}`);
  return new URL(href.replaceAll('&amp;', '&')).searchParams;
}
