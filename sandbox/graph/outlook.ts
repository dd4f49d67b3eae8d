import { Hono, type MiddlewareHandler } from 'hono';
import type { Account } from '../accounts.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { graphError } from './answers.ts';
import type { AttachmentSession } from './mailboxes.ts';
import { readRange } from './preauthenticated.ts';

const mostBytes = 4_194_304;

/** The host that attachments are uploaded to. */
const outlookHost = ({ port }: Pick<Sandbox, 'port'>) => `outlook.office.localhost:${port}`;

export function isOutlookHost(host: string, at: Pick<Sandbox, 'port'>): boolean {
  return host === outlookHost(at);
}

type Place = { account: Account; messageId: string; token: string };

/** The address of an upload session: it carries its credential with it. */
export function attachmentAddress(sandbox: Pick<Sandbox, 'port'>, { account, messageId, token }: Place): string {
  const message = `Users('${account.oid}@${account.tid}')/Messages('${messageId}')`;
  return `http://${outlookHost(sandbox)}/api/v2.0/${message}/AttachmentSessions('${token.slice(-12)}')?authtoken=${token}`;
}

/** The progress of an upload session, as Outlook reports it. */
export const sessionOf = ({ received }: Pick<AttachmentSession, 'received'>) => ({
  expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
  nextExpectedRanges: [`${received}-`],
});

/** Outlook writes these names with a capital, unlike Graph. */
function progress(session: AttachmentSession): Response {
  const { expirationDateTime: ExpirationDateTime, nextExpectedRanges: NextExpectedRanges } = sessionOf(session);
  return Response.json({ ExpirationDateTime, NextExpectedRanges });
}

type Part = { token: string; header: string | undefined; body: AsyncIterable<Buffer>; url: string };

async function takePart(sandbox: Sandbox, session: AttachmentSession, part: Part): Promise<Response> {
  const range = readRange(part.header);
  if (!range || range.total !== session.size)
    return graphError(
      400,
      'ErrorInvalidArgument',
      'The Content-Range header is missing, malformed or of another size.',
    );
  if (range.from !== session.received)
    return graphError(400, 'ErrorInvalidRange', `The next expected range is ${session.received}-.`);
  let bytes = 0;
  for await (const chunk of part.body) bytes += chunk.length;
  if (bytes !== range.to + 1 - range.from || bytes > mostBytes)
    return graphError(400, 'ErrorInvalidArgument', 'A part holds at most 4 MB, as many bytes as its range.');
  session.received += bytes;
  if (session.received < session.size) return progress(session);
  const { id } = sandbox.mail.finish(part.token, session);
  const location = part.url.replace(/\/AttachmentSessions\('.*$/, `/Attachments('${id}')`);
  return new Response(null, { status: 201, headers: { location } });
}

/** Upload sessions of attachments. The address is the credential: an Authorization header is refused here. */
export function outlookHosts(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.all('/api/v2.0/*', async (context) => {
    if (context.req.header('authorization') !== undefined)
      return graphError(401, 'InvalidAuthenticationToken', 'This address takes no Authorization header.');
    const { method, url } = context.req;
    const token = context.req.query('authtoken') ?? '';
    const session = sandbox.mail.sessions.get(token);
    if (!session) return graphError(404, 'ErrorItemNotFound', 'This upload session does not exist or has ended.');
    if (method === 'GET') return progress(session);
    if (method === 'PUT') {
      const header = context.req.header('content-range');
      return takePart(sandbox, session, { token, header, body: context.env.incoming, url });
    }
    if (method !== 'DELETE') return graphError(405, 'ErrorInvalidRequest', 'The method is not allowed here.');
    sandbox.mail.sessions.delete(token);
    return new Response(null, { status: 204 });
  });
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    return isOutlookHost(host, sandbox) ? app.fetch(context.req.raw, context.env) : next();
  };
}
