import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { env } from '#lib/env';
import { WeakPasswordError } from './errors.ts';

/** Whose password it is to be. What they are called, and where, is what a guesser tries first. */
export type PasswordOwner = { email: string; name: string; organization?: string | null | undefined };

/** Only so many characters are judged: the time it takes grows faster than the password. */
const judgedCharacters = 64;
/** zxcvbn's highest mark: more than 10^10 guesses. */
const enough = 4;

const productWords = [
  ...['latchkey', 'microsoft', 'entra', 'azure', 'sharepoint', 'onedrive', 'outlook', 'teams', 'office365', 'm365'],
  // What the example of the settings once said.
  'at-least-12-characters',
];

declare global {
  var latchkeyPasswordJudge: Promise<ZxcvbnFactory> | undefined;
}

/** Loaded when first asked: its dictionaries take half a second and sixty megabytes. */
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

/** The words somebody would try who knows the person and the product, the longest first. */
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
 * Lets a password pass that is hard to guess, also for somebody who knows its owner and this product.
 * @throws WeakPasswordError with what would help
 */
export async function requireStrongPassword(password: string, owner: PasswordOwner): Promise<void> {
  const words = ownWords(owner);
  const judged = password.slice(0, judgedCharacters);
  const { check } = await judge().then((one) => ({ check: (text: string) => one.check(text, words) }));
  const whole = check(judged);
  if (whole.score < enough) throw new WeakPasswordError(sentence(whole.feedback));
  // Own words cost a guesser next to nothing, however they are strung together: the rest has to be strong by itself.
  const rest = without(judged, words);
  if (rest.length < judged.length && check(rest).score < enough)
    throw new WeakPasswordError(
      `Without your name, your address and words of this product too little is left. ${advice}`,
    );
}

function sentence({ warning, suggestions }: { warning: string | null; suggestions: string[] }): string {
  return [warning, ...suggestions.filter((one) => !one.includes('less common')), advice].filter(Boolean).join(' ');
}
