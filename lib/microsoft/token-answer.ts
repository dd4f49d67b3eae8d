import { z } from 'zod';
import { readRefusal } from './errors.ts';

/** A token endpoint's answer, unparsed. */
export type TokenAnswer = { status: number; headers: Record<string, string>; body: unknown };

/** What every token response holds (RFC 6749 section 5.1), without ID and refresh token. Lives are in seconds. */
export type TokenResponse = {
  token_type: string;
  scope: string;
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
};

/** A redeemed grant: the MSAL cache, which contains the refresh token, and the rest of the answer. */
export type Grant = {
  cache: string;
  token: TokenResponse;
  idToken: string | undefined;
  /** By Microsoft's clock. */
  answeredAt: Date | undefined;
};

const seconds = z.coerce.number().int().positive();
const success = z.object({
  token_type: z.string(),
  scope: z.string().catch(''),
  expires_in: seconds,
  ext_expires_in: seconds.optional().catch(undefined),
  access_token: z.string().min(1),
  id_token: z.string().optional(),
  refresh_token: z.string().min(1).optional().catch(undefined),
});

/** A `Date` header (RFC 9110 section 6.6.1); undefined when it is none. */
function readDate(value: string | undefined): Date | undefined {
  const at = new Date(value ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
}

type Answered = Omit<Grant, 'cache'> & { refreshToken: string | undefined };

/** Reads an answer's tokens. @throws MicrosoftError for a refusal, and for a success without a token */
export function readTokenAnswer(answer: TokenAnswer): Answered {
  const { data } = success.safeParse(answer.body);
  if (answer.status !== 200 || !data) throw readRefusal(answer);
  const { id_token: idToken, refresh_token: refreshToken, ext_expires_in: extended, ...token } = data;
  const answeredAt = readDate(answer.headers.date);
  return { token: { ...token, ext_expires_in: extended ?? token.expires_in }, idToken, refreshToken, answeredAt };
}
