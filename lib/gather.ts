import { isDatabaseAway } from './db.ts';

/** How questions that arrive together are asked. */
export type GatherOptions<Question, Answer> = {
  /** Questions in one statement at most. */
  atOnce: number;
  /** Statements under way: while so many are, questions gather. */
  underWay: number;
  /** Asks by one statement; answers in the order of the questions, undefined for one that was left out. */
  ask: (questions: readonly Question[]) => Promise<readonly (Answer | undefined)[]>;
};

type Waiting<Question, Answer> = {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Lets questions of one turn of the event loop, and those that arrive while others are under way, share a statement.
 * Each is asked after it arrived. A question alone is asked at once, by itself.
 */
export class Gather<Question, Answer> {
  readonly #options: GatherOptions<Question, Answer>;
  readonly #waiting: Waiting<Question, Answer>[] = [];
  #underWay = 0;
  #isScheduled = false;

  constructor(options: GatherOptions<Question, Answer>) {
    this.#options = options;
  }

  /** The answer to one question; rejects with what the whole statement failed with. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0 || this.#underWay >= this.#options.underWay) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#underWay += 1;
      void this.#send(this.#waiting.splice(0, this.#options.atOnce)).finally(() => {
        this.#underWay -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  async #send(batch: Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#options.ask(batch.map(({ question }) => question));
      for (const [at, { resolve, reject }] of batch.entries()) {
        const answer = answers[at];
        if (answer === undefined) reject(new Error('A question was left without an answer.'));
        else resolve(answer);
      }
    } catch (error) {
      // Questions that still wait would each wait as long again, for the same failure.
      const failed = isDatabaseAway(error) ? [...batch, ...this.#waiting.splice(0)] : batch;
      for (const { reject } of failed) reject(error);
    }
  }
}
