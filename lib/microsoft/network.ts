import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { HttpFailure, parseJson, request } from './http.ts';
import type { TokenAnswer } from './token-answer.ts';

const notReplacing = z.looseObject({ access_token: z.string(), refresh_token: z.undefined().optional() });

function withRefreshToken(body: unknown, kept: string | undefined): unknown {
  const { data } = notReplacing.safeParse(body);
  return kept && data ? { ...data, refresh_token: kept } : body;
}

const answered = z.looseObject({
  access_token: z.string(),
  id_token: z.string().optional().catch(undefined),
  client_info: z.string().optional().catch(undefined),
});
const claims = z.object({ oid: z.string(), tid: z.string() });

function accountIn(idToken: string | undefined): { uid: string; utid: string } | undefined {
  try {
    const { oid: uid, tid: utid } = claims.parse(decodeJwt(idToken ?? ''));
    return { uid, utid };
  } catch {
    return undefined;
  }
}

/**
 * Adds `client_info` to a token response that lacks it. MSAL reads the account's home tenant from it, and only
 * Microsoft sends it.
 */
function withClientInfo(body: unknown): unknown {
  const answer = answered.safeParse(body).data;
  if (!answer || answer.client_info) return body;
  const account = accountIn(answer.id_token);
  if (!account) return body;
  return { ...answer, client_info: Buffer.from(JSON.stringify(account)).toString('base64url') };
}

/**
 * The network module that MSAL uses for one call. It applies our limits, calls the configured endpoint (MSAL insists on
 * https and on Microsoft's own hosts), and records the answer, because MSAL drops error codes and the refresh token.
 */
export class RecordingNetwork implements INetworkModule {
  readonly #tokenEndpoint: string;
  answer: TokenAnswer | undefined;
  failure: HttpFailure | undefined;
  /**
   * The refresh token that was sent. It stays valid if the answer contains no new one (RFC 6749 section 6), but MSAL
   * would forget it.
   */
  keptRefreshToken: string | undefined;

  constructor(tokenEndpoint: string) {
    this.#tokenEndpoint = tokenEndpoint;
  }

  sendGetRequestAsync<T>(): Promise<NetworkResponse<T>> {
    return Promise.reject(new HttpFailure('unreachable', 'MSAL is to make no discovery calls here.'));
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>>;
  async sendPostRequestAsync(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<unknown>> {
    const target = new URL(this.#tokenEndpoint);
    target.search = new URL(url).search;
    try {
      const init = { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' };
      const { status, headers, text } = await request(target.href, init);
      this.answer = { status, headers, body: parseJson(text) };
      const body = withRefreshToken(this.answer.body ?? {}, this.keptRefreshToken);
      return { status, headers, body: withClientInfo(body) };
    } catch (error) {
      if (error instanceof HttpFailure) this.failure = error;
      throw error;
    }
  }
}
