import type { Context, MiddlewareHandler } from 'hono';
import { checkAccessToken } from '../entra/access-tokens.ts';
import { requireService } from '../entra/services.ts';
import { answerDrives } from '../sharepoint/drives.ts';
import { errorDocument } from '../sharepoint/web.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { blank, type PickerFacts, pickerPage, refusalPage } from './page.ts';
import { readRequest } from './routes.ts';
import { mayRead, mayWrite } from './scopes.ts';

/** The host of personal accounts' OneDrive. */
const hostOf = ({ port }: Pick<Sandbox, 'port'>) => `onedrive.live.localhost:${port}`;

export function isOneDriveHost(host: string, at: Pick<Sandbox, 'port'>): boolean {
  return host === hostOf(at);
}

/**
 * The picker of personal accounts and the files that it lists ("OneDrive Consumer Configuration"). What this host
 * answers apart from the picker is invented.
 */
export function oneDriveHost(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    if (!isOneDriveHost(host, sandbox)) return next();
    const { method, path } = context.req;
    const facts = { endpoint: 'sharepoint' as const, method, path, host, resource: `http://${host}` };
    return sandbox.recorder.track(facts, () =>
      path === '/picker' ? answerPicker(context, sandbox) : answerFiles(context, sandbox),
    );
  };
}

function check(sandbox: Sandbox, authorization: string) {
  const [audience = ''] = requireService('onedrive').addresses.global ?? [];
  return checkAccessToken(sandbox, authorization, audience);
}

async function answerPicker(context: Context<SandboxEnv>, sandbox: Sandbox): Promise<Response> {
  const request = await readRequest(context);
  if (request instanceof Response) return request;
  const { config, token } = request;
  const checked = await check(sandbox, `Bearer ${token}`);
  if (!checked.ok) return blank('Invalid token.');
  if (config.entry.oneDrive) return pickerPage(context, config, factsOf(sandbox, checked.claims.scp));
  const message = 'A personal account has no SharePoint: entry has to be oneDrive.';
  return refusalPage(context, { status: 400, message, origin: config.messaging.origin });
}

function factsOf(sandbox: Sandbox, scopes: string): PickerFacts {
  const host = `http://${hostOf(sandbox)}`;
  const [resource] = requireService('onedrive').addresses.global ?? [];
  return {
    host,
    ...(resource && { resource }),
    pivots: [{ id: 'files', title: 'My files', host }],
    start: 'files',
    drive: undefined,
    mayWrite: mayWrite(scopes),
  };
}

async function answerFiles(context: Context<SandboxEnv>, sandbox: Sandbox): Promise<Response> {
  const checked = await check(sandbox, context.req.header('authorization') ?? '');
  if (!checked.ok || !mayRead(checked.claims.scp))
    return Response.json(errorDocument('unauthenticated', 'The caller is not authenticated.'), { status: 401 });
  return answerDrives(context, { sandbox, claims: checked.claims, origin: `http://${hostOf(sandbox)}` });
}
