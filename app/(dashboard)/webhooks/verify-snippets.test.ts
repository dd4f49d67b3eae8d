import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSigningSecret, signatureHeaders } from '#lib/webhooks/sign';
import { verifyTabs } from './verify-snippets.ts';

const run = promisify(execFile);
const codeOf = (label: string) => verifyTabs.find((tab) => tab.label === label)?.code ?? '';

const secret = newSigningSecret();
const body = '{"type":"connection.created","data":{"name":"Zoë"}}';
const signed = (ago: number, secrets = [secret]) =>
  signatureHeaders(secrets, { id: 'evt_1', seconds: Math.floor(Date.now() / 1_000) - ago, body });

/** What a receiver gets, and the status it has to answer. */
const requests = [
  { headers: signed(0), body, status: 204 },
  { headers: signed(0, [newSigningSecret(), secret]), body, status: 204 },
  { headers: signed(0), body: `${body} `, status: 400 },
  { headers: signed(0, [newSigningSecret()]), body, status: 400 },
  { headers: signed(400), body, status: 400 },
  { headers: { ...signed(0), 'webhook-id': 'evt_2' }, body, status: 400 },
  { headers: {}, body, status: 400 },
];
const expected = requests.map(({ status }) => status);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snippets-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a program that prints the statuses its code answered. */
async function answers(program: string, name: string, text: string): Promise<unknown> {
  const file = join(folder, name);
  await writeFile(file, text);
  const env = { ...process.env, WEBHOOK_SECRET: secret, REQUESTS: JSON.stringify(requests) };
  return JSON.parse((await run(program, [file], { env })).stdout);
}

/** Stands for the web framework: keeps the route's function and calls it. */
const express = `
const express = { raw: () => undefined };
let receive;
const app = { post: (_path, _raw, handle) => { receive = handle; } };
process.on('beforeExit', () => {
  const statuses = JSON.parse(process.env.REQUESTS).map(({ headers, body }) => {
    let status;
    receive({ headers, body: Buffer.from(body) }, { sendStatus: (one) => { status = one; } });
    return status;
  });
  console.log(JSON.stringify(statuses));
  process.exit();
});
`;

const flask = `
class Flask:
    def __init__(self, name): pass
    def post(self, path): return lambda handle: handle
class Request: pass
request = Request()
`;
const askFlask = `
import json
def status_of(one):
    request.headers, request.get_data = one["headers"], lambda: one["body"].encode()
    return receive()[1]
print(json.dumps([status_of(one) for one in json.loads(os.environ["REQUESTS"])]))
`;

test('the code for Node takes what is ours, and nothing else', async () => {
  const library = import.meta.resolve('standardwebhooks');
  const code = codeOf('Node').replace(`'standardwebhooks'`, `'${library}'`);
  expect(
    await answers(process.execPath, 'receive.mjs', `${code.split('\n')[0]}${express}${code.slice(code.indexOf('\n'))}`),
  ).toEqual(expected);
});

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('The code for Python is not run: there is no python3 here.');

test.runIf(python)(
  'the code for Python takes what is ours, and nothing else',
  async () => {
    await writeFile(join(folder, 'flask.py'), flask);
    expect(await answers('python3', 'receive.py', codeOf('Python') + askFlask)).toEqual(expected);
  },
  60_000,
);

test('the known answer is what we send, here and in the docs', async () => {
  const docs = await readFile('docs/webhooks.md', 'utf8');
  const known = codeOf('Known answer');
  const fieldOf = (name: string) => new RegExp(`^${name} +(.*)$`, 'm').exec(known)?.[1] ?? '';
  const [id, seconds] = [fieldOf('webhook-id'), Number(fieldOf('webhook-timestamp'))];
  const headers = signatureHeaders([fieldOf('secret')], { id, seconds, body: fieldOf('body') });
  expect(headers).toMatchObject({ 'webhook-signature': fieldOf('webhook-signature') });
  for (const told of [fieldOf('secret'), fieldOf('body'), ...Object.values(headers)])
    expect(docs).toContain(`\`${told}\``);
});
