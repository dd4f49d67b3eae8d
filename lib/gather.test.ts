import { expect, test } from 'vitest';
import { Gather } from './gather.ts';

function gatherUp(ask: (questions: readonly number[]) => Promise<readonly number[]>, underWay = 1) {
  const asked: number[][] = [];
  const gather = new Gather<number, number>({
    atOnce: 3,
    underWay,
    ask: (questions) => {
      asked.push([...questions]);
      return ask(questions);
    },
  });
  return { gather, asked };
}

const doubled = async (questions: readonly number[]) => questions.map((question) => question * 2);

test('questions of one turn share a statement, and each gets its own answer', async () => {
  const { gather, asked } = gatherUp(doubled);
  expect(await Promise.all([1, 2, 3, 4, 5].map((question) => gather.ask(question)))).toEqual([2, 4, 6, 8, 10]);
  expect(asked).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(await gather.ask(6)).toBe(12);
  expect(asked).toHaveLength(3);
});

test('while as many statements are under way as may be, questions gather', async () => {
  const open: (() => void)[] = [];
  const { gather, asked } = gatherUp(async (questions) => {
    await new Promise<void>((done) => open.push(done));
    return questions;
  }, 2);
  const answers = [gather.ask(1)];
  await expect.poll(() => asked.length).toBe(1);
  answers.push(gather.ask(2));
  await expect.poll(() => asked.length).toBe(2);
  answers.push(gather.ask(3), gather.ask(4));
  await new Promise(setImmediate);
  expect(asked).toHaveLength(2);
  open.shift()?.();
  await expect.poll(() => asked.length).toBe(3);
  for (const done of open) done();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
  expect(asked.at(-1)).toEqual([3, 4]);
});

test('a statement that fails fails its own questions only', async () => {
  const { gather } = gatherUp(async (questions) => {
    if (questions.includes(2)) throw new Error('no');
    return questions;
  });
  const results = await Promise.allSettled([1, 2, 3, 4].map((question) => gather.ask(question)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
});

test('where the database is away, those that wait are told at once', async () => {
  const { gather, asked } = gatherUp(async () => {
    throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((question) => gather.ask(question)));
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  expect(asked).toHaveLength(1);
});
