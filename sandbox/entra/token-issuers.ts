import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Sandbox, SandboxEnv } from '../world.ts';

/** The address of an issuer that the sandbox imitates: a cluster or a build service whose tokens an app may trust. */
export function issuerOf({ port }: Pick<Sandbox, 'port'>, name: string): string {
  return `http://localhost:${port}/_issuers/${name}`;
}

/** An assertion of such an issuer. Its dates are the machine's; `life` is in seconds. */
export function mintAssertion(
  sandbox: Sandbox,
  of: { name: string; subject: string; audience: string; life: number },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return sandbox.keys.sign({
    iss: issuerOf(sandbox, of.name),
    sub: of.subject,
    aud: of.audience,
    iat: Math.min(now, now + of.life),
    nbf: Math.min(now, now + of.life),
    exp: now + of.life,
    jti: randomUUID(),
  });
}

/** The OpenID Connect Discovery documents of those issuers, and their keys. */
export function issuerRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/_issuers/:name/.well-known/openid-configuration', (context) => {
    const issuer = issuerOf(sandbox, context.req.param('name'));
    return context.json({ issuer, jwks_uri: `${issuer}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
  });
  app.get('/_issuers/:name/keys', (context) => context.json({ keys: [sandbox.keys.publicKey] }));
  return app;
}
