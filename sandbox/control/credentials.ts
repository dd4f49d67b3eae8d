import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { clouds } from '../clouds.ts';
import { readCertificate } from '../entra/certificates.ts';
import { createSecret } from '../entra/secrets.ts';
import { issuerOf, mintAssertion } from '../entra/token-issuers.ts';
import type { App } from '../state.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { describeApp, requireKnown } from './apps.ts';
import { ControlError, readBody } from './input.ts';

const DAY = 24 * 60 * 60 * 1000;
const MOST_FEDERATED = 20;

const secretOrder = z.strictObject({
  name: z.string().max(120).optional(),
  value: z.string().min(1).max(256).optional(),
  /** Days from now by the sandbox's clock; with 0 or less the secret is expired at once. */
  expires_in_days: z.number().min(-10_000).max(10_000).optional(),
});
const secretChange = secretOrder.pick({ expires_in_days: true }).required();
const certificateOrder = z.strictObject({ certificate: z.string().max(20_000), name: z.string().max(120).optional() });
const federatedOrder = z.strictObject({
  name: z.string().max(120).default('federated'),
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  audience: z.string().min(1).max(600).optional(),
});
const assertionOrder = z.strictObject({
  /** A name for one of the issuers that the sandbox imitates. */
  issuer: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('github'),
  subject: z.string().min(1).max(600),
  audience: z.string().min(1).max(600).default(clouds.global.tokenExchangeAudience),
  expires_in: z.number().int().min(-86_400).max(86_400).default(300),
});

/** Secrets, certificates and federated credentials of apps, and assertions of the issuers that the sandbox imitates. */
export function credentialControl(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  addSecretRoutes(app, sandbox);
  app.post('/apps/:client/certificates', async (context) => {
    const { certificate, name } = await readBody(context, certificateOrder);
    const owner = requireKnown(sandbox, context.req.param('client'));
    const added = parseCertificate(certificate, { name, ahead: sandbox.clock.ahead });
    owner.certificates.push(added);
    await sandbox.store.save();
    return context.json(describeApp(sandbox, owner.clientId).certificates.at(-1), 201);
  });
  app.post('/apps/:client/federated', async (context) => {
    const order = await readBody(context, federatedOrder);
    const owner = requireKnown(sandbox, context.req.param('client'));
    if (owner.federated.length >= MOST_FEDERATED) throw new ControlError(409, 'An app has 20 of these at most.');
    const audience = order.audience ?? clouds[owner.cloud].tokenExchangeAudience;
    const added = { ...order, id: randomUUID(), audience };
    owner.federated.push(added);
    await sandbox.store.save();
    return context.json(added, 201);
  });
  app.delete('/apps/:client/:kind{secrets|certificates|federated}/:id', async (context) => {
    const owner = requireKnown(sandbox, context.req.param('client'));
    remove(owner, context.req.param('kind'), context.req.param('id'));
    await sandbox.store.save();
    return context.json(describeApp(sandbox, owner.clientId));
  });
  app.post('/assertions', async (context) => {
    const order = await readBody(context, assertionOrder);
    const { issuer: name, subject, audience, expires_in: life } = order;
    const assertion = await mintAssertion(sandbox, { name, subject, audience, life });
    return context.json({ assertion, issuer: issuerOf(sandbox, name), subject, audience }, 201);
  });
  return app;
}

function addSecretRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox): void {
  const expiry = (days: number | undefined) => (days === undefined ? undefined : sandbox.clock.now() + days * DAY);
  app.post('/apps/:client/secrets', async (context) => {
    const { name, value: wanted, expires_in_days: days } = await readBody(context, secretOrder);
    const owner = requireKnown(sandbox, context.req.param('client'));
    const { value, kept } = createSecret(sandbox.clock.now(), { name, value: wanted, expiresAt: expiry(days) });
    owner.secrets.push(kept);
    await sandbox.store.save();
    return context.json({ client_secret: value, secret_id: kept.id, name: kept.name, hint: kept.hint }, 201);
  });
  app.patch('/apps/:client/secrets/:id', async (context) => {
    const { expires_in_days: days } = await readBody(context, secretChange);
    const owner = requireKnown(sandbox, context.req.param('client'));
    const found = owner.secrets.find((one) => one.id === context.req.param('id'));
    if (!found) throw new ControlError(404, 'The app has no such secret.');
    found.expiresAt = expiry(days) ?? found.expiresAt;
    await sandbox.store.save();
    return context.json(describeApp(sandbox, owner.clientId));
  });
}

function parseCertificate(text: string, given: { name?: string | undefined; ahead: number }) {
  try {
    return readCertificate(text, given);
  } catch (cause) {
    throw new ControlError(400, 'certificate: neither PEM nor base64 DER of a certificate.', { cause });
  }
}

function remove(app: App, kind: string, id: string): void {
  const before = app.secrets.length + app.certificates.length + app.federated.length;
  if (kind === 'secrets') app.secrets = app.secrets.filter((one) => one.id !== id);
  if (kind === 'certificates') app.certificates = app.certificates.filter((one) => one.id !== id);
  if (kind === 'federated') app.federated = app.federated.filter((one) => one.id !== id);
  const after = app.secrets.length + app.certificates.length + app.federated.length;
  if (after === before) throw new ControlError(404, 'The app has no such credential.');
}
