import type { ConnectionDetail } from '#lib/connections/schema';
import { placeOf } from '#lib/picker/place';
import type { Entry } from '#lib/picker/schema';
import { expectedSentence } from '../../../../expected-error';

/** A place in which the picker can begin, with the reason why it cannot for this connection. */
export type Opening = { value: string; label: string; entry: Entry; problem?: string };

const places: readonly Omit<Opening, 'problem'>[] = [
  { value: 'files', label: 'Their own files', entry: { oneDrive: { files: {} } } },
  { value: 'recent', label: 'Recent files', entry: { oneDrive: { recent: {} } } },
  { value: 'shared', label: 'Files shared with them', entry: { oneDrive: { sharedWithMe: {} } } },
  { value: 'site', label: 'Sites', entry: { site: {} } },
  { value: 'organization', label: 'Libraries of the organization', entry: { myOrganization: {} } },
];

function problemOf(connection: ConnectionDetail, entry: Entry): string | undefined {
  try {
    placeOf(connection, entry);
    return undefined;
  } catch (error) {
    return expectedSentence(error, ['PickerError']);
  }
}

export function openingsOf(connection: ConnectionDetail): Opening[] {
  return places.map((place) => {
    const problem = problemOf(connection, place.entry);
    return { ...place, ...(problem && { problem }) };
  });
}

/** Why the picker cannot open at all for a connection; undefined if it can somewhere. */
export function whyNowhere(openings: readonly Opening[]): string | undefined {
  const [first] = openings;
  return openings.every(({ problem }) => problem) ? first?.problem : undefined;
}
