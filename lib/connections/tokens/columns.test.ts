import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionConfigSchema, endUserSchema, metadataSchema, tagsSchema, tokenResponseSchema } from '../schema.ts';
import { readConfig, readEndUser, readMetadata, readTags, readTokenResponse } from './columns.ts';

const response = { token_type: 'Bearer', scope: 'User.Read', expires_in: 3599, ext_expires_in: 3599 };
const token = { ...response, access_token: 'v1.x', expires_at: 1_700_000_000_000 };

// The schema has dropped this name before the value was stored.
const withoutProto = (name: string, value: unknown) => (name === '__proto__' ? undefined : value);

/** Values with exactly one wrong member, and other JSON. */
function almost(right: Record<string, unknown>) {
  const names = Object.keys(right);
  const changed = fc
    .tuple(fc.constantFrom(...names), fc.oneof(fc.jsonValue(), fc.constant(undefined)))
    .map(([name, value]) => ({ ...right, [name]: value }));
  return fc
    .oneof(fc.constant(right), changed, fc.jsonValue())
    .map((value): unknown => JSON.parse(JSON.stringify(value), withoutProto));
}

describe('what is read by hand is what the schemas read', () => {
  test('token responses', () => {
    fc.assert(
      fc.property(almost({ ...response, more: 1 }), (stored) => {
        const parsed = tokenResponseSchema.safeParse(stored);
        if (parsed.success) expect(readTokenResponse(stored)).toEqual(parsed.data);
        else expect(() => readTokenResponse(stored)).toThrow();
      }),
    );
  });

  test('connection_config', () => {
    const stored = fc.oneof(
      almost({ tenantId: 't', other: [1] }),
      almost(token).map((sharepointAccessToken) => ({ sharepointAccessToken })),
    );
    fc.assert(
      fc.property(stored, (config) => {
        const parsed = connectionConfigSchema.safeParse(config);
        if (parsed.success) expect(readConfig(config)).toEqual(parsed.data);
        else expect(() => readConfig(config)).toThrow();
      }),
    );
  });

  test('end users, tags, metadata', () => {
    const endUser = { id: 'u', email: 'u@example.com', display_name: 'U', tags: { plan: 'pro' }, more: 1 };
    fc.assert(
      fc.property(almost(endUser), (stored) => {
        expect(readEndUser(stored)).toEqual(endUserSchema.safeParse(stored).data ?? null);
      }),
    );
    fc.assert(
      fc.property(almost({ plan: 'pro', seats: '3' }), (stored) => {
        expect(readTags(stored)).toEqual(tagsSchema.safeParse(stored).data ?? {});
      }),
    );
    fc.assert(
      fc.property(almost({ folder: 'inbox', deep: { list: [1, null] } }), (stored) => {
        expect(readMetadata(stored)).toEqual(metadataSchema.safeParse(stored).data ?? {});
      }),
    );
  });
});
