import { Visit } from './visit.ts';

/** What a person does on the sandbox's pages, without JavaScript. */
export type Person = {
  account: string;
  /** The decision on the consent page, or on the account picker for `leave`. */
  decision?: 'accept' | 'decline' | 'leave';
  /**
   * What to do if only an admin may consent: follow the page's link back to the app, optionally after sending a
   * request.
   */
  needsAdmin?: 'return' | 'request';
  /** An admin's choice on the consent page: for themselves, or for everybody in their tenant. */
  consentsFor?: 'person' | 'everyone';
};

/**
 * Performs a sign-in or admin consent, from the URL that the app redirected to until the browser returns to the app.
 */
export async function signInAt(
  url: string,
  { account, decision = 'accept', needsAdmin, consentsFor }: Person,
): Promise<URLSearchParams> {
  const picker = await Visit.open(url);
  if (picker.returned) return picker.requireReturn();
  const picked = await picker.post(decision === 'leave' ? { decision: 'cancel' } : { account });
  if (picked.returned) return picked.requireReturn();
  if (needsAdmin === 'return') return linkBack(picked.html);
  if (needsAdmin === 'request') return linkBack((await picked.post({ decision: 'ask', reason: 'For work' })).html);
  // The page for a second factor that a policy requires.
  const verified = picked.html.includes('value="verify"') ? await picked.post({ decision: 'verify' }) : picked;
  if (verified.returned) return verified.requireReturn();
  const everyone: Record<string, string> = consentsFor === 'everyone' ? { everyone: 'yes' } : {};
  const decided = await verified.post({ decision: decision === 'accept' ? 'accept' : 'cancel', ...everyone });
  return decided.requireReturn();
}

function linkBack(html: string): URLSearchParams {
  const href = /<a class="button" href="([^"]+)"/.exec(html)?.[1];
  if (!href) throw new Error(`No way back on the page:\n${html}`);
  return new URL(href.replaceAll('&amp;', '&')).searchParams;
}
