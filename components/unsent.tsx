'use client';

export type Problem = 'signed_out' | 'no_answer';

export const problemWords = {
  signed_out: { title: 'You were signed out', text: 'Nothing was sent, and nothing you typed is lost.' },
  no_answer: {
    title: 'The server does not answer',
    text: 'Nothing was lost: what you typed is still here. Send it again in a moment.',
  },
} as const;

const PATIENCE_MS = 8000;

/** What was typed into, whether it is to be sent or only read on the page. */
const fields = new Set<Element>();
export const noteField = (field: Element) => fields.add(field);
const isTyped = () => [...fields].some((field) => field.isConnected);

/** The forms in which something was typed that was not sent. */
const typed = new Set<HTMLFormElement>();

export const noteTyped = (form: HTMLFormElement) => typed.add(form);
export function noteSent(form: HTMLFormElement): void {
  typed.delete(form);
  for (const field of fields) if (form.contains(field)) fields.delete(field);
}
const forgetTyped = () => {
  typed.clear();
  fields.clear();
};
export const isUnsent = () => [...typed].some((form) => form.isConnected);

/** Asks before this page is left, if something typed on it would be lost. */
export function mayLeave(): boolean {
  if (!isUnsent()) return true;
  if (!window.confirm('Leave this page? What you typed was not saved.')) return false;
  forgetTyped();
  return true;
}

/** Why a form should not be sent now, if there is a reason. */
export async function findProblem(): Promise<Problem | undefined> {
  try {
    const options = { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) } as const;
    const { status, ok } = await fetch('/api/dashboard/session', options);
    if (status === 401) return 'signed_out';
    // Refusals of another kind are for the form's own action to tell.
    return ok || status < 500 ? undefined : 'no_answer';
  } catch {
    return 'no_answer';
  }
}

const unasked = {
  signed_out: 'You were signed out, so nothing was done. Sign in in a new tab, then come back and do this again.',
  no_answer: 'The server does not answer, so nothing was done. Do this again in a moment.',
} as const;

/**
 * Calls an action outside a form, unless the server would not answer or this browser is signed out. Either would take
 * the page away, with all that is typed on it.
 */
export async function askServer<Answer>(action: () => Promise<Answer>): Promise<Answer | { error: string }> {
  const problem = await findProblem();
  return problem ? { error: unasked[problem] } : action();
}

/**
 * Whether the page may be rendered again by itself. While the server does not answer the browser would show its own page
 * instead, and once the session has ended the sign-in page would come, away from what is typed.
 */
export async function mayRefresh(): Promise<boolean> {
  const problem = await findProblem();
  return problem === undefined || (problem === 'signed_out' && !isTyped());
}
