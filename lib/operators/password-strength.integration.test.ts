import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { tokenOf } from '../../scripts/testing/operators.ts';
import { acceptWithPassword, inviteOperator } from './invitations.ts';
import { changePassword, listOperators } from './members.ts';
import { requireStrongPassword } from './password-strength.ts';
import { createFirstOwner, isSetUp, seedOwner, setUp } from './set-up.ts';
import { issueSetupToken } from './setup-token.ts';

const olga = { name: 'Olga Petrova', email: 'olga.petrova@northwind.example', organization: 'Northwind Traders' };
const weak = { name: 'WeakPasswordError', code: 'password_weak' };
const strong = 'correct horse battery';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());

test.each([
  'password1234',
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  '123456789012',
  'qwertyuiop12',
  'P@ssw0rd2026!',
  'olga.petrova@northwind.example',
  'OLGA.PETROVA@NORTHWIND.EXAMPLE',
  'olgapetrova2026',
  'Petrova-Olga-1',
  'northwindtraders',
  'NorthwindTraders2026!',
  'latchkeylatchkey',
  'Latchkey2026!',
  'microsoft365!',
  'latchkey-microsoft-olga',
  'at-least-12-characters',
  'x'.repeat(200),
  'P@ssw0rd'.repeat(25),
])('%s is refused, with what would help', async (password) => {
  await expect(requireStrongPassword(password, olga)).rejects.toMatchObject({
    ...weak,
    message: expect.stringMatching(/^This password is too easy to guess\. .*Four or more words/),
  });
});

test.each([strong, 'Tr0ub4dour&3x', 'schräge Töne am Morgen', 'qF7#mZ2!vK9p', 'x7'.concat('Lq9$wR2!tB'.repeat(19))])(
  '%s is taken',
  async (password) => {
    await expect(requireStrongPassword(password, olga)).resolves.toBeUndefined();
  },
);

test('wherever a password is set, a weak one changes nothing and spends nothing', async () => {
  const password = 'password1234';
  await expect(seedOwner(olga.email, password)).rejects.toMatchObject(weak);
  const token = issueSetupToken();
  for (let n = 0; n < 12; n += 1)
    await expect(setUp({ token, ...olga, password }, '192.0.2.1')).rejects.toMatchObject(weak);
  await expect(createFirstOwner({ ...olga, password })).rejects.toMatchObject(weak);
  expect(await isSetUp()).toBe(false);
  await setUp({ token, name: olga.name, email: olga.email, password: strong }, '192.0.2.1');

  const invitation = tokenOf(await inviteOperator({ email: 'ines@example.com', role: 'viewer' }, 'console'));
  const ines = { token: invitation, name: 'Ines Carvalho' };
  await expect(acceptWithPassword({ ...ines, password: 'InesCarvalho1' })).rejects.toMatchObject(weak);
  await acceptWithPassword({ ...ines, password: strong });

  const [owner] = await listOperators();
  if (!owner) throw new Error('there is none');
  const operator = { ...owner, sessionId: '11111111-1111-4111-8111-111111111111' };
  const change = { operator, current: strong, password: 'olga.petrova2' };
  await expect(changePassword(change, '192.0.2.1')).rejects.toMatchObject(weak);
});
