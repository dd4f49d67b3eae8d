import type { PermissionType } from '#lib/catalogue/types';
import type { CallAnswer } from './answer.ts';
import { isResourceSpecific, levelOf } from './wider.ts';

/** Why a permission is in a set. */
type Reason = {
  permission: string;
  /** How many of the calls it serves. */
  calls: number;
  /** Narrower permissions that are the least for some of these calls, and are not asked besides. */
  insteadOf: string[];
};

/** The smallest set of permissions for some calls. */
export type Together = {
  permissions: string[];
  reasons: Reason[];
  /** How many calls have no known permission of this kind; the set says nothing of them. */
  unanswered: number;
};

/** What serves one kind of call, the least first. */
type Need = { least: string; serving: readonly string[]; calls: number };

function needsOf(answers: readonly CallAnswer[], type: PermissionType): Need[] {
  const needs = new Map<string, Need>();
  for (const { [type]: found } of answers) {
    const serving = [found.least, ...found.others].filter((name) => name !== null && !isResourceSpecific(name));
    const [least] = serving.filter((name) => name !== null);
    if (least === undefined || least === null) continue;
    const names = serving.filter((name) => name !== null);
    const key = names.join(' ');
    needs.set(key, { least, serving: names, calls: (needs.get(key)?.calls ?? 0) + 1 });
  }
  return [...needs.values()];
}

/** Ten times as dear with each level: no number of narrow permissions is exchanged lightly for a wide one. */
const costOf = (name: string, type: PermissionType) => 10 ** levelOf(name, type);

type Best = { cost: number; names: readonly string[] };
/** Far more than what real pastes need; beyond it the best set found so far is taken. */
const mostSteps = 20_000;

function pickFor(open: readonly Need[]): Need {
  return open.reduce((fewest, need) => (need.serving.length < fewest.serving.length ? need : fewest));
}

/**
 * Exact set cover by branch and bound: the need with the fewest choices is decided first, and a branch that costs as
 * much as the best set is left.
 */
function smallestSet(needs: readonly Need[], type: PermissionType): readonly string[] {
  let best: Best = { cost: Number.POSITIVE_INFINITY, names: [] };
  let steps = 0;
  const search = (open: readonly Need[], names: readonly string[], cost: number): void => {
    steps += 1;
    if (cost >= best.cost || (steps > mostSteps && best.names.length > 0)) return;
    if (open.length === 0) {
      best = { cost, names };
      return;
    }
    const need = pickFor(open);
    // The cheapest per call that it serves comes first, so that a good set is found early.
    const weight = (name: string) => costOf(name, type) / open.filter(({ serving }) => serving.includes(name)).length;
    const choices = need.serving.toSorted((a, b) => weight(a) - weight(b));
    for (const name of choices)
      search(
        open.filter(({ serving }) => !serving.includes(name)),
        [...names, name],
        cost + costOf(name, type),
      );
  };
  search(needs, [], 0);
  return best.names;
}

/** The smallest set that serves every answered call: a wider permission that is needed anyway covers narrower ones. */
export function together(answers: readonly CallAnswer[], type: PermissionType): Together {
  const needs = needsOf(answers, type);
  const permissions = smallestSet(needs, type).toSorted();
  const reasons = permissions.map((permission) => {
    const served = needs.filter(({ serving }) => serving.includes(permission));
    const narrower = served.map(({ least }) => least).filter((least) => !permissions.includes(least));
    return {
      permission,
      calls: served.reduce((sum, { calls }) => sum + calls, 0),
      insteadOf: [...new Set(narrower)],
    };
  });
  const answered = needs.reduce((sum, { calls }) => sum + calls, 0);
  return { permissions, reasons, unanswered: answers.length - answered };
}
