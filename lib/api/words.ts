import { z } from '@hono/zod-openapi';

/** Groups of the reference, in its order. */
export const tags = [
  { name: 'Connections', description: 'Microsoft accounts that are connected, with tokens that are always fresh.' },
  { name: 'Integrations', description: 'App registrations and what they ask for.' },
  { name: 'Proxy', description: 'Calls to Microsoft Graph and SharePoint with the token of a connection.' },
  { name: 'Connect sessions', description: 'Invitations that a person opens to connect an account.' },
  { name: 'File picker', description: 'Microsoft’s file picker in a page of yours, with the tokens of a connection.' },
  { name: 'Events', description: 'What happened, in the order in which it became known.' },
  { name: 'Webhooks', description: 'Events delivered to your own server as they happen.' },
  { name: 'Providers', description: 'The products an integration can be made for.' },
  { name: 'Permissions', description: 'Which permission a call to Microsoft needs.' },
  { name: 'Environment', description: 'Values kept for your own code.' },
  { name: 'Service', description: 'The state of this installation and this document.' },
] as const;
export type Tag = (typeof tags)[number]['name'];

const detail = z.object({
  code: z.string(),
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
});

/** The shape of every refusal. */
const errorBody = z
  .object({
    error: z.object({
      code: z.string().openapi({ description: 'For programs; it does not change.' }),
      message: z.string().openapi({ description: 'For people: what happened and what helps.' }),
      errors: z.array(detail).optional().openapi({ description: 'What did not fit, field by field.' }),
      payload: z.record(z.string(), z.unknown()).optional(),
    }),
  })
  .openapi('Error');

const refusal = (description: string) => ({ description, content: { 'application/json': { schema: errorBody } } });

/** The meaning of each error status, for all endpoints. */
export const errorAnswers = {
  400: refusal(
    'Something in the request does not fit: `invalid_json`, `invalid_body`, `invalid_query_params` and more.',
  ),
  401: refusal('No key or session, or one that does not exist or was revoked.'),
  403: refusal('The key lacks the scope: `forbidden`.'),
  404: refusal('There is none, or the key does not see it.'),
  408: refusal('The body took longer than 30 seconds to arrive: `request_timeout`.'),
  409: refusal('It exists already, its state does not allow it, or the same Idempotency-Key is still being answered.'),
  410: refusal('Events after this cursor were deleted, or never were: `cursor_gone`, `cursor_unknown`.'),
  413: refusal('The body is larger than 1 MB: `body_too_large`.'),
  415: refusal('The body is not JSON: `invalid_content_type`.'),
  422: refusal('The Idempotency-Key was used for another request: `idempotency_key_reused`.'),
  424: refusal(
    'Microsoft gave no token; `payload.reason` says why and what helps: `invalid_credentials`. Where the person has to sign in again, `POST /connect/sessions/reconnect` (`nango.createReconnectSession`) makes the link to send to them.',
  ),
  429: refusal('The key has used up its requests of this minute: `too_many_request`; see `Retry-After`.'),
  500: refusal('Something failed on our side: `server_error`.'),
  502: refusal('Microsoft could not be reached, or broke off: `upstream_unreachable`.'),
  503: refusal(
    'The database cannot be reached, or the process that was asked lacks an encryption key: `service_unavailable`; see `Retry-After`.',
  ),
  504: refusal('Microsoft did not answer in time: `upstream_timeout`.'),
} as const;
