import { z } from 'zod';
import { db, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { claimSetting, deleteSetting, readSetting, saveSetting } from '#lib/settings';

/**
 * What the demo made. All its rows belong to these integrations or to the connections and links of these, so nothing
 * else has to be marked.
 */
const markSchema = z.object({
  integrationIds: z.array(z.uuid()),
  /** App registrations at the sandbox. */
  clientIds: z.array(z.string()),
  /** Absent while it is being filled. */
  filledAt: z.iso.datetime().optional(),
});
export type Mark = z.infer<typeof markSchema>;

const key = 'demo';

/** Where the demo stands; undefined while there is none. */
export async function readMark(tx: Transaction = db()): Promise<Mark | undefined> {
  return markSchema.safeParse(await readSetting(key, tx)).data;
}

/** Claims the demo for one caller. False where it is there, or somebody else is filling it. */
export async function claimMark(mark: Mark): Promise<boolean> {
  return claimSetting(key, mark);
}

export async function saveMark(mark: Mark, tx: Transaction = db()): Promise<void> {
  await saveSetting(key, mark, tx);
}

export async function deleteMark(tx: Transaction): Promise<void> {
  await deleteSetting(key, tx);
}

/** Whether demo data can be made here: only where the sandbox stands in for Microsoft. */
export function hasDemo(): boolean {
  return env().sandboxLoginUrl !== undefined;
}

/** Whether the demo is `absent`, being filled or `filled`; undefined where there is no sandbox. */
export async function demoState(): Promise<'absent' | 'filling' | 'filled' | undefined> {
  if (!hasDemo()) return undefined;
  const mark = await readMark();
  if (!mark) return 'absent';
  return mark.filledAt ? 'filled' : 'filling';
}

/**
 * The address that the demo's events are sent to instead of this installation's webhook endpoints. It takes all and
 * keeps nothing.
 */
export const receiverUrl = () => `${env().sandboxLoginUrl}/demo-receiver`;
