import { decodeJwt } from 'jose';
import { z } from 'zod';

const answered = z.looseObject({
  access_token: z.string(),
  id_token: z.string().optional().catch(undefined),
  client_info: z.string().optional().catch(undefined),
});
const claims = z.object({ oid: z.string(), tid: z.string() });
const homeAccount = /^([^.]+)\.([^.]+)$/;

function accountIn(idToken: string | undefined): { uid: string; utid: string } | undefined {
  try {
    const { oid: uid, tid: utid } = claims.parse(decodeJwt(idToken ?? ''));
    return { uid, utid };
  } catch {
    return undefined;
  }
}

/**
 * A token response that says whose it is. Without `client_info`, which only Microsoft sends, MSAL would keep the next
 * refresh token beside the spent one and send the spent one again, which ends the grant where tokens are rotated.
 */
export function withClientInfo(body: unknown, homeAccountId: string | undefined): unknown {
  const answer = answered.safeParse(body).data;
  if (!answer || answer.client_info) return body;
  const [, uid, utid] = homeAccount.exec(homeAccountId ?? '') ?? [];
  const account = uid ? { uid, utid } : accountIn(answer.id_token);
  if (!account) return body;
  return { ...answer, client_info: Buffer.from(JSON.stringify(account)).toString('base64url') };
}
