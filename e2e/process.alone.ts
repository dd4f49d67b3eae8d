import { readdirSync } from 'node:fs';
import { ask, RawConnection } from '../scripts/testing/raw-http.ts';
import { type Instance, startInstance } from './instance.ts';
import { expect, test } from './test.ts';

// An instance that may be ended, and whose descriptors nobody else takes.
let instance: Instance;
let port: number;
let host: string;

test.beforeAll(async () => {
  instance = await startInstance();
  ({ host } = new URL(instance.url));
  port = Number(new URL(instance.url).port);
});

test.afterAll(() => instance.stop());

const upgradeTo = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

test('upgrades that Next does not take leave no descriptor open, and the end comes in time', async () => {
  test.skip(process.platform !== 'linux', 'descriptors are counted in /proc');
  const descriptors = () => readdirSync(`/proc/${instance.pid()}/fd`).length;
  // Next has seen requests: it would have put its own listener in place by now.
  expect((await ask(port, `GET /sign-in HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(307);
  const before = descriptors();
  for (const path of ['/_next/webpack-hmr', '/sign-in', '/api/health', '/api/auth/session']) {
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(port, upgradeTo(path))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  }
  await expect.poll(descriptors).toBeLessThanOrEqual(before + 2);

  const [form, silent, refused] = [
    await RawConnection.open(port),
    await RawConnection.open(port),
    await RawConnection.open(port),
  ];
  form.send(`POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\na`);
  refused.send(upgradeTo('/_next/webpack-hmr'));
  await refused.answer();
  const began = performance.now();
  expect(await instance.terminate()).toEqual({ code: 0 });
  expect(performance.now() - began).toBeLessThan(25_500);
  await Promise.all([form.closed, silent.closed, refused.closed]);
});
