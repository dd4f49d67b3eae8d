import { csvCell } from '#lib/csv';

/** One pasted line: a tenant, and optionally the operator's own id for it. */
export type PastedTenant = { tenant: string; endUserId: string };

/** Reads tenants from pasted text, one a line. The operator's own id may follow after a comma, a semicolon or a tab. */
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
  /** Empty if there is no link. `problem` says why. */
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

/** All lines as a CSV file, including those without a link. */
export function askedCsv(lines: readonly AskedLine[]): string {
  const rows = lines.map((line) => Object.values(columns).map((name) => csvCell(line[name])));
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
