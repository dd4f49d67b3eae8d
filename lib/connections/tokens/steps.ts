import type { MicrosoftError } from '#lib/microsoft/errors';
import { closesGrant } from './close-grant.ts';
import { keepsUsedTokens, noteSpent } from './used-tokens.ts';
import type { Work } from './work.ts';

/** What Microsoft answered to one request; `settle` stores it. */
export type Answered = {
  /** Set when the answer brought neither a token nor a refresh token. */
  refusal: MicrosoftError | undefined;
  settle: () => Promise<void>;
};

/** One token to be asked for under a lease. `ask` puts the newest refresh token into `work` as soon as it has come. */
export type Step = { which: 'primary' | 'further'; ask: () => Promise<Answered> };

/**
 * Asks for the tokens and stores each answer by itself: one after another, or all at the same time where used refresh
 * tokens stay valid. Ends early when the grant is closed. @throws FencedOut, when no request is under way any more
 */
export async function takeSteps(work: Work, steps: readonly Step[]): Promise<void> {
  work.left = steps.length;
  const { lease, registration } = work;
  const server = { integrationId: lease.integration_id, cloud: registration.cloud };
  if (steps.length > 1 && keepsUsedTokens(server)) return takeTogether(work, steps);
  for (const step of steps) {
    if (work.isClosed) return;
    await settle(work, await step.ask());
  }
}

async function settle(work: Work, { settle: store }: Answered): Promise<void> {
  work.left -= 1;
  await store();
}

type Held = Answered & { step: Step; refusal: MicrosoftError; sent: string };

/**
 * Successes are stored in the order in which they came, so that the refresh token that came last is the one that is
 * kept. Refusals wait for the other answers: they count only for the newest refresh token.
 */
async function takeTogether(work: Work, steps: readonly Step[]): Promise<void> {
  let last = Promise.resolve();
  const asked = steps.map(async (step): Promise<Held | undefined> => {
    const { cache: sent } = work;
    const answered = await step.ask();
    const { refusal } = answered;
    if (refusal) return { ...answered, refusal, step, sent };
    const stored = last.catch(() => {}).then(() => settle(work, answered));
    last = stored;
    await stored;
    return undefined;
  });
  for (const held of await allEnded(asked)) {
    if (work.isClosed) return;
    if (held) await settle(work, await believed(work, held));
  }
}

/** What all came to, once none is under way any more; rejects with the first failure. */
async function allEnded<T>(all: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}

/** Refusals that leave open whether the refresh token was refused or the grant. */
const isUnexplained = ({ facts }: MicrosoftError) =>
  facts.oauthError === 'invalid_grant' && (facts.aadsts === undefined || facts.aadsts === 70_000);

/** A refusal that may be due to the refresh token's having been used by another request: asked again with the newest. */
async function believed(work: Work, held: Held): Promise<Answered> {
  const { step, refusal, sent } = held;
  const isDoubtful = closesGrant(refusal, step.which) || isUnexplained(refusal);
  if (work.cache === sent || !isDoubtful) return held;
  const again = await step.ask();
  if (!again.refusal && isUnexplained(refusal)) noteSpent(work.lease.integration_id);
  return again;
}
