import { setTimeout as sleep } from 'node:timers/promises';
import { type LoadOrder, loadOrder, type Measured } from './load-order.ts';
import { SocketCaller } from './socket-caller.ts';

// The load generator, a process of its own: so many callers, each asking again as soon as it was answered.

type Tally = { latencies: number[]; statuses: Map<number, number>; bytes: number };

async function callUntil(
  end: () => boolean,
  { order, tally, first }: { order: LoadOrder; tally: Tally; first: number },
) {
  const caller = await SocketCaller.open(order.port);
  const requests = order.requests.map((text) => Buffer.from(text));
  for (let turn = first; !end(); turn += order.callers) {
    const request = requests[turn % requests.length];
    if (!request) break;
    const started = performance.now();
    const status = await caller.call(request);
    tally.latencies.push(performance.now() - started);
    tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  }
  tally.bytes += caller.bytes;
  caller.close();
}

const quantile = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

let stopped = false;

async function measure(order: LoadOrder): Promise<Measured> {
  stopped = false;
  const tally: Tally = { latencies: [], statuses: new Map(), bytes: 0 };
  const started = performance.now();
  const isOver = () =>
    stopped ||
    (order.times === undefined
      ? performance.now() - started >= order.milliseconds
      : tally.latencies.length + order.callers > order.times);
  await Promise.all(
    Array.from({ length: order.callers }, (_, first) => callUntil(isOver, { order, tally, first: first * 7 })),
  );
  const seconds = (performance.now() - started) / 1000;
  const sorted = tally.latencies.sort((one, other) => one - other);
  return {
    perSecond: sorted.length / seconds,
    megabytesPerSecond: tally.bytes / 1_048_576 / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    worst: sorted.at(-1) ?? 0,
    answers: sorted.length,
    failed: [...tally.statuses].filter(([status]) => status !== 200).map(([status, count]) => `${count} × ${status}`),
  };
}

process.on('message', async (message) => {
  if (message === 'stop') {
    stopped = true;
    return;
  }
  const measured = await measure(loadOrder.parse(message));
  await sleep(0);
  process.send?.(measured);
});
process.send?.({ port: 0 });
