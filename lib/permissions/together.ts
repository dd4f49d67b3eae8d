import type { PermissionType } from '#lib/catalogue/types';
import type { CallAnswer } from './answer.ts';
import { isResourceSpecific, levelOf } from './wider.ts';

/** Why a permission is in a set. */
type Reason = {
  permission: string;
  /** The number of calls that it allows. */
  calls: number;
  /**
   * Narrower permissions that would suffice for some of these calls, and that the set does not need because of this
   * one.
   */
  insteadOf: string[];
};

/** The smallest set of permissions for some calls. */
export type Together = {
  permissions: string[];
  reasons: Reason[];
  /** The number of calls without a known permission of this kind. The set does not cover them. */
  unanswered: number;
};

/** The permissions that suffice for one kind of call, least privilege first. */
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

/**
 * The cost of a permission grows tenfold with each level, so that a wide one is chosen only in place of very many
 * narrow ones.
 */
const costOf = (name: string, type: PermissionType) => 10 ** levelOf(name, type);

type Best = { cost: number; names: readonly string[] };
/** The most steps of the search, far more than real pastes need. After them, the best set found so far is returned. */
const mostSteps = 20_000;

function pickFor(open: readonly Need[]): Need {
  return open.reduce((fewest, need) => (need.serving.length < fewest.serving.length ? need : fewest));
}

/**
 * Exact set cover by branch and bound. The call with the fewest choices is decided first, and a branch is abandoned
 * once it costs as much as the best set.
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
    // The permission that is cheapest per call comes first, so that a good set is found early.
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

/**
 * The smallest set that suffices for all calls with a known answer. A wide permission that is needed anyway replaces
 * narrower ones.
 */
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
