import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Import, isOurs, packages, readGraph, rooms, root, tables, walls } from './walls.ts';

const graph = readGraph();
const isTest = (file: string) => /\.(test|spec)\.tsx?$|\/testing\//.test(file);
const fits = (file: string, patterns: string[] = []) => patterns.some((pattern) => matchesGlob(file, pattern));
const say = ({ from, line, to }: Import) => `${from}:${line} imports ${to}`;

test('the import graph was read', () => {
  expect(graph.length).toBeGreaterThan(3_000);
  expect(graph.some(({ from, to }) => from === 'server.ts' && to === 'lib/boot/database.ts')).toBe(true);
});

test('every import passes a door that the table names', () => {
  const through = graph.filter(({ from, to }) => {
    if (!isOurs(to)) return false;
    const wall = walls.find((row) => matchesGlob(from, row.from));
    return !wall || !fits(to, wall.may) || fits(to, wall.never);
  });
  expect(through.map(say)).toEqual([]);
});

test('packages with a room of their own are imported nowhere else', () => {
  const through = graph.filter(({ from, to }) => packages[to] && !isTest(from) && !fits(from, packages[to]));
  expect(through.map(say)).toEqual([]);
});

test('what is imported is declared', () => {
  const names = z.record(z.string(), z.string());
  const manifest = z
    .object({ dependencies: names, devDependencies: names })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const declared = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(graph.filter(({ to }) => !isOurs(to) && !(to in declared)).map(say)).toEqual([]);
});

test('rooms reach each other in one direction', () => {
  const reachable = (room: string, seen = new Set<string>()): Set<string> => {
    for (const next of rooms[room] ?? []) if (!seen.has(next)) reachable(next, seen.add(next));
    return seen;
  };
  expect(Object.keys(rooms).filter((room) => reachable(room).has(room))).toEqual([]);
});

/** An import path from a file back to itself, including type imports. */
function findCircle(): string[] | undefined {
  const next = Map.groupBy(graph, ({ from }) => from);
  const done = new Set<string>();
  const visit = (file: string, way: string[]): string[] | undefined => {
    const at = way.indexOf(file);
    if (at >= 0) return [...way.slice(at), file];
    if (done.has(file)) return undefined;
    for (const { to } of next.get(file) ?? []) {
      const circle = visit(to, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

test('no file imports itself by a detour', () => {
  expect(findCircle()).toBeUndefined();
});

test('no file is longer than 300 lines', () => {
  // A translation of the connect pages stays whole: one language, one file for whoever translates it.
  const whole = 'app/connect/messages/*.ts';
  const long = globSync('{app,bench,components,lib,sandbox,scripts}/**/*.{ts,tsx,mjs}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file) && !matchesGlob(file, whole))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test('SQL on a table stands in the room that owns it', () => {
  const statement = /\b(?:from|join|into|update)\s+"?([a-z_]+)"?/g;
  const model = /\b(?:db\(\)|tx|client)\.([a-z]\w*)\.(?:find|create|update|upsert|delete|count|groupBy|aggregate)/g;
  const inSql = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const strangers = globSync('{lib,app,components}/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
    if (isTest(file)) return [];
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...text.matchAll(statement), ...text.matchAll(model)];
    const named = new Set(found.map((match) => inSql(match[1] ?? '')));
    return [...named]
      .filter((table) => tables[table] && !fits(file, tables[table]))
      .map((table) => `${file} holds SQL on ${table}`);
  });
  expect(strangers).toEqual([]);
});

/** Statements that change the state of a connection, of an integration or of a link that a backend waits for. */
const stateChanges = [
  /update connection\b(?! set event_sequence)[^`]*?\bset\b(?:(?!\bwhere\b)[^`])*?\bstatus\s*=/s,
  /\.connection\.(?:create|delete|deleteMany|update)\(/,
  /\.integration\.delete\(/,
  /\bbrokenAt: (?:new Date\(\)|null) *}?,?\n/,
  /\.connectLink\.updateManyAndReturn\(/,
];
/** What changes a row without changing its state. */
const sameState = new Set(['noteNewAccount', 'allowNewAccount']);
/** These return the row or the statement, and a caller tells of the change. */
const toldByCaller = new Map([
  ['updateOpened', 'lib/links/open-link.ts'],
  ['updateConsumed', 'lib/links/use-link.ts'],
  ['updateOutcome', 'lib/links/use-link.ts'],
  ['updateExpired', 'lib/links/use-link.ts'],
  ['primaryStatement', 'lib/connections/tokens/store-answer.ts'],
]);

test('whatever changes a state writes its event in the same function', () => {
  const telling = /\b(?:addEvent|tellDeleted|tellLink|tellExpired|recordEvents)\(/;
  const bodies = globSync('lib/**/*.ts', { cwd: root })
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split(/^(?=(?:export )?(?:async )?function )/m)
        .map((text) => ({ file, text, name: /^(?:export )?(?:async )?function (\w+)/.exec(text)?.[1] ?? '' })),
    );
  const changing = bodies.filter(({ text }) => stateChanges.some((pattern) => pattern.test(text)));
  expect(changing.length).toBeGreaterThan(8);
  const silent = changing.filter(({ text, name }) => {
    if (sameState.has(name) || telling.test(text)) return false;
    const caller = toldByCaller.get(name);
    return !bodies.some((one) => one.file === caller && one.text.includes(`${name}(`) && telling.test(one.text));
  });
  expect(silent.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

describe("CONTRIBUTING's map", () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const block = /```\n(app\/[\s\S]*?)```/.exec(text)?.[1] ?? '';
  const folders = (pattern: string) =>
    globSync(pattern, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  const listed = (top: string) => {
    const lines = block.split('\n');
    const from = lines.findIndex((line) => line.startsWith(`${top}/`));
    const rest = lines.slice(from + 1);
    const end = rest.findIndex((line) => /^\S/.test(line));
    const inside = end < 0 ? rest : rest.slice(0, end);
    return inside
      .flatMap((line) => /^ {2}(\S+\/) /.exec(line)?.[1] ?? [])
      .map((name) => name.replace(/\/$/, ''))
      .sort();
  };

  test.each(['app', 'lib', 'sandbox'])('lists every folder of %s', (top) => {
    expect(listed(top)).toEqual(folders(`${top}/*`));
  });

  test('the table of walls has a row for every room of lib', () => {
    expect(Object.keys(rooms).sort()).toEqual(folders('lib/*'));
  });
});
