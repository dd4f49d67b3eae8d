import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { env } from '#lib/env';
import { WeakPasswordError } from './errors.ts';

/** The person the password is for. Their names and the organization are the first things a guesser would try. */
export type PasswordOwner = { email: string; name: string; organization?: string | null | undefined };

/** Only this many characters are judged, because the time needed grows faster than the password. */
const judgedCharacters = 64;
/** zxcvbn's highest score: more than 10^10 guesses. */
const enough = 4;

const productWords = [
  ...['latchkey', 'microsoft', 'entra', 'azure', 'sharepoint', 'onedrive', 'outlook', 'teams', 'office365', 'm365'],
  // Passwords from older examples of the settings.
  'at-least-12-characters',
];

declare global {
  var latchkeyPasswordJudge: Promise<ZxcvbnFactory> | undefined;
}

/** Loaded on first use: its dictionaries take half a second and sixty megabytes. */
function judge(): Promise<ZxcvbnFactory> {
  globalThis.latchkeyPasswordJudge ??= loadJudge();
  return globalThis.latchkeyPasswordJudge;
}

async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Judge }, common, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const { warnings, ...words } = en.translations;
  return new Judge({
    dictionary: { ...common.dictionary, ...en.dictionary },
    graphs: common.adjacencyGraphs,
    translations: {
      ...words,
      warnings: { ...warnings, userInputs: 'It is made of your name, your address or words of this product.' },
    },
    maxLength: judgedCharacters,
    l33tMaxSubstitutions: 10,
  });
}

/** The words that somebody who knows the person and the product would try, longest first. */
function ownWords({ email, name, organization }: PasswordOwner): string[] {
  const host = new URL(env().publicUrl).hostname;
  const whole = [email, name, organization ?? '', host, ...productWords].map((text) => text.trim().toLowerCase());
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const words = [...whole, ...parts, ...whole.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, ''))];
  return [...new Set(words)].filter((word) => word.length >= 3).sort((one, other) => other.length - one.length);
}

function without(password: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ' '), password.toLowerCase()).trim();
}

const advice = 'Four or more words that have nothing to do with each other make a good one.';

/**
 * Accepts a password only if it is hard to guess, even for somebody who knows its owner and this product.
 * @throws WeakPasswordError with what would help
 */
export async function requireStrongPassword(password: string, owner: PasswordOwner): Promise<void> {
  const words = ownWords(owner);
  const judged = password.slice(0, judgedCharacters);
  const { check } = await judge().then((one) => ({ check: (text: string) => one.check(text, words) }));
  const whole = check(judged);
  if (whole.score < enough) throw new WeakPasswordError(sentence(whole.feedback));
  // Words related to the owner are easy to guess in any combination, so the rest of the password has to be strong by
  // itself.
  const rest = without(judged, words);
  if (rest.length < judged.length && check(rest).score < enough)
    throw new WeakPasswordError(
      `Without your name, your address and words of this product too little is left. ${advice}`,
    );
}

function sentence({ warning, suggestions }: { warning: string | null; suggestions: string[] }): string {
  return [warning, ...suggestions.filter((one) => !one.includes('less common')), advice].filter(Boolean).join(' ');
}
