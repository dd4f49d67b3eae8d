/** A reauthorize link with whose it is. */
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

/** A cell as RFC 4180 has it; a spreadsheet must not take it for a formula. */
function cell(value: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The links as a file that spreadsheets and mail programs read. */
export function linksCsv(links: readonly MadeLinkRow[]): string {
  const rows = links.map((link) => Object.values(columns).map((name) => cell(link[name])));
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
