import { createLog, hasCode, startSandbox } from './server.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './settings.ts';

try {
  await run(readSettings());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function run({ port, dataDir, owner, logLevel }: Settings): Promise<void> {
  let stop: () => void = () => process.exit(0);
  const shutdown = () => stop();
  const log = createLog(logLevel);
  const running = await startSandbox({ port, dataDir, owner, log, shutdown }).catch((cause: unknown) => {
    if (!hasCode(cause, 'EADDRINUSE')) throw cause;
    throw new Error(`Port ${port} is taken by another program; set SANDBOX_PORT to a free one.`, { cause });
  });
  let stopping = false;
  stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('The sandbox could not write its state down.', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', shutdown);
  process.on('SIGINT', shutdown);
  process.stdout.write(`Sandbox Microsoft on ${running.url}\n`);
}
