import type { ExpiryResult } from './expiry.ts';
import type { DatabaseResult, ProcessesResult } from './processes.ts';
import type { ProxyResult } from './proxy.ts';
import { answerMilliseconds, type RefreshResult } from './refresh.ts';
import type { Medians } from './rounds.ts';
import type { VendResult } from './vend.ts';
import type { WebhooksResult } from './webhooks.ts';

/** One line of the table; `command` measures it alone. */
export type Line = { what: string; ours: string; bare: string; ratio: string; goal: string; command: string };

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const fixed = (value: number, digits = 2) => value.toFixed(digits);
const verdict = (isMet: boolean, goal: string) => `${goal}${isMet ? '' : ' MISSED'}`;
const command = (scenario: string) => `npm run bench -- --only ${scenario}`;

function failuresOf(...measured: Medians[]): string {
  const failed = measured.flatMap(({ failed: some }) => some);
  return failed.length > 0 ? ` (not 200: ${failed.join(', ')})` : '';
}

type Goals = { rate?: number; p99?: number };

function pairLines(
  what: string,
  { latchkey, bare }: { latchkey: Medians; bare: Medians },
  more: Goals & { scenario: string },
) {
  const rate = latchkey.perSecond / bare.perSecond;
  const p99 = latchkey.p99 / bare.p99;
  const lines: Line[] = [
    {
      what: `${what}, a second`,
      ours: whole(latchkey.perSecond) + failuresOf(latchkey, bare),
      bare: whole(bare.perSecond),
      ratio: fixed(rate),
      goal: more.rate === undefined ? '' : verdict(rate >= more.rate, `>= ${more.rate}`),
      command: command(more.scenario),
    },
    {
      what: `${what}, p99 ms`,
      ours: fixed(latchkey.p99),
      bare: fixed(bare.p99),
      ratio: fixed(p99),
      goal: more.p99 === undefined ? '' : verdict(p99 <= more.p99, `<= ${more.p99}`),
      command: command(more.scenario),
    },
  ];
  return lines;
}

/** What one answer costs the processor of each. It depends less than a rate on what else the machine does. */
function processorLine(what: string, { latchkey, bare }: { latchkey: Medians; bare: Medians }, scenario: string): Line {
  return {
    what: `${what}, processor ms each`,
    ours: fixed(latchkey.cpuMicroseconds / 1000, 3),
    bare: fixed(bare.cpuMicroseconds / 1000, 3),
    ratio: fixed(latchkey.cpuMicroseconds / bare.cpuMicroseconds),
    goal: '',
    command: command(scenario),
  };
}

const vendGoals: Record<number, Goals> = { 1: { rate: 0.7 }, 16: { rate: 0.8, p99: 3 } };

export function vendLines(result: VendResult, scenario: string): Line[] {
  const { callers, what } = result;
  const goals = what === 'vend' ? vendGoals[callers] : undefined;
  const name = `${what}, ${callers} caller${callers === 1 ? '' : 's'}`;
  return [...pairLines(name, result, { ...goals, scenario }), processorLine(name, result, scenario)];
}

const refreshGoals: Record<number, number> = { 16: 0.85, 64: 0.5 };

/** Rate and latency beside the bare program, and what one refresh costs the processor of each. */
export function refreshLines(result: RefreshResult, scenario: string): Line[] {
  const { callers, what, latchkey, bare } = result;
  const isPlain = what === 'refresh';
  const name = `${what}, ${callers} caller${callers === 1 ? '' : 's'}`;
  const rate = isPlain ? refreshGoals[callers] : undefined;
  const over = latchkey.p50 - answerMilliseconds;
  const line = { ratio: '', goal: '', command: command(scenario) };
  return [
    ...pairLines(name, result, { ...(rate !== undefined && { rate }), scenario }),
    {
      ...line,
      what: `${name}, p50 ms over the endpoint's ${answerMilliseconds}`,
      ours: fixed(over, 1),
      bare: fixed(bare.p50 - answerMilliseconds, 1),
      goal: isPlain && callers === 1 ? verdict(over <= 8, '<= 8') : '',
    },
    processorLine(name, result, scenario),
  ];
}

export function smallProxyLines(result: ProxyResult, scenario: string): Line[] {
  const name = 'proxy 1 KB, 16 callers';
  return [...pairLines(name, result, { rate: 0.8, scenario }), processorLine(name, result, scenario)];
}

export function largeProxyLines({ latchkey, bare, grownMegabytes }: ProxyResult, scenario: string): Line[] {
  const ratio = latchkey.megabytesPerSecond / bare.megabytesPerSecond;
  const isFlat = grownMegabytes < 100;
  return [
    {
      what: 'proxy 100 MB, MB a second',
      ours: whole(latchkey.megabytesPerSecond) + failuresOf(latchkey, bare),
      bare: whole(bare.megabytesPerSecond),
      ratio: fixed(ratio),
      goal: verdict(ratio >= 0.9, '>= 0.9'),
      command: command(scenario),
    },
    {
      what: 'memory grown by 1.2 GB proxied, MB',
      ours: whole(grownMegabytes),
      bare: '',
      ratio: '',
      goal: verdict(isFlat, '< 100'),
      command: command(scenario),
    },
  ];
}

export function expiryLines(result: ExpiryResult, scenario: string): Line[] {
  const { connections, secondsToAllFresh, tokenRequests, readers } = result;
  const line = (what: string, ours: string, goal = ''): Line => {
    return { what, ours, bare: '', ratio: '', goal, command: command(scenario) };
  };
  const isOnce = tokenRequests.most === 1 && tokenRequests.names === connections;
  // Readers of what is due wait for the token endpoint.
  const isApart = scenario === 'sweep';
  const failed = readers.failed.length > 0 ? ` (${readers.failed})` : '';
  const all = `${whole(connections)} due at once`;
  return [
    line(`${all}: seconds until all are fresh`, fixed(secondsToAllFresh, 1), verdict(secondsToAllFresh <= 20, '<= 20')),
    line(`${all}: most token requests for one`, String(tokenRequests.most), verdict(isOnce, 'exactly 1')),
    line(`${all}: token requests at once`, whole(tokenRequests.inFlightMost)),
    line(`${all}: readers' p50 ms`, fixed(readers.p50)),
    line(`${all}: readers' p99 ms`, fixed(readers.p99) + failed, isApart ? verdict(readers.p99 < 100, '< 100') : ''),
  ];
}

export function webhookLines(result: WebhooksResult, scenario: string): Line[] {
  const { deliveries, perSecond, cpuMicroseconds, grownMegabytes } = result;
  const line = { bare: '', ratio: '', command: command(scenario) };
  const all = `${whole(deliveries)} webhooks waiting`;
  return [
    { ...line, what: `${all}: delivered a second`, ours: whole(perSecond), goal: verdict(perSecond >= 200, '>= 200') },
    { ...line, what: `${all}: processor ms each`, ours: fixed(cpuMicroseconds / 1000, 3), goal: '' },
    {
      ...line,
      what: `${all}: memory grown after the first tenth, MB`,
      ours: whole(grownMegabytes),
      goal: verdict(grownMegabytes < 100, '< 100'),
    },
  ];
}

const alone = { bare: '', ratio: '', goal: '' };

/** Several processes on one database: what they carry together. */
export function processesLines({ count, vend, refresh, expiry }: ProcessesResult, scenario: string): Line[] {
  const many = `${count} process${count === 1 ? '' : 'es'}`;
  const rates = Object.entries({ vend, refresh }).flatMap(([what, { perSecond, p99, cpuMicroseconds, failed }]) => {
    const notGood = failed.length > 0 ? ` (not 200: ${failed.join(', ')})` : '';
    const name = `${many}, 64 callers: ${what}`;
    return [
      { what: `${name}, a second`, ours: whole(perSecond) + notGood },
      { what: `${name}, p99 ms`, ours: fixed(p99) },
      { what: `${name}, processor ms each`, ours: fixed(cpuMicroseconds / 1000, 3) },
    ];
  });
  const lines = rates.map((line): Line => ({ ...alone, ...line, command: command(scenario) }));
  const expired = expiry ? expiryLines(expiry, scenario) : [];
  return [...lines, ...expired.map((line) => ({ ...line, what: `${many}, ${line.what}` }))];
}

export function databaseLines(result: DatabaseResult, scenario: string): Line[] {
  const figures = [
    ['bytes of a connection in PostgreSQL, indexes included', whole(result.bytesPerConnection)],
    ['write-ahead log for one refresh, bytes', whole(result.walPerRefresh)],
    ['transactions for one refresh, all marks included', fixed(result.transactionsPerRefresh)],
    ['updates of connections that touch no index', fixed(result.hotShare)],
  ] as const;
  return figures.map(([what, ours]) => ({ ...alone, what, ours, command: command(scenario) }));
}

export function memoryLine(what: string, bytes: number, goal?: number): Line {
  const megabytes = bytes / 1_048_576;
  const told = goal === undefined ? '' : verdict(megabytes < goal, `< ${goal}`);
  return { what, ours: whole(megabytes), bare: '', ratio: '', goal: told, command: command('memory') };
}

const columns = ['what', 'ours', 'bare', 'ratio', 'goal', 'command'] as const;

/** The lines as a Markdown table. */
export function tableOf(lines: Line[]): string {
  const rows = [Object.fromEntries(columns.map((name) => [name, name])), ...lines];
  const widths = columns.map((name) => Math.max(...rows.map((row) => String(row[name]).length)));
  const texts = rows.map(
    (row) => `| ${columns.map((name, at) => String(row[name]).padEnd(widths[at] ?? 0)).join(' | ')} |`,
  );
  const [head = '', ...body] = texts;
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}
