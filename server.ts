import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import next from 'next';
import { startBackground } from '#lib/boot/background';
import { startSandbox } from '#lib/boot/bundled-sandbox';
import { openDatabase } from '#lib/boot/database';
import { retryWhileDatabaseAway } from '#lib/boot/database-session';
import { type Doors, openDoors, type Upgrades } from '#lib/boot/doors';
import { createGate, innerHost } from '#lib/boot/gate';
import { answer, answerSocket, createListener, type Handler, type UpgradeHandler } from '#lib/boot/listener';
import { providePageStyle } from '#lib/boot/page-style';
import { StartProblem } from '#lib/boot/problem';
import { giveUp, type Parts, shutDown } from '#lib/boot/shut-down';
import { watchUntrustedProxies } from '#lib/boot/untrusted-proxy';
import { type Settings, SettingsError } from '#lib/env';
import { log } from '#lib/log';
import { WeakPasswordError } from '#lib/operators/errors';
import { isSetUp, seedOwner } from '#lib/operators/set-up';
import { issueSetupToken } from '#lib/operators/setup-token';

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program; stop it or set PORT.`;
      fail(
        new StartProblem(cause.code === 'EADDRINUSE' ? taken : `Cannot listen on ${host}:${port}: ${cause.message}.`, {
          cause,
        }),
      );
    });
    server.listen(port, host, done);
  });
}

type Pages = { handle: Handler; upgrade: UpgradeHandler; close: () => Promise<void> };

async function prepareNext({ port }: Settings, mode: 'development' | 'production'): Promise<Pages> {
  // Next registers its own upgrade listener on the server it is given (its getUpgradeHandler() does nothing), and
  // leaves other upgrades open. It gets this unused server, and we emit only the upgrades meant for it.
  const forNext = createServer();
  const app = next({
    dev: mode === 'development',
    dir: import.meta.dirname,
    // After a server action redirects, Next fetches the target itself, from this host.
    hostname: innerHost,
    port,
    httpServer: forNext,
  });
  await app.prepare();
  const upgrade: UpgradeHandler = (request, socket, head) => {
    const isTaken = forNext.emit('upgrade', request, socket, head);
    if (!isTaken) answerSocket(socket, 503, 'Open a page first.');
  };
  return { handle: app.getRequestHandler(), upgrade, close: () => app.close() };
}

async function seed(email: string, password: string): Promise<void> {
  try {
    await seedOwner(email, password);
  } catch (cause) {
    if (cause instanceof WeakPasswordError) throw new SettingsError([`OPERATOR_PASSWORD: ${cause.message}`], { cause });
    throw cause;
  }
}

/**
 * Creates the first owner if the settings name one, and returns a hint on how to sign in.
 * @throws SettingsError
 */
async function signInHint({ publicUrl, operatorEmail, operatorPassword }: Settings): Promise<string> {
  if (operatorEmail && operatorPassword) await seed(operatorEmail, operatorPassword);
  if (await isSetUp()) return `${publicUrl}/sign-in${operatorEmail ? ` as ${operatorEmail}` : ''}`;
  return `${publicUrl}/set-up with this one-time token: ${issueSetupToken()}`;
}

async function announce(settings: Settings, { database, sandbox }: Parts): Promise<void> {
  console.log(`\nLatchkey    ${settings.publicUrl}`);
  if (sandbox) console.log(`Sandbox     ${sandbox.url} (not Microsoft; its accounts are listed there)`);
  const embedded = database?.embedded;
  if (embedded) console.log(`PostgreSQL  ${embedded.folder}${embedded.adopted ? ' (already running; joined)' : ''}`);
  if (embedded?.moved) console.log('            (outside DATA_DIR, which the system user postgres cannot reach)');
  if (database?.newKey)
    console.log(
      `Key         ${resolve(settings.dataDir, 'secrets', 'encryption-key')} was made; back it up, nothing opens without it`,
    );
  console.log(`Sign in     ${await retryWhileDatabaseAway(() => signInHint(settings))}\n`);
}

function stopOnSignals(parts: Parts): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping: requests in flight are finished first.');
    shutDown(parts).then(
      () => process.exit(0),
      (error) => {
        log().error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const starting: Doors = {
  request: (_request, response) => answer(response, 503, { sentence: '{"status":"starting"}' }),
  upgrade: (_request, socket) => answerSocket(socket, 503, 'Latchkey is starting.'),
};

/**
 * Starts everything in order and keeps it running until a signal arrives.
 * @throws StartProblem when it cannot start.
 */
export async function serve(settings: Settings, mode: 'development' | 'production'): Promise<void> {
  let doors = starting;
  const listener = createListener({
    request: (request, response) => doors.request(request, response),
    upgrade: (request, socket, head) => doors.upgrade(request, socket, head),
  });
  const parts: Parts = { listener };
  stopOnSignals(parts);
  await listen(listener.server, settings);
  try {
    const database = await openDatabase(settings, { gaveUp: (problem) => void giveUp(parts, problem) });
    parts.database = database;
    if (settings.sandbox) parts.sandbox = await startSandbox(database.env, resolve(settings.dataDir));
    providePageStyle(mode);
    const pages = await prepareNext(settings, mode);
    parts.pages = pages;
    parts.background = startBackground();
    const upgrades: Upgrades = mode === 'development' ? { '/_next/*': pages.upgrade } : {};
    doors = openDoors({ gate: createGate(database.env, watchUntrustedProxies()), pages: pages.handle, upgrades });
    await announce(settings, parts);
  } catch (error) {
    await shutDown(parts);
    throw error;
  }
}
