import { isOidcScope } from '#lib/catalogue/schema';
import { parseScope } from '#lib/catalogue/scope-names';
import type { PermissionType } from '#lib/catalogue/types';
import { answerCall, type CallAnswer } from './answer.ts';
import { leftOut } from './notes.ts';
import type { PastedCall } from './parse.ts';
import { together } from './together.ts';
import { levelOf } from './wider.ts';

/** Calls of one kind, with how often they were made. */
export type CountedCall = { method: string; template: string; count: number };

/** The finding about one requested permission. */
export type DietFinding = {
  permission: string;
  /**
   * `needed`: some call needs exactly this one. `enough`: the permissions in `enough` suffice for its calls. `unused`:
   * no call needs it.
   */
  verdict: 'needed' | 'enough' | 'unused';
  /** The number of calls that it allows. */
  calls: number;
  /** Whether all of these calls only read. */
  onlyReads: boolean;
  /** Permissions that suffice for these calls instead. */
  enough: string[];
  /** What these leave out of the answers, which the calls do not show. */
  leavesOut: string[];
};

/** The requested permissions, compared with those that calls needed. */
export type Diet = {
  findings: DietFinding[];
  /** Permissions that calls needed and that are not requested. */
  missing: string[];
  calls: number;
  /** Calls that no table contains, or whose permission depends on a body that is unknown. */
  unknown: number;
};

type Seen = { answer: CallAnswer; count: number; reads: boolean };

function asPasted({ method, template }: CountedCall): PastedCall {
  const service = template.startsWith('/_api') ? 'sharepoint' : 'graph';
  return { call: `${method} ${template}`, method, path: template, service, isMethodAssumed: false };
}

const sumOf = (seen: readonly Seen[]) => seen.reduce((sum, { count }) => sum + count, 0);

/** The sign-in itself needs this permission, so it is never reported as unused. */
const isOfSignIn = (scope: string) => isOidcScope(scope) || parseScope(scope).name === 'User.Read';

/**
 * Compares the permissions that an integration requests with those that counted and pasted calls need. Permissions of
 * APIs other than Graph and SharePoint are left out, because no table contains their calls.
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
      const verdict = needed.includes(name) ? 'needed' : served.length === 0 ? 'unused' : 'enough';
      const instead = verdict === 'needed' ? [] : enough;
      return {
        permission: name,
        verdict,
        calls: sumOf(served),
        onlyReads: served.every(({ reads }) => reads),
        enough: instead,
        leavesOut: instead.flatMap((other) => leftOut(other) ?? []),
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
