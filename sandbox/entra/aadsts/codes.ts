import type { Aadsts } from './shape.ts';
import { signInCodes } from './sign-in.ts';
import { tokenCodes } from './token.ts';

/**
 * What Entra says for a code (identity platform, "Microsoft Entra authentication and authorization error codes"). The
 * meaning and, where recorded answers exist, the wording are Microsoft's; no program may depend on the wording.
 */
export const aadsts: Readonly<Record<number, Aadsts>> = { ...signInCodes, ...tokenCodes };

/** Puts what the request was about into a text; what is unknown stays a word in braces. */
export function fillText(text: string, values: Record<string, string | undefined>): string {
  return text.replaceAll(/\{(\w+)\}/g, (word, name: string) => values[name] ?? word);
}
