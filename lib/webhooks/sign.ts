import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A signing secret: 32 random bytes as Standard Webhooks spells them. */
export function newSigningSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

type Signed = { id: string; seconds: number; body: string };

/** The key of Standard Webhooks is what the base64 after the prefix stands for. */
function standardSignature(secret: string, { id, seconds, body }: Signed): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * The headers that prove where a request comes from, newest secret first. By Standard Webhooks every secret that is
 * valid signs; Nango's header has room for one, whose key is the secret as it is shown.
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
