import { isOidcScope } from '#lib/catalogue/schema';
import { parseScope } from '#lib/catalogue/scope-names';
import type { PermissionType } from '#lib/catalogue/types';
import { answerCall, type CallAnswer } from './answer.ts';
import type { PastedCall } from './parse.ts';
import { together } from './together.ts';
import { levelOf } from './wider.ts';

/** How often calls of one kind were made. */
export type CountedCall = { method: string; template: string; count: number };

/** What became of one permission that is asked for. */
export type DietFinding = {
  permission: string;
  /** `needed` by calls that were seen; narrower or other ones are `enough` for them; `unused` by any of them. */
  verdict: 'needed' | 'enough' | 'unused';
  /** Calls it serves. */
  calls: number;
  /** Whether all of those only read. */
  onlyReads: boolean;
  /** What serves those calls in its place. */
  enough: string[];
};

/** What is asked for, compared with what calls needed. */
export type Diet = {
  findings: DietFinding[];
  /** Needed by calls and not asked for. */
  missing: string[];
  calls: number;
  /** Calls that no table knows, or whose body decides. */
  unknown: number;
};

type Seen = { answer: CallAnswer; count: number; reads: boolean };

function asPasted({ method, template }: CountedCall): PastedCall {
  const service = template.startsWith('/_api') ? 'sharepoint' : 'graph';
  return { call: `${method} ${template}`, method, path: template, service, isMethodAssumed: false };
}

const sumOf = (seen: readonly Seen[]) => seen.reduce((sum, { count }) => sum + count, 0);

/** The sign-in itself needs this one: that no call uses it says nothing. */
const isOfSignIn = (scope: string) => isOidcScope(scope) || parseScope(scope).name === 'User.Read';

/**
 * Compares the permissions an integration asks for with those that counted and pasted calls need. Permissions of other
 * APIs than Graph and SharePoint are left out: no table knows their calls.
 */
export function dietOf(
  asked: readonly string[],
  calls: { counted: readonly CountedCall[]; pasted: readonly PastedCall[] },
  type: PermissionType,
): Diet {
  const seen: Seen[] = [
    ...calls.counted.map((one) => ({ answer: answerCall(asPasted(one)), count: one.count })),
    ...calls.pasted.map((one) => ({ answer: answerCall(one), count: 1 })),
  ].map((one) => ({ ...one, reads: /^(GET|HEAD)$/.test(one.answer.method ?? '') }));
  const needed = together(
    seen.map(({ answer }) => answer),
    type,
  ).permissions;
  const serves = (name: string, { answer: { [type]: found } }: Seen) =>
    found.least === name || found.others.includes(name);
  const judged = asked
    .map((scope) => parseScope(scope))
    .filter(({ resource }) => resource === 'graph' || resource === 'sharepoint');
  const findings = judged
    .filter(({ name }) => !isOfSignIn(name))
    .map(({ name }): DietFinding => {
      const served = seen.filter((one) => serves(name, one));
      const enough = needed.filter((other) => other !== name && served.some((one) => serves(other, one)));
      const unneeded = served.length === 0 ? 'unused' : 'enough';
      return {
        permission: name,
        verdict: needed.includes(name) ? 'needed' : unneeded,
        calls: sumOf(served),
        onlyReads: served.every(({ reads }) => reads),
        enough: needed.includes(name) ? [] : enough,
      };
    })
    .toSorted(
      (a, b) =>
        Number(a.verdict === 'needed') - Number(b.verdict === 'needed') ||
        levelOf(b.permission, type) - levelOf(a.permission, type),
    );
  const names = judged.map(({ name }) => name);
  const isServed = (one: Seen) => names.some((name) => serves(name, one));
  const missing = needed.filter(
    (name) => !names.includes(name) && seen.some((one) => serves(name, one) && !isServed(one)),
  );
  const unknown = seen.filter(({ answer }) => answer[type].least === null);
  return { findings, missing, calls: sumOf(seen), unknown: sumOf(unknown) };
}
