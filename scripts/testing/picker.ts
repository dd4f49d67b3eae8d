import { expect } from 'vitest';
import { z } from 'zod';
import type { Known, World } from './world.ts';

/** The page that picker sessions of tests are for. */
export const own = 'https://app.example.com';

const madeSession = z.object({ data: z.object({ token: z.string(), expires_at: z.string() }) });
export const minted = z.object({
  data: z.object({
    access_token: z.string(),
    expires_at: z.string(),
    resource: z.string(),
    scopes: z.array(z.string()),
  }),
});
export const refusal = z.object({
  error: z.object({ code: z.string(), payload: z.object({ reauthorize_url: z.url() }).optional() }),
});

/** The header of a page's origin. */
export const from = (origin: string | undefined): Record<string, string> => (origin === undefined ? {} : { origin });

/** Calls of the picker's operations, by a backend and by a page; the world may start later. */
export function pickerCalls(world: () => World) {
  const bodyFor = ({ connectionId, uniqueKey }: Known, more: object = {}) => ({
    connection_id: connectionId,
    provider_config_key: uniqueKey,
    origins: [own],
    ...more,
  });
  const create = (of: Known, more: object = {}, key = world().key) =>
    world().call('/api/picker/sessions', { body: bodyFor(of, more), key });
  async function sessionFor(of: Known, more: object = {}): Promise<string> {
    const answer = await create(of, more);
    expect(answer.status, answer.text).toBe(201);
    return madeSession.parse(answer.body).data.token;
  }
  const open = (key: string, origin: string | undefined = own) =>
    world().call('/api/picker/session', { key, headers: from(origin) });
  const ask = (key: string, resource: string, more: { origin?: string; claims?: string } = {}) => {
    const { origin = own, ...rest } = more;
    return world().call('/api/picker/token', { key, headers: { origin }, body: { resource, ...rest } });
  };
  return { create, sessionFor, open, ask };
}

/** The stable code of a refusal. */
export const codeOf = ({ body }: { body: unknown }) => refusal.parse(body).error.code;
