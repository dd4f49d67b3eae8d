import { recordActivity } from '#lib/activity/record';
import { countProxiedCall } from '#lib/usage/calls';
import { ApiError } from '../errors.ts';
import { type HostCloud, recordedPath } from './preauthenticated.ts';
import type { Answer } from './send.ts';
import { graphPlaceOf, type Target } from './target.ts';

type Proxied = {
  method: string;
  target: Target;
  cloud: HostCloud;
  connection: string;
  integration: string;
  /** When the call began, by `performance.now()`. */
  began: number;
  answer: Answer | undefined;
  /** Why there was no answer, or why it broke off. */
  error?: unknown;
};

/** Records the result of a proxied call for the Activity page. Returns at once. */
export function record({ method, target, cloud, connection, integration, began, answer, error }: Proxied): void {
  const path = target.audience === 'none' ? recordedPath(target, cloud) : (target.path.split('?', 1)[0] ?? '');
  const failure = whatFailed(error);
  const status = answer?.status ?? failure?.status;
  // A call refused for a missing permission counts as well, because it shows which permission is needed.
  const isCounted = answer && (answer.status < 400 || answer.status === 403) && target.audience !== 'none';
  if (isCounted) countProxiedCall({ integrationId: integration, method, path: pathOf(target, cloud) });
  recordActivity({
    kind: 'proxy',
    outcome: failure || status === undefined || status >= 400 ? 'failed' : 'ok',
    connectionId: connection,
    integrationId: integration,
    summary: `${method} ${path}${status === undefined ? '' : ` ${status}`}`,
    detail: {
      method,
      host: target.origin.slice(target.origin.indexOf('//') + 2),
      path,
      status,
      ms: Math.round(performance.now() - began),
      requestId: headerOf(answer, 'request-id'),
      clientRequestId: headerOf(answer, 'client-request-id'),
      code: failure?.code,
      message: failure?.message,
    },
  });
}

/** The path as documentation writes it: the sandbox's Graph lies below a path of its own. */
function pathOf({ audience, path }: Target, cloud: HostCloud): string {
  const { root } = graphPlaceOf(cloud);
  return audience === 'graph' && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

type Failure = { status?: number; code: string; message: string };

function whatFailed(error: unknown): Failure | undefined {
  if (error === undefined) return undefined;
  if (error === 'caller_gone') return { code: 'caller_gone', message: 'The caller left before the answer had ended.' };
  if (error instanceof ApiError) return error;
  return { code: 'cut_off', message: 'The answer broke off.' };
}

function headerOf(answer: Answer | undefined, name: string): string | undefined {
  const value = answer?.headers[name];
  return typeof value === 'string' ? value : undefined;
}
