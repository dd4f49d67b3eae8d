import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { accounts, currentOf, homeOid, principals } from '../accounts.ts';
import { removeConsents } from '../entra/consent.ts';
import { policyOf } from '../entra/tenant-policies.ts';
import { revocation, type State } from '../state.ts';
import { tenants } from '../tenants.ts';
import { ownHosts, refuseForeignOrigin, type Sandbox, type SandboxEnv } from '../world.ts';
import { createApp, demoApp, demoOrder, describeApp, newApp, patchApp, patchedApp } from './apps.ts';
import { credentialControl } from './credentials.ts';
import { directoryControl } from './directory.ts';
import { faultControl } from './faults.ts';
import { ControlError, readBody, requireUser } from './input.ts';
import { peopleControl } from './people.ts';
import { visitControl } from './visits.ts';

const expireOrder = z.strictObject({ username: z.string().optional() });

const revokeOrder = z.strictObject({
  username: z.string(),
  // A person's own change of password ends no grant of an app that has a secret.
  reason: z.enum([...revocation.exclude(['reused']).options, 'password_changed']),
  /** Revokes this app's grants only; those of every app when absent. */
  client_id: z.string().optional(),
});

const amount = z.number().min(0).max(100_000_000).default(0);
const advanceOrder = z.strictObject({ days: amount, hours: amount, seconds: amount });

const lifeOrder = z.strictObject({ seconds: z.number().int().min(1).max(100_000).nullable() });

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** The control API (`/_sandbox`), with which tests steer the sandbox. */
export function controlRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>().basePath('/_sandbox');
  app.use('*', onlyLocalPrograms(sandbox));
  app.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ error: error.message }, error.status);
    sandbox.log.error('The control API failed.', error);
    return context.json({ error: 'The sandbox failed; see its standard error.' }, 500);
  });
  app.get('/health', (context) => context.json(health(sandbox)));
  app.get('/mails', (context) => context.json({ mails: sandbox.mail.sent }));
  addAppRoutes(app, sandbox);
  addGrantRoutes(app, sandbox);
  app.route('/', faultControl(sandbox));
  app.route('/', peopleControl(sandbox));
  app.route('/', visitControl(sandbox));
  addClockRoutes(app, sandbox);
  app.route('/', credentialControl(sandbox));
  app.route('/', directoryControl(sandbox));
  addLifeRoutes(app, sandbox);
  app.all('*', (context) => context.json({ error: 'The control API has no such endpoint.' }, 404));
  return app;
}

/** The control API is for programs on this machine: loopback, our own host, never a page of another origin. */
function onlyLocalPrograms(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const { req, env } = context;
    const hosts = ownHosts(sandbox.port);
    const remote = env.incoming.socket.remoteAddress ?? '';
    if (!/^(127\.|::1$|::ffff:127\.)/.test(remote)) return context.json({ error: 'Loopback only.' }, 403);
    if (!hosts.includes(req.header('host')?.toLowerCase() ?? '')) return context.json({ error: 'Wrong host.' }, 403);
    const origin = req.header('origin');
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return refuseForeignOrigin(context);
    const site = req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none' ? next() : refuseForeignOrigin(context);
  };
}

function health(sandbox: Sandbox) {
  return {
    status: 'ok',
    owner: sandbox.owner ?? null,
    pid: process.pid,
    accounts: principals.map(({ username, name, tid, oid, kind, admin, guest, trouble }) => {
      const special = guest ? 'guest' : (trouble ?? null);
      return { username, name, tid, oid, kind, admin, special };
    }),
    tenants: tenants.map((tenant) => {
      const { userConsent, consentRequests } = policyOf(sandbox.store.state, tenant);
      const { tid, displayName: name, domain, cloud = 'global' } = tenant;
      return { tid, name, domain, cloud, user_consent: userConsent, consent_requests: consentRequests };
    }),
  };
}

function addAppRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox): void {
  app.post('/apps', async (context) => {
    const created = await createApp(sandbox, await readBody(context, newApp));
    return context.json(created, 201);
  });
  app.post('/apps/demo', async (context) => context.json(await demoApp(sandbox, await readBody(context, demoOrder))));
  app.delete('/apps/:client', async (context) => {
    describeApp(sandbox, context.req.param('client'));
    delete sandbox.store.state.apps[context.req.param('client')];
    await sandbox.store.save();
    return context.json({ status: 'deleted' });
  });
  app.get('/apps/:client', (context) => context.json(describeApp(sandbox, context.req.param('client'))));
  app.patch('/apps/:client', async (context) => {
    const order = await readBody(context, patchedApp);
    return context.json(await patchApp(sandbox, context.req.param('client'), order));
  });
}

function addGrantRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox): void {
  const { store } = sandbox;
  app.post('/tokens/expire', async (context) => {
    const { username } = await readBody(context, expireOrder);
    const whom = username === undefined ? accounts : [requireUser(username)];
    const oids = principals.filter((one) => whom.some((person) => person.oid === homeOid(one)));
    for (const { oid } of oids.map((one) => currentOf(store.state, one)))
      store.state.epochs[oid] = (store.state.epochs[oid] ?? 0) + 1;
    await store.save();
    return context.json({ expired: whom.map((account) => account.username) });
  });
  app.post('/grants/revoke', async (context) => {
    const { username, reason, client_id: clientId } = await readBody(context, revokeOrder);
    const people = principals.filter((one) => homeOid(one) === requireUser(username).oid);
    const oids = people.map((one) => currentOf(store.state, one));
    if (reason === 'password_changed') return context.json({ revoked: 0 });
    const grants = Object.values(store.state.grants).filter(
      ({ oid, clientId: of, revoked }) =>
        oids.some((one) => one.oid === oid) && (clientId === undefined || of === clientId) && !revoked,
    );
    for (const grant of grants) grant.revoked = { reason, at: sandbox.clock.now() };
    if (reason === 'consent_removed') for (const one of oids) removeConsents(store.state, one, clientId);
    await store.save();
    return context.json({ revoked: grants.length });
  });
  app.post('/token-life', async (context) => {
    store.state.tokenLife = (await readBody(context, lifeOrder)).seconds;
    await store.save();
    return context.json({ seconds: store.state.tokenLife });
  });
}

/** Moves the sandbox's time ahead, and back to the machine's. */
function addClockRoutes(app: Hono<SandboxEnv>, { clock, store }: Sandbox): void {
  const report = () => ({ now: new Date(clock.now()).toISOString(), ahead_seconds: clock.ahead / SECOND });
  app.get('/clock', (context) => context.json(report()));
  app.post('/clock', async (context) => {
    const { days, hours, seconds } = await readBody(context, advanceOrder);
    clock.advance(days * DAY + hours * HOUR + seconds * SECOND);
    await store.save();
    return context.json(report());
  });
  app.delete('/clock', async (context) => {
    clock.reset();
    await store.save();
    return context.json(report());
  });
}

/** Empties the state, except for the registered apps and the keys. */
function forget(state: State): void {
  Object.assign(state, {
    userConsents: {},
    tenantConsents: {},
    roleConsents: {},
    missingServices: [],
    grants: {},
    redeemed: {},
    tokenLife: null,
    policies: {},
    conditions: {},
    consentRequests: {},
    enterpriseApps: {},
    propagationSeconds: 0,
    arrivals: {},
    sitePermissions: {},
    mailboxScopes: {},
    sharePoint: {},
    clockAhead: 0,
  });
}

function addLifeRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox): void {
  app.post('/reset', async (context) => {
    const { store } = sandbox;
    forget(store.state);
    sandbox.faults.clear();
    sandbox.recorder.reset();
    sandbox.drives.reset();
    sandbox.mail.reset();
    await store.save();
    return context.json({ status: 'reset' });
  });
  app.post('/shutdown', (context) => {
    const { shutdown } = sandbox;
    if (!shutdown) throw new ControlError(409, 'This sandbox runs inside another program, which has to close it.');
    setImmediate(shutdown);
    return context.json({ status: 'shutting down' }, 202);
  });
}
