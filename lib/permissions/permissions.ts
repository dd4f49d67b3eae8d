import { answerCall, type CallAnswer } from './answer.ts';
import { MOST_CALLS, parseCalls } from './parse.ts';
import { type Together, together } from './together.ts';

/** The permissions that pasted calls need, for each call and for all together. */
export type Answers = {
  calls: CallAnswer[];
  delegated: Together;
  application: Together;
  /** Whether the paste contained more calls than are read. */
  isCutOff: boolean;
};

/** Answers pasted calls: the permission that each needs, and the smallest set for all of them. */
export function answerPaste(pastes: readonly string[]): Answers {
  const parsed = pastes.flatMap(parseCalls);
  const calls = parsed.slice(0, MOST_CALLS).map(answerCall);
  const isCutOff = parsed.length > MOST_CALLS;
  return { calls, delegated: together(calls, 'delegated'), application: together(calls, 'application'), isCutOff };
}
