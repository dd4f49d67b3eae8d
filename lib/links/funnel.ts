import { countDrops, countSteps, type Drop, type FunnelCounts } from './funnel-store.ts';

export type { Drop, DropReason, FunnelCounts } from './funnel-store.ts';

export type Funnel = FunnelCounts & { drops: Drop[] };

/** How far the links of the last days have come, admin-consent links aside, and what stopped the others. */
export async function readFunnel(days: number, now = new Date()): Promise<Funnel> {
  const since = new Date(now.getTime() - days * 86_400_000);
  const [steps, drops] = await Promise.all([countSteps(since), countDrops(since)]);
  return { ...steps, drops };
}
