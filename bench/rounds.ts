import { z } from 'zod';
import type { Child } from './child.ts';
import { type LoadOrder, type Measured, measuredSchema } from './load-order.ts';

/** One thing measured: a name, the process that answers, and what the load generator is to do. */
export type Contestant = { name: string; server: Child; order: LoadOrder };

/** `cpuMicroseconds` is what one answer cost the server's own process. */
type Round = Measured & { cpuMicroseconds: number };
type Figure = 'perSecond' | 'megabytesPerSecond' | 'p50' | 'p99' | 'cpuMicroseconds';
export type Medians = Record<Figure, number> & { failed: string[]; rounds: Round[] };

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

function medians(rounds: Round[]): Medians {
  const of = (name: Figure) => median(rounds.map((round) => round[name]));
  return {
    perSecond: of('perSecond'),
    megabytesPerSecond: of('megabytesPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuMicroseconds: of('cpuMicroseconds'),
    failed: [...new Set(rounds.flatMap(({ failed }) => failed))],
    rounds,
  };
}

export async function runLoad(load: Child, order: LoadOrder): Promise<Measured> {
  return measuredSchema.parse(await load.ask(order));
}

const usageSchema = z.object({ rss: z.number(), cpu: z.number() });

/** Bytes resident and microseconds of processor time of one of the servers. */
export async function usageOf(server: Child): Promise<z.infer<typeof usageSchema>> {
  return usageSchema.parse(await server.ask({ tell: 'usage' }));
}

async function runRound(load: Child, { server, order }: Contestant): Promise<Round> {
  const before = await usageOf(server);
  const measured = await runLoad(load, order);
  const after = await usageOf(server);
  return { ...measured, cpuMicroseconds: (after.cpu - before.cpu) / Math.max(1, measured.answers) };
}

/** Enough callers and time for every code path to be compiled; large answers need none of it. */
function warmUp(order: LoadOrder): LoadOrder {
  if (order.times !== undefined) return { ...order, times: order.callers };
  return { ...order, callers: Math.max(order.callers, 16), milliseconds: 1_500 };
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
  const results = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  for (const { order } of contestants) await runLoad(load, warmUp(order));
  for (let round = 0; round < rounds; round++)
    for (const contestant of contestants) results.get(contestant.name)?.push(await runRound(load, contestant));
  return new Map([...results].map(([name, measured]) => [name, medians(measured)]));
}
