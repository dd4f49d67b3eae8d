import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { prepareBuild, prepareClient } from '../scripts/build.ts';
import { measureExpiry } from './expiry.ts';
import { openPlace, type Place } from './place.ts';
import { measureDatabase, measureProcesses } from './processes.ts';
import { measureLargeProxy, measureSmallProxy } from './proxy.ts';
import { measureRefreshes } from './refresh.ts';
import {
  databaseLines,
  expiryLines,
  type Line,
  largeProxyLines,
  memoryLine,
  processesLines,
  refreshLines,
  smallProxyLines,
  tableOf,
  vendLines,
  webhookLines,
} from './report.ts';
import { usageOf } from './rounds.ts';
import { measureVends } from './vend.ts';
import { measureWebhooks } from './webhooks.ts';

// `npm run bench`: starts what it needs on loopback, measures for about two minutes, prints a table and writes a JSON
// file. `--only` takes some scenarios, `--as-built` serves the last build, `--profile` leaves a processor profile.

type Measured = { lines: Line[]; result: unknown };
type Scenario = (place: Place, name: string) => Promise<Measured>;

const vends =
  (callers: number, which: 'connections' | 'withSharePoint'): Scenario =>
  async (place, name) => {
    const result = await measureVends(place, callers, which);
    return { lines: vendLines(result, name), result };
  };

const refreshes =
  (callers: number, which: 'connections' | 'withSharePoint' = 'connections'): Scenario =>
  async (place, name) => {
    const result = await measureRefreshes(place, callers, which);
    return { lines: refreshLines(result, name), result };
  };

const expiry =
  (read: 'expiring' | 'connections'): Scenario =>
  async (place, name) => {
    const result = await measureExpiry(place, read);
    return { lines: expiryLines(result, name), result };
  };

const processes =
  (count: number): Scenario =>
  async (place, name) => {
    const result = await measureProcesses(place, count);
    return { lines: processesLines(result, name), result };
  };

async function idleMemory({ latchkey }: Place): Promise<Measured> {
  await sleep(5_000);
  const { rss } = await usageOf(latchkey);
  return { lines: [memoryLine('resident idle, MB', rss, 230)], result: { rss } };
}

const scenarios: Record<string, Scenario> = {
  memory: idleMemory,
  'vend-1': vends(1, 'connections'),
  'vend-16': vends(16, 'connections'),
  'vend-64': vends(64, 'connections'),
  'vend-sharepoint': vends(16, 'withSharePoint'),
  'refresh-1': refreshes(1),
  'refresh-16': refreshes(16),
  'refresh-64': refreshes(64),
  'refresh-sharepoint': refreshes(16, 'withSharePoint'),
  'proxy-1kb': async (place, name) => {
    const result = await measureSmallProxy(place);
    return { lines: smallProxyLines(result, name), result };
  },
  'proxy-100mb': async (place, name) => {
    const result = await measureLargeProxy(place);
    return { lines: largeProxyLines(result, name), result };
  },
  webhooks: async (place, name) => {
    const result = await measureWebhooks(place);
    return { lines: webhookLines(result, name), result };
  },
  expiry: expiry('expiring'),
  sweep: expiry('connections'),
  database: async (place, name) => {
    const result = await measureDatabase(place);
    return { lines: databaseLines(result, name), result };
  },
  'processes-1': processes(1),
  'processes-2': processes(2),
  'processes-4': processes(4),
};

/** Scenarios that let all connections expire. */
const expiring = /^(expiry|sweep|processes-\d)$/;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      'as-built': { type: 'boolean', default: false },
      profile: { type: 'string' },
      connections: { type: 'string', default: '10000' },
    },
  });
  const names = values.only?.flatMap((name) => name.split(',')) ?? Object.keys(scenarios);
  const unknown = names.filter((name) => !scenarios[name]);
  if (unknown.length > 0)
    throw new Error(`--only takes ${Object.keys(scenarios).join(', ')}; not ${unknown.join(', ')}.`);
  return { names, asBuilt: values['as-built'], profile: values.profile, connections: Number(values.connections) };
}

async function measureAll(place: Place, names: string[]) {
  const lines: Line[] = [];
  const results: Record<string, unknown> = {};
  /** Megabytes of the server's process after each scenario. */
  const resident: Record<string, number> = {};
  for (const name of names) {
    console.error(`${name} …`);
    const measured = await scenarios[name]?.(place, name);
    lines.push(...(measured?.lines ?? []));
    results[name] = measured?.result;
    resident[name] = Math.round((await usageOf(place.latchkey)).rss / 1_048_576);
  }
  const { rss } = await usageOf(place.latchkey);
  lines.push(memoryLine('resident after all of it, MB', rss, 450));
  return { lines, results, resident };
}

const { names, asBuilt, profile, connections } = readOptions();
await prepareClient();
if (!asBuilt) await prepareBuild();
const started = performance.now();
const place = await openPlace({
  expiring: names.some((name) => expiring.test(name)) ? connections : 0,
  profile,
});
try {
  const { lines, results, resident } = await measureAll(place, names);
  const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model };
  const file = join(import.meta.dirname, 'results.json');
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, lines, resident, results }, undefined, 2)}\n`,
  );
  console.log(tableOf(lines));
  console.log(
    `\nMedians of interleaved rounds on ${machine.processors} processors (${machine.model}), Node ${machine.node};`,
  );
  console.log(`${Math.round((performance.now() - started) / 1000)} seconds in all. Everything measured: ${file}`);
} finally {
  await place.stop();
}
