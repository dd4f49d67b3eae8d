import { z } from 'zod';
import { deliveryStates } from '#lib/webhooks/schema';

export const deliveriesPerPage = 50;

const id = z.uuid().optional().catch(undefined);
const querySchema = z.object({
  endpoint: id,
  /** A row's id. */
  connection: id,
  state: z.enum(deliveryStates).optional().catch(undefined),
  /** Position of the last row of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  /** The delivery whose panel is open. */
  delivery: id,
});
export type DeliveriesQuery = z.output<typeof querySchema>;

/** Reads the query from the address of the list; invalid parts are ignored. */
export function readDeliveriesQuery(params: Record<string, string | string[] | undefined>): DeliveriesQuery {
  return querySchema.parse(params);
}

/** The address of the list of deliveries. */
export function deliveriesPath(query: Partial<DeliveriesQuery> = {}): string {
  const params = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return params.size > 0 ? `/webhooks/deliveries?${params}` : '/webhooks/deliveries';
}
