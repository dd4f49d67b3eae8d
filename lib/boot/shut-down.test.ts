import { afterEach, expect, test } from 'vitest';
import { listenAnywhere, RawConnection } from '../../scripts/testing/raw-http.ts';
import { createListener } from './listener.ts';
import { type Parts, shutDown } from './shut-down.ts';

const ended: string[] = [];

afterEach(() => ended.splice(0));

async function startParts(): Promise<{ parts: Parts; port: number; taken: Promise<void> }> {
  const taken = Promise.withResolvers<void>();
  const listener = createListener({ request: () => taken.resolve(), upgrade: () => {} });
  const note = (name: string) => async () => {
    ended.push(name);
  };
  const close = async () => {
    ended.push('database');
    return { wasLast: true };
  };
  const parts: Parts = {
    listener,
    background: { stop: note('background') },
    pages: { close: note('pages') },
    database: { stopReviving: async () => {}, close, embedded: undefined, newKey: false },
    sandbox: { url: '', stop: note('sandbox') },
  };
  return { parts, port: await listenAnywhere(listener.server), taken: taken.promise };
}

const hangs = () => new Promise<never>(() => {});

test('everything ends in the opposite order of the start', async () => {
  const { parts } = await startParts();
  await shutDown(parts);
  expect(ended).toEqual(['background', 'pages', 'database', 'sandbox']);
});

test('a request that does not end is cut, and the rest ends as usual', async () => {
  const { parts, port, taken } = await startParts();
  const connection = await RawConnection.open(port);
  connection.send('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na');
  await taken;
  await shutDown(parts, { drain: 100, whole: 20_000 });
  await connection.closed;
  expect(ended).toContain('sandbox');
});

test.each([
  ['background', { background: { stop: hangs } }],
  ['pages', { pages: { close: hangs } }],
  ['database', { database: { stopReviving: async () => {}, close: hangs, embedded: undefined, newKey: false } }],
])('when closing the %s hangs, the time is kept all the same', async (name, hanging) => {
  const { parts } = await startParts();
  await expect(shutDown({ ...parts, ...hanging }, { drain: 10, whole: 100 })).rejects.toThrow('0.1 seconds');
  expect(ended).not.toContain(name);
});
