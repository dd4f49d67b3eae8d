import { z } from 'zod';

const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a whole number from 1 to 65535');

const schema = z.object({
  SANDBOX_PORT: port.default(4010),
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
