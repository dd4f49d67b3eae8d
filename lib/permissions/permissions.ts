import { answerCall, type CallAnswer } from './answer.ts';
import { MOST_CALLS, parseCalls } from './parse.ts';
import { type Together, together } from './together.ts';

/** What the calls of a paste need, one by one and together. */
export type Answers = {
  calls: CallAnswer[];
  delegated: Together;
  application: Together;
  /** There were more calls than are read of one paste. */
  isCutOff: boolean;
};

/** Answers a paste of calls: which permission each needs, and the smallest set for all. */
export function answerPaste(pastes: readonly string[]): Answers {
  const parsed = pastes.flatMap(parseCalls);
  const calls = parsed.slice(0, MOST_CALLS).map(answerCall);
  const isCutOff = parsed.length > MOST_CALLS;
  return { calls, delegated: together(calls, 'delegated'), application: together(calls, 'application'), isCutOff };
}
