import { csvCell } from '#lib/csv';

/** A reauthorize link and the account it is for. */
export type MadeLinkRow = {
  id: string;
  connectionId: string;
  integrationKey: string;
  username: string;
  endUserId: string;
  endUserEmail: string;
  url: string;
  expiresAt: string;
};

const columns = {
  connection_id: 'connectionId',
  integration: 'integrationKey',
  end_user_id: 'endUserId',
  end_user_email: 'endUserEmail',
  account: 'username',
  link: 'url',
  expires_at: 'expiresAt',
} as const satisfies Record<string, keyof MadeLinkRow>;

/** The links as a CSV file for spreadsheets and mail programs. */
export function linksCsv(links: readonly MadeLinkRow[]): string {
  const rows = links.map((link) => Object.values(columns).map((name) => csvCell(link[name])));
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
