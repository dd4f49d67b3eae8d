import { explain } from '#lib/microsoft/aadsts';

const longMilliseconds = 3 * 60 * 1000;

/** Whether a browser went to Microsoft so long ago that it may be stuck there. */
export function isStuckAtMicrosoft(link: { status: string; startedAt: Date | null }, now = Date.now()): boolean {
  return link.status === 'at_microsoft' && link.startedAt !== null && now - link.startedAt.getTime() > longMilliseconds;
}

// Microsoft shows these on a page of its own and sends nobody back.
const silentCodes = [90094, 90095, 50105, 53003, 50011, 500113, 700016, 90002];

/** An error that ends a sign-in at Microsoft, and who does what about it. */
export type SilentError = { code: number; meaning: string; endUser: string; operator: string; admin: string };

/** The errors that never come back to us, the likeliest first. */
export function listSilentErrors(): SilentError[] {
  return silentCodes.map((code) => {
    const { meaning, endUser, operator, admin } = explain(code);
    return { code, meaning, endUser, operator, admin };
  });
}
