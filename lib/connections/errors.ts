import type { Failure } from './schema.ts';

const sentences = {
  not_found: 'This connection does not exist, or it was deleted.',
  needs_reauthorization: 'Microsoft no longer accepts this grant. Send the user a reauthorize link.',
  corrupt: 'What is stored of this connection cannot be opened. Reauthorize it.',
  token_unavailable: 'Microsoft gave no new token, and the last one has ended.',
  resource_unknown: 'This resource is not one that the connection can have a token for.',
  resource_url_missing:
    'This integration asks for a resource whose address differs per customer (Dataverse), and none is set. Enter its environment URL.',
  taken: 'A connection with this id exists already in this integration.',
  grant_refused: 'Microsoft did not accept this refresh token for this app registration.',
  wrong_tenant: 'The account belongs to another organization than the one this integration is for.',
  other_account: 'The account that signed in is not the one this connection may go on with.',
  link_spent: 'This link was used already.',
} as const;

export type ConnectionErrorCode = keyof typeof sentences;

/** A connection cannot do what was requested. If Microsoft was asked, `failure` says why. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code: ConnectionErrorCode;
  readonly failure: Failure | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    code: ConnectionErrorCode,
    more: { failure?: Failure | undefined; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(more.failure?.message ?? sentences[code], { cause: more.cause });
    this.code = code;
    this.failure = more.failure;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Passes over errors about the connection itself, which show in its row. @throws every other error */
export function onlyConnectionErrors(error: unknown): undefined {
  if (!(error instanceof ConnectionError)) throw error;
}
