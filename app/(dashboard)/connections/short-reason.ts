import type { ConnectionRow } from '#lib/connections/schema';

const words: readonly (readonly [string, readonly number[]])[] = [
  ['Password reset', [50173]],
  ['Not used for 90 days', [700082]],
  ['Registered as a single-page app', [700084]],
  ['Sign-in frequency policy', [70043, 70044, 70046]],
  ['Session ended', [50132, 50133]],
  ['Account disabled', [50057]],
  ['Account deleted', [50034, 51004]],
  ['Grant ran out or was revoked', [70008, 700081, 70000, 70007]],
  ['Account locked', [50053]],
  ['Password expired', [50055, 50144]],
  ['Second factor needed', [50072, 50079, 50074, 50076, 50078, 500121]],
  ['Known device needed', [50097]],
  ['Further check needed', [50158]],
  ['Not assigned to the app', [50105]],
  ['Security policy', [50131, 53000, 53001, 53002, 530003, 530032, 530035]],
  ['Conditional Access', [53003]],
  ['User at risk', [53004, 53011]],
  ['App disabled in the tenant', [7000112]],
  ['Tenant restrictions', [500021, 500208, 500212, 500213]],
  ['Consent removed', [65001]],
  ['Admin approval needed', [90093, 90094, 90095, 900941, 900981, 90099, 90130]],
  ['Account of another tenant', [50020, 90072]],
  ['App removed from the tenant', [700016]],
];

const byCode: ReadonlyMap<string, string> = new Map(
  words.flatMap(([text, codes]) => codes.map((code) => [`AADSTS${code}`, text] as const)),
);

/** Why a connection hands out no token, in the fewest words, and the code; null for a healthy one. */
export function shortReason({ status, statusReason }: Pick<ConnectionRow, 'status' | 'statusReason'>): string | null {
  if (status === 'healthy' || !statusReason) return null;
  if (status === 'corrupt') return 'Cannot be opened';
  const { code, message } = statusReason;
  const known = byCode.get(code);
  return known ? `${known} · ${code}` : message;
}
