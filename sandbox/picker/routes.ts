import type { Context } from 'hono';
import { checkAccessToken } from '../entra/access-tokens.ts';
import { librariesOf } from '../graph/sites.ts';
import { type SharePointSite, sharePointOrigin } from '../sharepoint/hosts.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { type PickerConfig, readConfig } from './config.ts';
import { blank, type PickerFacts, type Pivot, pickerPage, refusalPage } from './page.ts';
import { mayRead, mayWrite } from './scopes.ts';

const address = /^(\/(?:sites|teams|personal)\/[^/]+)?\/_layouts\/15\/FilePicker\.aspx$/i;

/** The path of the web whose picker a path is; undefined where it is none. */
export const pickerWeb = (path: string) => (address.test(path) ? (address.exec(path)?.[1] ?? '') : undefined);

/** The token in the form of a POST, and the configuration in its address; else the answer that refuses them. */
export async function readRequest(
  context: Context<SandboxEnv>,
): Promise<{ config: PickerConfig; token: string } | Response> {
  if (context.req.method !== 'POST') {
    context.header('allow', 'POST');
    const message = 'The picker is opened by a form that is sent with POST, with access_token in it.';
    return refusalPage(context, { status: 405, message });
  }
  const read = readConfig(context.req.query('filePicker'));
  if ('problem' in read) return refusalPage(context, { status: 400, message: read.problem });
  const { access_token: token } = await context.req.parseBody();
  return { config: read.config, token: typeof token === 'string' ? token : '' };
}

type Opened = SharePointSite & { web: string; sandbox: Sandbox; config: PickerConfig };

/** File Picker v8 on a SharePoint host (OneDrive developer documentation, "File Picker" version 8). */
export async function answerPicker(
  context: Context<SandboxEnv>,
  sandbox: Sandbox,
  site: SharePointSite & { web: string },
): Promise<Response> {
  const request = await readRequest(context);
  if (request instanceof Response) return request;
  const { config, token } = request;
  // A window may come without a token, as SharePoint signs in by cookies there; a frame may not.
  const isWindow = context.req.header('sec-fetch-dest') === 'document';
  const check = await checkAccessToken(sandbox, `Bearer ${token}`, site.origin);
  const opened = { ...site, sandbox, config };
  if (token === '' && isWindow && config.authentication)
    return pickerPage(context, config, factsOf(opened, 'MyFiles.Read'));
  if (!check.ok)
    return blank(check.reason === 'audience' ? `Invalid audience Uri '${check.audience ?? ''}'.` : 'Invalid token.');
  if (check.claims.idtyp === 'app') return blank('Unsupported app only token.');
  const { scp } = check.claims;
  if (mayRead(scp)) return pickerPage(context, config, factsOf(opened, scp));
  const message = 'The token holds no permission for files: MyFiles.Read or Files.Read is the least.';
  return refusalPage(context, { status: 403, message, origin: config.messaging.origin });
}

function factsOf({ sandbox, config, tenant, origin, web }: Opened, scopes: string): PickerFacts {
  const { pivots } = config.typesAndSources ?? {};
  const isMine = config.entry.oneDrive !== undefined || web.startsWith('/personal/');
  const start = isMine ? 'files' : 'libraries';
  const places: Pivot[] = [
    { id: 'files', title: 'My files', host: sharePointOrigin(tenant, 'my', sandbox) },
    { id: 'libraries', title: 'Quick access', host: sharePointOrigin(tenant, 'root', sandbox) },
  ];
  const hidden = [pivots?.oneDrive === false && 'files', pivots?.sharedLibraries === false && 'libraries'];
  const library = librariesOf(tenant, sandbox).find(
    ({ webUrl }) => web !== '' && webUrl.startsWith(`${origin}${web}/`),
  );
  return {
    host: origin,
    pivots: places.filter(({ id }) => id === start || !hidden.includes(id)),
    start,
    drive: library?.driveId,
    mayWrite: mayWrite(scopes) && config.commands?.upload?.enabled !== false,
  };
}
