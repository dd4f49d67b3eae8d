import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new signing secret: 32 random bytes in the format of Standard Webhooks. */
export function newSigningSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

type Signed = { id: string; seconds: number; body: string };

/** The key for Standard Webhooks: the decoded base64 after the prefix. */
function standardSignature(secret: string, { id, seconds, body }: Signed): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * The headers with signatures. For Standard Webhooks every valid secret signs. Nango's header has room for one
 * signature, made with the newest secret as text.
 */
export function signatureHeaders(secrets: readonly string[], signed: Signed): Record<string, string> {
  const [newest] = secrets;
  const plain = { 'webhook-id': signed.id, 'webhook-timestamp': String(signed.seconds) };
  if (newest === undefined) return plain;
  return {
    ...plain,
    'webhook-signature': secrets.map((secret) => standardSignature(secret, signed)).join(' '),
    'x-nango-hmac-sha256': createHmac('sha256', newest).update(signed.body).digest('hex'),
  };
}
