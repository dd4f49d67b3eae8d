import { parseAsArrayOf, parseAsStringLiteral } from 'nuqs/server';

/** The columns of the list beside the account, in their order. */
export const COLUMNS = [
  { id: 'integration', label: 'Integration', className: 'hidden lg:table-cell' },
  { id: 'end_user', label: 'End user', className: 'hidden xl:table-cell' },
  { id: 'status', label: 'Status', className: 'hidden sm:table-cell' },
  { id: 'tokens', label: 'Tokens', className: 'hidden lg:table-cell' },
  { id: 'used', label: 'Last used', className: 'hidden xl:table-cell' },
  { id: 'expires', label: 'Expires', className: 'hidden lg:table-cell' },
  { id: 'connected', label: 'Connected', className: 'hidden lg:table-cell' },
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

const usual: ColumnId[] = ['integration', 'end_user', 'status', 'tokens', 'used', 'expires'];

/** Which columns are shown, as a part of the address, so that a view can be saved and shared. */
export const columnsInAddress = parseAsArrayOf(parseAsStringLiteral(COLUMNS.map(({ id }) => id))).withDefault(usual);
