'use client';

export type Problem = 'signed_out' | 'no_answer';

const PATIENCE_MS = 8000;

/** The forms in which something was typed that was not sent. */
const typed = new Set<HTMLFormElement>();

export const noteTyped = (form: HTMLFormElement) => typed.add(form);
export const noteSent = (form: HTMLFormElement) => typed.delete(form);
export const forgetTyped = () => typed.clear();
export const isUnsent = () => [...typed].some((form) => form.isConnected);

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

/**
 * Whether the page may be rendered again by itself. Once the session has ended that would lead to the sign-in page, away
 * from what is typed.
 */
export async function mayRefresh(): Promise<boolean> {
  return !isUnsent() || (await findProblem()) === undefined;
}
