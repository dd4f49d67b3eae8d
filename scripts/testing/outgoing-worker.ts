import { registerHooks } from 'node:module';
import { z } from 'zod';
import { env } from '../../lib/env.ts';
import { appToken } from '../../lib/microsoft/client.ts';
import { HttpFailure, request } from '../../lib/microsoft/http.ts';
import { nextHeadersForPackages } from './browser-jar.ts';

// A process that calls Microsoft with every client there is: undici, MSAL, and openid-client below next-auth, in a whole
// sign-in of an operator. What a build of Next resolves by itself has to be named here.
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^next\/(headers|navigation|server)$/.test(specifier) ? `${specifier}.js` : specifier, context),
});
nextHeadersForPackages();
const { beginEntra, returnFromEntra } = await import('./entra-trip.ts');

const order = z.union([
  z.object({ clientId: z.string(), tenant: z.string() }),
  z.object({ begin: z.literal(true) }),
  z.object({ back: z.string() }),
]);

/** The sentence of a call that got no answer. */
function sentenceOf(error: unknown): string {
  if (error instanceof HttpFailure) return error.message;
  return error instanceof Error ? sentenceOf(error.cause) : String(error);
}

async function calls({ clientId, tenant }: { clientId: string; tenant: string }) {
  const wellKnown = `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`;
  const credentials = [{ id: 'one', kind: 'client_secret', secret: 's3cret-value' }] as const;
  const app = { cloud: 'global', accountTypes: 'single-tenant', tenantId: tenant, clientId, credentials } as const;
  const [undici, msal] = await Promise.all([
    request(wellKnown).then(({ status }) => `HTTP ${status}`, sentenceOf),
    appToken(app, { tenant, resource: 'https://graph.microsoft.com' }).then(
      ({ access_token }) => access_token,
      sentenceOf,
    ),
  ]);
  return { undici, msal };
}

process.on('message', async (message) => {
  const wanted = order.parse(message);
  if ('begin' in wanted) process.send?.(await beginEntra());
  else if ('back' in wanted) process.send?.(await returnFromEntra(new URLSearchParams(wanted.back)));
  else process.send?.(await calls(wanted));
});
env();
process.send?.('ready');
