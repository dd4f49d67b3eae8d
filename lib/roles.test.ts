import { describe, expect, test } from 'vitest';
import { roleCovers } from './roles.ts';

describe('roleCovers', () => {
  test.each([
    ['viewer', 'viewer', true],
    ['viewer', 'admin', false],
    ['viewer', 'owner', false],
    ['admin', 'viewer', true],
    ['admin', 'admin', true],
    ['admin', 'owner', false],
    ['owner', 'viewer', true],
    ['owner', 'admin', true],
    ['owner', 'owner', true],
  ] as const)('a %s where %s is needed: %s', (have, need, answer) => {
    expect(roleCovers(have, need)).toBe(answer);
  });
});
