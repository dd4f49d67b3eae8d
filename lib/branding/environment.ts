import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { deleteSetting, readSetting, saveSetting } from '#lib/settings';
import { type Environment, environmentSchema } from './schema.ts';

const key = 'environment';

/** What tells this installation from others of the same operator, such as "Staging"; null if nothing does. */
export async function readEnvironment(): Promise<Environment | null> {
  return environmentSchema.safeParse(await readSetting(key)).data ?? null;
}

/** The form of the settings page. An empty name removes the mark. */
export const environmentForm = environmentSchema.extend({
  name: z.string().trim().max(24, 'The name has at most 24 characters.'),
});

/** Saves the mark that the dashboard's frame shows, or removes it where the name is empty. */
export async function setEnvironment({ name, colour }: Environment, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    if (name === '') await deleteSetting(key, tx);
    else await saveSetting(key, { name, colour }, tx);
    await audit(tx, { actor: by, action: 'environment.changed', subject: 'settings', detail: { name, colour } });
  });
}
