import { findConnection } from '#lib/connections/connections';
import { PickerError } from './errors.ts';
import { addressesOfPicker } from './place.ts';

/** The URL standard lets more through in a host: `;` and `'` among others. */
const plainOrigin = /^https?:\/\/[a-z0-9.-]+(:\d+)?$/;

/**
 * The origins on which a connection's picker opens, for the policy of a page that shows it in a frame (`frame-src`,
 * CSP Level 3, 6.1.5). None where there is no picker, and no stored text that is no origin: it could add directives of
 * its own.
 */
export async function listPickerOrigins(connectionId: string): Promise<string[]> {
  const connection = await findConnection(connectionId);
  if (!connection) return [];
  try {
    return addressesOfPicker(connection)
      .map((address) => (URL.canParse(address) ? new URL(address).origin : ''))
      .filter((origin) => plainOrigin.test(origin));
  } catch (error) {
    if (error instanceof PickerError) return [];
    throw error;
  }
}
