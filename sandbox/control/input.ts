import type { Context } from 'hono';
import type { z } from 'zod';
import type { Account } from '../accounts.ts';
import { findAccount } from '../accounts.ts';
import type { SandboxEnv } from '../world.ts';

/** A control request that cannot be carried out. */
export class ControlError extends Error {
  readonly code = 'control';
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'ControlError';
    this.status = status;
  }
}

/** Reads a JSON body; throws a ControlError that names every problem. An empty body stands for `{}`. */
export async function readBody<T>(context: Context<SandboxEnv>, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  const parsed = schema.safeParse(parseJson(text === '' ? '{}' : text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new ControlError(400, problems.join('; '));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ControlError(400, 'The body is not JSON.', { cause });
  }
}

export function requireUser(username: string): Account {
  const account = findAccount(username);
  if (account) return account;
  throw new ControlError(404, `The sandbox has no account ${username}.`);
}
