import {
  BatchRequestContent,
  Client,
  type Context,
  LargeFileUploadTask,
  type Middleware,
  type PageCollection,
  PageIterator,
  StreamUpload,
} from '@microsoft/microsoft-graph-client';
import { Nango } from '@nangohq/node';
import { InjectHeaders } from '@pnp/queryable';
import { SPBrowser, spfi } from '@pnp/sp';
import '@pnp/sp/items/index.js';
import '@pnp/sp/lists/index.js';
import '@pnp/sp/webs/index.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeActivity } from '#lib/activity/record';
import { ProxyServer } from '../../../scripts/testing/proxy-server.ts';
import { type Known, World } from '../../../scripts/testing/world.ts';

let world: World;
let known: Known;
let proxy: ProxyServer;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate({ presets: ['files-write'], scopes: ['Mail.ReadWrite'] }));
  proxy = await ProxyServer.start(known, world.key);
});
afterAll(async () => {
  await proxy.stop();
  await world.stop();
});
beforeEach(() => world.calm());

describe('the Graph client', () => {
  /** The last link of the client's own middleware chain: it sends every request through the proxy. */
  class ThroughProxy implements Middleware {
    readonly #more: Record<string, string>;
    constructor(more: Record<string, string> = {}) {
      this.#more = more;
    }
    async execute(context: Context): Promise<void> {
      const headers = new Headers(z.record(z.string(), z.string()).parse(context.options?.headers ?? {}));
      for (const [name, value] of Object.entries({ ...proxy.headers, ...this.#more })) headers.set(name, value);
      const { method = 'GET', body = null } = context.options ?? {};
      const target = typeof context.request === 'string' ? context.request : context.request.url;
      context.response = await fetch(`${proxy.url}/proxy/${target}`, { method, headers, body });
    }
  }
  const client = (more: Record<string, string> = {}) =>
    Client.initWithMiddleware({ middleware: new ThroughProxy(more) });

  test('reads, selects, writes, with ETags', async () => {
    const me = await client().api('/me').select('displayName').get();
    expect(me.displayName).toBe('Mira Okafor');
    const made = await client().api('/me/drive/root/children').post({ name: 'From the client', folder: {} });
    const renamed = await client()
      .api(`/me/drive/items/${made.id}`)
      .header('If-Match', made.eTag)
      .patch({ name: 'Renamed' });
    expect(renamed.name).toBe('Renamed');
    const stale = client().api(`/me/drive/items/${made.id}`).header('If-Match', made.eTag).delete();
    await expect(stale).rejects.toMatchObject({ statusCode: 412, code: 'resourceModified' });
    await client().api(`/me/drive/items/${made.id}`).delete();
    await expect(client().api(`/me/drive/items/${made.id}`).get()).rejects.toMatchObject({ statusCode: 404 });
  });

  test('pages', async () => {
    const names: string[] = [];
    const first: PageCollection = await client().api('/me/drive/root/children').top(7).get();
    const pages = new PageIterator(client(), first, (item) => names.push(item.name) > 0);
    await pages.iterate();
    expect([new Set(names).size, names.length > 20]).toEqual([names.length, true]);
  });

  test('content, by the redirect to another host', async () => {
    await client().api('/me/drive/root:/note.txt:/content').put('hello from here');
    const content: ReadableStream<Uint8Array> = await client().api('/me/drive/root:/note.txt:/content').getStream();
    expect(await new Response(content).text()).toBe('hello from here');
  });

  test("Outlook's upload session for an attachment, on Outlook's own host", async () => {
    const draft = await client().api('/me/messages').post({ subject: 'With a large file' });
    const attachments = `/me/messages/${draft.id}/attachments`;
    const bytes = Buffer.alloc(3_200_000, 'attachment ');
    const order = { AttachmentItem: { attachmentType: 'file', name: 'large.pdf', size: bytes.length } };
    const begin = () => LargeFileUploadTask.createUploadSession(client(), `${attachments}/createUploadSession`, order);
    const file = () => new StreamUpload(Readable.from([bytes], { objectMode: false }), 'large.pdf', bytes.length);
    const session = await begin();
    expect(new URL(session.url).host).toBe(`outlook.office.localhost:${world.bench.port}`);
    const done = await new LargeFileUploadTask(client(), file(), session, { rangeSize: 983_040 }).upload();
    expect(done.location).toMatch(/\/Attachments\('.+'\)$/);
    const { value } = await client().api(attachments).get();
    expect(value).toMatchObject([{ name: 'large.pdf', size: bytes.length }]);
    const begun = await begin();
    const task = new LargeFileUploadTask(client(), file(), begun, { rangeSize: 983_040 });
    const first = { 'Content-Range': `bytes 0-983039/${bytes.length}`, 'Content-Type': 'application/octet-stream' };
    await client().api(begun.url).headers(first).put(bytes.subarray(0, 983_040));
    expect(await client().api(begun.url).get()).toMatchObject({ NextExpectedRanges: ['983040-'] });
    expect(await task.cancel()).toMatchObject({ status: 204 });
    await expect(client().api(begun.url).get()).rejects.toMatchObject({ statusCode: 404 });
  });

  test('what is kept of a pre-authenticated call has no credential in it', async () => {
    const draft = await client().api('/me/messages').post({ subject: 'Kept' });
    const order = { AttachmentItem: { attachmentType: 'file', name: 'a.bin', size: 4 } };
    const url = `/me/messages/${draft.id}/attachments/createUploadSession`;
    const { uploadUrl } = await client().api(url).post(order);
    const credential = new URL(uploadUrl).searchParams.get('authtoken') ?? '';
    await client().api(uploadUrl).headers({ 'Content-Range': 'bytes 0-3/4' }).put(Buffer.from('abcd'));
    await writeActivity();
    const { rows } = await world.rows(`select summary, detail from activity_event where kind = 'proxy'`);
    expect(JSON.stringify(rows)).toContain('outlook.office.localhost');
    expect(credential).toMatch(/^eyJ.{20,}/);
    expect(JSON.stringify(rows)).not.toContain(credential);
  });

  test('an upload session, part by part', async () => {
    const bytes = Buffer.alloc(1_000_000, 'large file ');
    const payload = { item: { '@microsoft.graph.conflictBehavior': 'replace', name: 'large.bin' } };
    const url = '/me/drive/root:/large.bin:/createUploadSession';
    const session = await LargeFileUploadTask.createUploadSession(client(), url, payload);
    const file = new StreamUpload(Readable.from([bytes], { objectMode: false }), 'large.bin', bytes.length);
    const task = new LargeFileUploadTask(client(), file, session, { rangeSize: 327_680 });
    const done = await task.upload();
    expect(done.responseBody).toMatchObject({ name: 'large.bin', size: bytes.length });
    const content: ReadableStream<Uint8Array> = await client().api('/me/drive/root:/large.bin:/content').getStream();
    expect(Buffer.from(await new Response(content).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('a batch', async () => {
    const content = new BatchRequestContent([
      { id: '1', request: new Request('https://graph.microsoft.com/v1.0/me', { method: 'GET' }) },
      { id: '2', request: new Request('https://graph.microsoft.com/v1.0/me/drive/items/none', { method: 'GET' }) },
    ]);
    const { responses } = await client()
      .api('/$batch')
      .post(await content.getContent());
    expect(responses.map(({ status }: { status: number }) => status)).toEqual([200, 404]);
  });

  test('the snippet of the documentation reads all pages, and uploads', async () => {
    const own = await world.connect(await world.integrate({ uniqueKey: 'one-drive', presets: ['files-write'] }));
    const text = readFileSync(join(import.meta.dirname, '../../../docs/proxy.md'), 'utf8');
    const snippet = /```ts\n(const client = Client\.initWithMiddleware[\s\S]*?)```/.exec(text)?.[1] ?? '';
    const make = new Function('Client', 'latchkey', 'key', 'connectionId', `${snippet}\nreturn client;`);
    const graph: Client = make(Client, proxy.url.replace(/\/api$/, ''), world.key, own.connectionId);
    const names: string[] = [];
    const first: PageCollection = await graph.api('/me/drive/root/children').top(7).get();
    const pages = new PageIterator(graph, first, (item) => names.push(item.name) > 0);
    await pages.iterate();
    const all: PageCollection = await graph.api('/me/drive/root/children').top(200).get();
    expect(names).toEqual(all.value.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(14);
    const bytes = Buffer.alloc(400_000, 'large file ');
    const url = '/me/drive/root:/snippet.bin:/createUploadSession';
    const session = await LargeFileUploadTask.createUploadSession(graph, url, { item: { name: 'snippet.bin' } });
    const file = new StreamUpload(Readable.from([bytes], { objectMode: false }), 'snippet.bin', bytes.length);
    const done = await new LargeFileUploadTask(graph, file, session, { rangeSize: 327_680 }).upload();
    expect(done.responseBody).toMatchObject({ name: 'snippet.bin', size: bytes.length });
  });

  test('throttling', async () => {
    await world.fault({ match: { path: 'graph' }, status: 429, retry_after: 1 });
    await expect(client().api('/me').get()).rejects.toMatchObject({ statusCode: 429 });
    await world.fault({ match: { path: 'graph' }, status: 429, retry_after: 1 });
    expect((await client({ retries: '2' }).api('/me').get()).displayName).toBe('Mira Okafor');
  });
});

test('@pnp/sp: the web, its lists, a new item', async () => {
  const headers = { ...proxy.headers, 'Base-Url-Override': world.root };
  const sp = spfi().using(SPBrowser({ baseUrl: `${proxy.url}/proxy` }), InjectHeaders(headers));
  expect(await sp.web.select('Title', 'Url')()).toMatchObject({ Title: 'Home', Url: world.root });
  expect((await sp.web.lists()).map(({ Title }) => Title)).toContain('Documents');
  const tasks = sp.web.lists.getByTitle('Tasks');
  await tasks.items.add({ Title: 'Through the proxy' });
  const titles = (await tasks.items<{ Title: string }[]>()).map(({ Title }) => Title);
  expect(titles).toContain('Through the proxy');
});

describe('@nangohq/node', () => {
  const nango = () => new Nango({ host: proxy.url, secretKey: world.key });
  const whom = () => ({ connectionId: known.connectionId, providerConfigKey: known.uniqueKey });

  test('get, post, put, patch, delete', async () => {
    const me = await nango().get({ ...whom(), endpoint: '/v1.0/me', params: { $select: 'displayName' } });
    expect([me.status, me.data.displayName]).toEqual([200, 'Mira Okafor']);
    const folder = { name: 'From the SDK', folder: {} };
    const made = await nango().post({ ...whom(), endpoint: '/v1.0/me/drive/root/children', data: folder });
    expect([made.status, made.headers.location?.length > 0]).toEqual([201, true]);
    const endpoint = `/v1.0/me/drive/items/${made.data.id}`;
    expect((await nango().patch({ ...whom(), endpoint, data: { name: 'Renamed' } })).data.name).toBe('Renamed');
    expect((await nango().delete({ ...whom(), endpoint })).status).toBe(204);
    const put = {
      endpoint: '/v1.0/me/drive/root:/sdk.txt:/content',
      data: 'written',
      headers: { 'Content-Type': 'text/plain' },
    };
    expect((await nango().put({ ...whom(), ...put })).status).toBe(201);
    expect((await nango().get({ ...whom(), endpoint: put.endpoint })).data).toBe('written');
  });

  test('proxy with every option', async () => {
    await world.fault({ match: { path: 'graph' }, status: 503, retry_after: 0 });
    const got = await nango().proxy({
      ...whom(),
      method: 'GET',
      endpoint: 'v1.0/_echo',
      retries: 3,
      retryOn: [409],
      decompress: true,
      forwardHeadersOnRedirect: false,
      headers: { Prefer: 'return=minimal' },
      params: 'a=1',
    });
    expect([got.status, got.data.headers.prefer]).toEqual([200, 'return=minimal']);
    const web = await nango().get({ ...whom(), endpoint: '/_api/web', baseUrlOverride: world.root });
    expect(web.data.Url).toBe(world.root);
  });

  test('refusals have the shape the SDK reads', async () => {
    const refused = nango().get({ ...whom(), endpoint: '/v1.0/me', baseUrlOverride: 'https://evil.example' });
    await expect(refused).rejects.toMatchObject({
      response: { status: 400, data: { error: { code: 'base_url_override_not_allowed' } } },
    });
  });
});
