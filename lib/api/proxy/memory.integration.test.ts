import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { World } from '../../../scripts/testing/world.ts';

const gigabyte = 1_073_741_824;
// What the whole process may take while a gigabyte passes. At rest it takes 200 MB, and the collector lets it swing by
// 70 MB and more, so growth from one moment to another would say less.
const allowedResident = 400 * 1_048_576;

let world: World;
let child: ChildProcess;
let port: number;
let headers: Record<string, string>;

beforeAll(async () => {
  world = await World.start();
  const { connectionId, uniqueKey } = await world.connect(await world.integrate({ presets: ['files-write'] }));
  headers = { authorization: `Bearer ${world.key}`, 'connection-id': connectionId, 'provider-config-key': uniqueKey };
  child = fork(join(import.meta.dirname, '../..', '..', 'scripts', 'testing', 'proxy-worker.ts'), {
    execArgv: ['--max-semi-space-size=8'],
  });
  const [message] = await once(child, 'message');
  port = z.object({ port: z.number() }).parse(message).port;
});
afterAll(async () => {
  child.kill('SIGKILL');
  await world.stop();
});

async function largestResident(work: () => Promise<void>): Promise<number> {
  await memory();
  await work();
  return memory();
}

async function memory(): Promise<number> {
  const answered = once(child, 'message');
  child.send('memory');
  return z.object({ largest: z.number() }).parse((await answered)[0]).largest;
}

async function download(bytes: number): Promise<number> {
  const sent = httpRequest({ host: '127.0.0.1', port, path: `/api/proxy/v1.0/_big?bytes=${bytes}`, headers });
  sent.end();
  const [response] = await once(sent, 'response');
  let got = 0;
  for await (const chunk of response) got += chunk.length;
  return got;
}

function* blocks(bytes: number): Generator<Buffer> {
  const block = Buffer.alloc(65_536, 'x');
  for (let left = bytes; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
}

async function upload(bytes: number, more: Record<string, string> = { 'content-length': String(bytes) }) {
  const path = '/api/proxy/v1.0/_sink';
  const sent = httpRequest({ host: '127.0.0.1', port, path, method: 'PUT', headers: { ...headers, ...more } });
  const answered = once(sent, 'response');
  await pipeline(Readable.from(blocks(bytes), { objectMode: false }), sent);
  const [response] = await answered;
  const chunks = await Array.fromAsync(response, (chunk: Uint8Array) => Buffer.from(chunk));
  return z.object({ bytes: z.number() }).parse(JSON.parse(Buffer.concat(chunks).toString())).bytes;
}

test('a gigabyte down', { timeout: 120_000 }, async () => {
  expect(await largestResident(async () => expect(await download(gigabyte)).toBe(gigabyte))).toBeLessThan(
    allowedResident,
  );
});

test('a gigabyte up, announced and chunked', { timeout: 120_000 }, async () => {
  expect(await largestResident(async () => expect(await upload(gigabyte)).toBe(gigabyte))).toBeLessThan(
    allowedResident,
  );
  const chunked = { 'transfer-encoding': 'chunked' };
  expect(await largestResident(async () => expect(await upload(gigabyte, chunked)).toBe(gigabyte))).toBeLessThan(
    allowedResident,
  );
});

test('a reader who stops for a while holds nothing up here', { timeout: 120_000 }, async () => {
  const largest = await largestResident(async () => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: `/api/proxy/v1.0/_big?bytes=${gigabyte}`, headers });
    sent.end();
    const [response] = await once(sent, 'response');
    await once(response, 'readable');
    await new Promise((done) => setTimeout(done, 2_000));
    sent.destroy();
  });
  expect(largest).toBeLessThan(allowedResident);
});
