import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instance } from './instance.ts';

const place = z.object({
  url: z.url(),
  sandboxUrl: z.url(),
  dataDir: z.string(),
  databaseDir: z.string(),
  setupToken: z.string(),
  logFile: z.string(),
});

/** Tells the workers, which inherit this environment, where the instance is. */
export function announce(instance: Instance): void {
  process.env.LATCHKEY_E2E = JSON.stringify(place.parse(instance));
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
}

/** The instance that these tests run against. */
export function here(): z.infer<typeof place> {
  return place.parse(JSON.parse(process.env.LATCHKEY_E2E ?? '{}'));
}

const folder = () => join(here().dataDir, 'e2e');

const roles = ['owner', 'admin', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const operators = {
  owner: { name: 'Olga Owner', email: 'owner@example.com', password: 'a long password, 1' },
  admin: { name: 'Adam Admin', email: 'admin@example.com', password: 'a long password, 2' },
  viewer: { name: 'Vera Viewer', email: 'viewer@example.com', password: 'a long password, 3' },
} as const satisfies Record<Role, { name: string; email: string; password: string }>;

/** Where the session of an operator who has signed in is kept for the tests. */
export const sessionFile = (role: Role) => join(folder(), `${role}.json`);

export function keepApiKey(key: string): void {
  writeFileSync(join(folder(), 'api-key'), key, { mode: 0o600 });
}

export const apiKey = () => readFileSync(join(folder(), 'api-key'), 'utf8');

/** Records a secret that the product handled, to be searched for at the end. */
export function noteSecret(secret: string): void {
  writeFileSync(join(folder(), 'secrets'), `${secret}\n`, { flag: 'a', mode: 0o600 });
}

export function notedSecrets(): string[] {
  return [...new Set(readFileSync(join(folder(), 'secrets'), 'utf8').split('\n').filter(Boolean))];
}
