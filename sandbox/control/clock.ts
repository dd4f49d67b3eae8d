import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { readBody } from './input.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const amount = z.number().min(0).max(100_000_000).default(0);
const advanceOrder = z.strictObject({ days: amount, hours: amount, seconds: amount });

/** Moves the sandbox's time ahead, and back to the machine's. */
export function clockControl(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const { clock, store } = sandbox;
  const told = () => ({ now: new Date(clock.now()).toISOString(), ahead_seconds: clock.ahead / SECOND });
  app.get('/clock', (context) => context.json(told()));
  app.post('/clock', async (context) => {
    const { days, hours, seconds } = await readBody(context, advanceOrder);
    clock.advance(days * DAY + hours * HOUR + seconds * SECOND);
    await store.save();
    return context.json(told());
  });
  app.delete('/clock', async (context) => {
    clock.reset();
    await store.save();
    return context.json(told());
  });
  return app;
}
