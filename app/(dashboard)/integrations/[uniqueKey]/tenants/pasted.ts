import { csvCell } from '#lib/csv';

/** One line as pasted: a tenant, and perhaps the operator's own id for it. */
export type PastedTenant = { tenant: string; endUserId: string };

/** Reads tenants from pasted text: one a line, behind a comma, semicolon or tab the operator's own id for it. */
export function readPastedTenants(text: string): PastedTenant[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/).map((part) => part.trim()))
    .filter(([tenant = '']) => tenant !== '')
    .map(([tenant = '', endUserId = '']) => ({ tenant, endUserId }));
}

/** What came of one line. */
export type AskedLine = PastedTenant & {
  tid: string;
  /** Empty: there is none, for the reason in `problem`. */
  url: string;
  expiresAt: string;
  problem: string;
  /** Where the tenant is connected already. */
  connectionId: string;
};

const columns = {
  tenant: 'tenant',
  tenant_id: 'tid',
  end_user_id: 'endUserId',
  link: 'url',
  expires_at: 'expiresAt',
  problem: 'problem',
} as const satisfies Record<string, keyof AskedLine>;

/** All lines as a CSV file, those without a link among them. */
export function askedCsv(lines: readonly AskedLine[]): string {
  const rows = lines.map((line) => Object.values(columns).map((name) => csvCell(line[name])));
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
