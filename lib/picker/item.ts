import { z } from 'zod';
import { callAsAccount } from '#lib/connections/tokens/own-call';
import { readGraph } from '#lib/microsoft/graph';

const id = z.string().min(1).max(500);
export const pickedItemSchema = z.object({ driveId: id, itemId: id });
type PickedItem = z.infer<typeof pickedItemSchema>;

const shown = 'id,name,size,webUrl,createdDateTime,lastModifiedDateTime,eTag,file,folder,parentReference';

/** Below Graph's `/v1.0`. */
const itemPath = ({ driveId, itemId }: PickedItem) =>
  `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}`;

export type ItemAnswer = { item: Record<string, unknown> } | { status: number | null; code: string | null };

/**
 * What Graph says of an item that was picked, without addresses from which it could be downloaded unsigned
 * (`@microsoft.graph.downloadUrl`); or the status and code of its refusal, null where it was not reached.
 * @throws ConnectionError as `callAsAccount`
 */
export async function readPickedItem(connectionId: string, item: PickedItem): Promise<ItemAnswer> {
  const path = `${itemPath(item)}?$select=${shown}`;
  const answer = await callAsAccount(connectionId, (access) => readGraph(access, path, z.record(z.string(), z.json())));
  if ('value' in answer) return { item: answer.value };
  return { status: answer.refusal.status ?? null, code: answer.refusal.code ?? null };
}
