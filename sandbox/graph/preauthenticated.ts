import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { type Account, accounts, findAccountByOid } from '../accounts.ts';
import { type Hosting, sharePointOrigin } from '../sharepoint/hosts.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { graphError, itemNotFound } from './answers.ts';
import type { Upload } from './drives.ts';
import { findLibrary } from './sites.ts';

const personalHost = 'my.microsoftpersonalcontent.localhost';
const keptBytes = 33_554_432;
const fragmentUnit = 327_680;

/** The host that an account's contents come from and go to, by addresses that need no token. */
export function preauthenticatedOrigin(at: Hosting, account: Account): string {
  const tenant = findTenant(account.tid);
  return tenant ? sharePointOrigin(tenant, 'my', at) : `http://${personalHost}:${at.port}`;
}

export function isContentHost(host: string, at: Hosting): boolean {
  return accounts.some((account) => preauthenticatedOrigin(at, account) === `http://${host}`);
}

const ticket = z.object({ oid: z.string(), drive: z.string(), id: z.string(), until: z.number() });

/** Downloads and upload sessions. The address is the credential: an Authorization header is refused here. */
export function preauthenticatedHosts(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use('*', async (context, next) => {
    if (context.req.header('authorization') === undefined) return next();
    return graphError(401, 'unauthenticated', 'This address takes no Authorization header.');
  });
  app.get('/_layouts/15/download.aspx', (context) => {
    const tempauth = context.req.query('tempauth') ?? '';
    return download(sandbox, tempauth, context.req.header('range'));
  });
  app.all('/_api/v2.0/uploadSession', async (context) => {
    const tempauth = context.req.query('tempauth') ?? '';
    const upload = sandbox.drives.uploads.get(tempauth);
    if (!upload) return itemNotFound();
    if (context.req.method === 'GET') return Response.json(progress(upload));
    const end = () => {
      sandbox.drives.uploads.delete(tempauth);
    };
    if (context.req.method === 'DELETE') {
      end();
      return new Response(null, { status: 204 });
    }
    return takeFragment(upload, { range: context.req.header('content-range'), body: context.env.incoming, end });
  });
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    const isOurs = /^\/(_layouts\/15\/download\.aspx|_api\/v2\.0\/uploadSession)$/.test(context.req.path);
    return isOurs && isContentHost(host, sandbox) ? app.fetch(context.req.raw, context.env) : next();
  };
}

function download(sandbox: Sandbox, tempauth: string, range: string | undefined): Response {
  const opened = sandbox.sealer.open('download', tempauth, ticket);
  const account = opened && opened.until > sandbox.clock.now() ? findAccountByOid(opened.oid) : undefined;
  if (!opened || !account) return graphError(401, 'unauthenticated', 'This address has ended.');
  const library = findLibrary(findTenant(account.tid), opened.drive, sandbox);
  const drive = library ? sandbox.drives.ofLibrary(library) : sandbox.drives.of(account);
  const item = drive.find(opened.id);
  if (!item) return itemNotFound();
  const content = drive.contentOf(item);
  const type = { 'content-type': item.file?.mimeType ?? 'application/octet-stream', etag: item.eTag };
  const name = encodeURIComponent(item.name);
  const headers = { ...type, 'accept-ranges': 'bytes', 'content-disposition': `attachment; filename*=UTF-8''${name}` };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return new Response(new Uint8Array(content), { headers });
  const last = Math.min(to ? Number(to) : content.length - 1, content.length - 1);
  const part = { 'content-range': `bytes ${from}-${last}/${content.length}` };
  return new Response(new Uint8Array(content.subarray(Number(from), last + 1)), {
    status: 206,
    headers: { ...headers, ...part },
  });
}

const progress = ({ received }: Upload) => ({
  expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
  nextExpectedRanges: [`${received}-`],
});

type Fragment = { range: string | undefined; body: AsyncIterable<Buffer>; end: () => void };

type Range = { from: number; to: number; total: number };

export function readRange(header: string | undefined): Range | undefined {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '');
  return found ? { from: Number(found[1]), to: Number(found[2]), total: Number(found[3]) } : undefined;
}

function whyNot(upload: Upload, range: Range | undefined): Response | undefined {
  if (!range) return graphError(400, 'invalidRequest', 'The Content-Range header is missing or malformed.');
  const { from, to, total } = range;
  if (from !== upload.received)
    return graphError(416, 'invalidRange', `The next expected range is ${upload.received}-.`);
  const isUneven = to + 1 < total && (to + 1 - from) % fragmentUnit !== 0;
  return isUneven ? graphError(400, 'invalidRequest', 'Fragments must be multiples of 320 KiB.') : undefined;
}

async function takeFragment(upload: Upload, { range: header, body, end }: Fragment): Promise<Response> {
  const range = readRange(header);
  const refusal = whyNot(upload, range);
  if (!range || refusal) return refusal ?? itemNotFound();
  const { total } = range;
  for await (const chunk of body) {
    upload.received += chunk.length;
    if (total <= keptBytes) upload.parts.push(chunk);
  }
  if (upload.received < total) return Response.json(progress(upload), { status: 202 });
  end();
  const content = total <= keptBytes ? { bytes: Buffer.concat(upload.parts) } : { size: total };
  const { item, isNew } = upload.drive.write(upload.name, content);
  return Response.json(item, { status: isNew ? 201 : 200 });
}
