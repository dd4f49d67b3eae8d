import { z } from 'zod';

const schema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(4010),
  DATA_DIR: z.string().min(1).default('.data'),
  SANDBOX_OWNER: z.string().max(500).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type LogLevel = z.infer<typeof schema>['LOG_LEVEL'];

export interface Settings {
  port: number;
  dataDir: string;
  owner: string | undefined;
  logLevel: LogLevel;
}

/** Reads the sandbox's settings from the environment; throws one Error that lists every problem. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The sandbox cannot start with these settings. ${problems.join('; ')}.`);
  }
  const { SANDBOX_PORT: port, DATA_DIR: dataDir, SANDBOX_OWNER: owner, LOG_LEVEL: logLevel } = parsed.data;
  return { port, dataDir, owner, logLevel };
}
