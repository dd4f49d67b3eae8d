import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { clouds } from '../clouds.ts';
import { orderedFault } from '../faults.ts';
import type { RequestFacts } from '../recorder.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { requireApp } from './apps.ts';
import { checkAccountTypes, requireAuthority } from './authority.ts';
import { checkClientAssertion } from './client-assertions.ts';
import { EntraError, errorBody, errorStatus, missingParameter, requireParameter } from './errors.ts';
import { familyOf } from './refresh-tokens.ts';
import { findResource } from './scopes.ts';
import { checkSecret } from './secrets.ts';
import { personalOneDrive } from './services.ts';
import { redeemCode, redeemCredential, redeemRefreshToken, type TokenRequest } from './token-grants.ts';

/** The token endpoint (RFC 6749 section 3.2). A query string and unknown parameters are ignored. */
export function tokenRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.post('/:tenant/oauth2/v2.0/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const facts = describe(sandbox, form, sandbox.path + context.req.path);
    const correlationId = correlationOf(context, form);
    const at = { url: sandbox.url, correlationId };
    return sandbox.recorder.track(facts, () =>
      sandbox.faults.run(
        {
          context,
          facts,
          refuse: (fault, status) => errorBody(orderedFault(fault, status, wordsOf(sandbox, form)), at),
        },
        () => answer(sandbox, { context, form, correlationId }),
      ),
    );
  });
  return app;
}

interface TokenCall {
  context: Context<SandboxEnv>;
  form: URLSearchParams;
  correlationId: string;
}

async function answer(sandbox: Sandbox, call: TokenCall): Promise<Response> {
  const headers = {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'client-request-id': call.correlationId,
  };
  try {
    return Response.json(await redeem(sandbox, call), { headers });
  } catch (error) {
    // Refusing may have revoked a grant, and that must survive a restart.
    await sandbox.store.save();
    if (!(error instanceof EntraError)) throw error;
    const body = errorBody(error.fault, { url: sandbox.url, correlationId: call.correlationId });
    return Response.json(body, { status: errorStatus(error.fault), headers });
  }
}

async function redeem(sandbox: Sandbox, { context, form }: TokenCall) {
  const grantType = requireParameter(form, 'grant_type');
  const credentials = readCredentials(form, context.req.header('authorization'));
  if (credentials.clientId === undefined) throw missingParameter('client_id');
  const authority = requireAuthority(context.req.param('tenant') ?? '', sandbox);
  const app = requireApp(sandbox, credentials.clientId, authority);
  checkAccountTypes(app, authority);
  await authenticateClient(sandbox, { app, authority, form, secret: credentials.secret });
  const request = { app, authority, form };
  if (grantType === 'authorization_code') return redeemCode(sandbox, request);
  if (grantType === 'refresh_token') return redeemRefreshToken(sandbox, request);
  if (grantType === 'client_credentials') return redeemCredential(sandbox, request);
  throw new EntraError({
    error: 'unsupported_grant_type',
    number: 70003,
    text: `The app requested an unsupported grant type '${grantType}'.`,
  });
}

/** Throws Entra's refusal when the app does not authenticate itself (RFC 6749 section 2.3, RFC 7523 section 2.2). */
async function authenticateClient(
  sandbox: Sandbox,
  from: TokenRequest & { secret: string | undefined },
): Promise<void> {
  const { app, authority, form, secret } = from;
  const hasAssertion = Boolean(form.get('client_assertion'));
  if (app.isPublic && form.get('grant_type') !== 'client_credentials') {
    if (!secret && !hasAssertion) return;
    throw new EntraError({
      error: 'invalid_client',
      number: 700025,
      text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    });
  }
  if (hasAssertion) return checkClientAssertion(sandbox, { app, authority, form });
  if (!secret) {
    throw new EntraError({
      error: 'invalid_client',
      number: 7000218,
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    });
  }
  checkSecret(app, secret, sandbox.clock.now());
}

/** RFC 6749 section 2.3.1: client_id and secret in HTTP Basic are form-encoded first. */
function readCredentials(form: URLSearchParams, authorization: string | undefined) {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  const named = { clientId: form.get('client_id') ?? undefined, secret: form.get('client_secret') ?? undefined };
  if (basic === undefined) return named;
  const [user = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: formDecode(user), secret: formDecode(rest.join(':')) };
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function correlationOf(context: Context<SandboxEnv>, form: URLSearchParams): string {
  const sent =
    context.req.header('client-request-id') ?? context.req.query('client-request-id') ?? form.get('client-request-id');
  return sent && /^[\w-]{1,64}$/.test(sent) ? sent : randomUUID();
}

function describe(sandbox: Sandbox, form: URLSearchParams, path: string): RequestFacts {
  return {
    endpoint: 'token',
    method: 'POST',
    path,
    clientId: form.get('client_id') ?? undefined,
    grantType: form.get('grant_type') ?? undefined,
    ...resourceAsked(sandbox, form.get('scope')),
    family: familyOf(sandbox, form.get('refresh_token') ?? undefined),
  };
}

/** The values that an ordered refusal's text can mention. */
function wordsOf({ store, clock }: Sandbox, form: URLSearchParams): Record<string, string | undefined> {
  const appId = form.get('client_id') ?? undefined;
  const now = new Date(clock.outward(clock.now())).toISOString();
  return { appId, appName: store.state.apps[appId ?? '']?.name, now, scope: form.get('scope') ?? '' };
}

/** The audience of the first scope that names a resource. Only used for counting, so it never throws. */
function resourceAsked(sandbox: Sandbox, scope: string | null): Pick<RequestFacts, 'resource' | 'service'> {
  const all = (scope ?? '').split(' ');
  const words = all.filter((word) => word.includes('/'));
  if (all.some((word) => /^OneDrive\./i.test(word)))
    return { resource: personalOneDrive.addresses.global?.[0], service: personalOneDrive.id };
  const asked = words[0]?.slice(0, words[0].lastIndexOf('/')).replace(/\/$/, '') ?? clouds[sandbox.cloud].graph;
  const found = findResource(asked, sandbox);
  return { resource: found?.audience ?? asked, service: found?.id };
}
