import type { Child } from './child.ts';
import { type LoadOrder, type Measured, measuredSchema } from './load-order.ts';

/** One thing measured: a name, the command a person would call it by, and what the load generator is to do. */
export type Contestant = { name: string; order: LoadOrder };

export type Medians = Omit<Measured, 'failed' | 'answers' | 'worst'> & { failed: string[]; rounds: Measured[] };

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

function medians(rounds: Measured[]): Medians {
  const of = (name: 'perSecond' | 'megabytesPerSecond' | 'p50' | 'p99') => median(rounds.map((round) => round[name]));
  return {
    perSecond: of('perSecond'),
    megabytesPerSecond: of('megabytesPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    failed: [...new Set(rounds.flatMap(({ failed }) => failed))],
    rounds,
  };
}

export async function runLoad(load: Child, order: LoadOrder): Promise<Measured> {
  return measuredSchema.parse(await load.ask(order));
}

/**
 * Measures contestants in turns, so that what else the machine does meets all of them; a short first turn of each
 * warms it up and does not count.
 */
export async function interleave(
  load: Child,
  contestants: Contestant[],
  rounds: number,
): Promise<Map<string, Medians>> {
  const results = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]));
  for (const { order } of contestants)
    await runLoad(load, { ...order, milliseconds: Math.min(order.milliseconds, 500) });
  for (let round = 0; round < rounds; round++)
    for (const { name, order } of contestants) results.get(name)?.push(await runLoad(load, order));
  return new Map([...results].map(([name, measured]) => [name, medians(measured)]));
}
