import type { CloudId } from '#lib/clouds';
import { explain, readCode } from '#lib/microsoft/aadsts';

type Who = ReturnType<typeof explain>['who'];

/** Whose turn it is, as an operator reads it. */
export const WHO_WORDS: Record<Who, string> = {
  operator: 'you, the operator',
  admin: "the customer's admin",
  user: 'the person who connects',
  app: 'nobody, or Latchkey itself',
};

/** Where a code is explained, for one integration where that is known. */
export function troubleshootingPath(ask: { code?: number | undefined; integration?: string | undefined } = {}): string {
  const query = new URLSearchParams();
  if (ask.integration) query.set('integration', ask.integration);
  if (ask.code !== undefined) query.set('code', String(ask.code));
  const search = query.toString();
  return `/troubleshooting${search && `?${search}`}`;
}

type FailureHelp = { code?: number; who?: string; path?: string; lookup?: string };

/** What is known of a failure by the code that was kept of it: `AADSTS50173`, or an OAuth error. */
export function failureHelp(code: string | null | undefined, cloud?: CloudId): FailureHelp {
  const number = readCode(code ?? '');
  const oauthError = number === undefined ? (code ?? undefined) : undefined;
  const known = explain(number, oauthError, cloud ? { cloud } : {});
  if (number === undefined && known === explain(undefined)) return {};
  const { who, link } = known;
  if (number === undefined) return { who: WHO_WORDS[who] };
  return {
    code: number,
    who: WHO_WORDS[who],
    path: troubleshootingPath({ code: number }),
    ...(link && { lookup: link }),
  };
}
