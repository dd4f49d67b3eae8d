import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listChannels } from '#lib/alerts/channels';
import { listAudit } from '#lib/audit/audit';
import { listKeys } from '#lib/keys/keys';
import { readRequestLimit } from '#lib/keys/limit';
import { listOperators } from '#lib/operators/members';
import { listVariables } from '#lib/variables/variables';
import { versionOf } from '#lib/version';
import { jar } from '../../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../../scripts/testing/database.ts';
import { tenMinutesPass } from '../../../scripts/testing/operators.ts';
import { addEveryRole, become, form, password } from '../../../scripts/testing/signed-in.ts';
import { acceptInvitation } from '../../(auth)/invitation/[token]/actions.ts';
import { changeOwnPassword, disconnectMicrosoft, endMyOtherSessions, endOwnSession } from './account/actions.ts';
import { removeChannel, saveChannel, sendTest } from './alerts/actions.ts';
import { createApiKey, revokeApiKey } from './api-keys/actions.ts';
import { saveRequestLimit } from './api-limits/actions.ts';
import { confirmWithPassword } from './confirm/actions.ts';
import {
  changeMemberRole,
  endMemberSession,
  inviteMember,
  removeMember,
  showInvitation,
  withdrawInvitation,
} from './operators/actions.ts';
import { enterSandboxApp, saveEntra, switchMicrosoft, switchPasswordSignIn } from './sign-in/actions.ts';
import { deleteVariable, saveVariable } from './variables/actions.ts';

vi.mock('next/headers', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextCache);

let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await addEveryRole();
});
afterAll(() => close());
beforeEach(() => jar.clear());

const nobody = '00000000-0000-4000-8000-000000000000';
const member = { email: 'new@example.com', role: 'viewer' };
const empty = { email: '' };
const everybody = ['viewer', 'admin', 'owner'];

/** Every action, a harmless form for it, and who may call it. */
const table = [
  { name: 'createApiKey', call: () => createApiKey({ turn: 0 }, form({ name: '' })), allowed: ['admin', 'owner'] },
  { name: 'revokeApiKey', call: () => revokeApiKey(form({ id: nobody })), allowed: ['admin', 'owner'] },
  {
    name: 'saveRequestLimit',
    call: () => saveRequestLimit({}, form({ requestsPerMinute: '-1' })),
    allowed: ['admin', 'owner'],
  },
  { name: 'saveVariable', call: () => saveVariable({ name: '' }, form({ name: '1' })), allowed: ['admin', 'owner'] },
  { name: 'deleteVariable', call: () => deleteVariable(form({ id: nobody })), allowed: ['admin', 'owner'] },
  { name: 'saveChannel', call: () => saveChannel({ turn: 0 }, form({ name: '' })), allowed: ['admin', 'owner'] },
  { name: 'removeChannel', call: () => removeChannel(form({ id: nobody })), allowed: ['admin', 'owner'] },
  { name: 'sendTest', call: () => sendTest({}, form({ id: nobody })), allowed: ['admin', 'owner'] },
  { name: 'inviteMember', call: () => inviteMember(empty, form({ ...member, role: 'root' })), allowed: ['owner'] },
  { name: 'showInvitation', call: () => showInvitation(form({ id: nobody })), allowed: ['owner'] },
  { name: 'withdrawInvitation', call: () => withdrawInvitation(form({ id: nobody })), allowed: ['owner'] },
  { name: 'endMemberSession', call: () => endMemberSession(form({ id: nobody })), allowed: ['owner'] },
  { name: 'saveEntra', call: () => saveEntra({}, form({ tenant: 'common' })), allowed: ['owner'] },
  { name: 'switchMicrosoft', call: () => switchMicrosoft(form({ to: 'on' })), allowed: ['owner'] },
  { name: 'switchPasswordSignIn', call: () => switchPasswordSignIn(form({ to: 'off' })), allowed: ['owner'] },
  { name: 'enterSandboxApp', call: () => enterSandboxApp(form({})), allowed: ['owner'] },
  {
    name: 'changeMemberRole',
    call: () => changeMemberRole({}, form({ id: nobody, role: 'owner' })),
    allowed: ['owner'],
  },
  { name: 'removeMember', call: () => removeMember(form({ id: nobody })), allowed: ['owner'] },
  {
    name: 'changeOwnPassword',
    call: () => changeOwnPassword({}, form({ current: 'wrong', password: 'short' })),
    allowed: everybody,
  },
  { name: 'endOwnSession', call: () => endOwnSession(form({ id: nobody })), allowed: everybody },
  { name: 'endMyOtherSessions', call: () => endMyOtherSessions(), allowed: everybody },
  { name: 'disconnectMicrosoft', call: () => disconnectMicrosoft(form({})), allowed: everybody },
];
const callers = ['stranger', 'viewer', 'admin', 'owner'];
const cases = table.flatMap((action) => callers.map((caller) => ({ ...action, caller })));

describe('who may call what', () => {
  test.each(cases)('$name as $caller', async ({ call, caller, allowed }) => {
    await become(caller);
    if (allowed.includes(caller)) return expect(await call()).toBeTypeOf('object');
    const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
    await expect(call()).rejects.toMatchObject({ digest });
  });
});

describe('what they do', () => {
  test('an admin creates a key, sees it once and revokes it', async () => {
    await become('admin');
    expect(await createApiKey({ turn: 0 }, form({ name: ' ', preset: 'full', integration: '' }))).toMatchObject({
      turn: 1,
      error: 'Give the key a name.',
    });
    const { made } = await createApiKey({ turn: 0 }, form({ name: 'Backend', preset: 'full', integration: '' }));
    expect(made?.key).toMatch(/^lk_/);
    const [key] = await listKeys();
    expect(key).toMatchObject({ name: 'Backend', createdBy: 'operator:admin@example.com', revokedAt: null });
    expect(await revokeApiKey(form({ id: key?.id ?? '' }))).toEqual({});
    expect(await revokeApiKey(form({ id: key?.id ?? '' }))).toEqual({
      error: 'This key does not exist or is revoked already.',
    });
  });

  test('a key is limited to scopes and to one integration that exists', async () => {
    await become('admin');
    const order = { name: 'Bound', preset: 'vend', integration: nobody };
    expect(await createApiKey({ turn: 0 }, form(order))).toMatchObject({
      error: expect.stringContaining('does not exist any more'),
      kept: { name: 'Bound', preset: 'vend', integration: nobody },
    });
    expect((await createApiKey({ turn: 0 }, form({ ...order, integration: '' }))).made?.key).toMatch(/^lk_/);
    const [key] = await listKeys();
    expect(key).toMatchObject({ scopes: ['environment:connections:read_credentials'], integration: null });
  });

  test('an admin sets the limit and a variable, whose value is in no answer', async () => {
    await become('admin');
    expect(await saveRequestLimit({}, form({ requestsPerMinute: '600' }))).toEqual({
      saved: true,
      version: versionOf(600),
    });
    expect(await readRequestLimit()).toBe(600);
    expect(await saveRequestLimit({}, form({ requestsPerMinute: '0' }))).toEqual({
      saved: true,
      version: versionOf(0),
    });
    expect(await readRequestLimit()).toBe(0);
    expect(await saveVariable({ name: '' }, form({ name: 'REGION', value: 'eu' }))).toEqual({
      name: '',
      saved: 'REGION',
    });
    const refused = await saveVariable({ name: '' }, form({ name: 'bad name', value: 's3cret' }));
    expect(refused).toMatchObject({ name: 'bad name', error: expect.any(String) });
    expect(JSON.stringify([refused, await listVariables()])).not.toMatch(/s3cret|"eu"/);
    const [variable] = await listVariables();
    expect(await deleteVariable(form({ id: variable?.id ?? '' }))).toEqual({});
    expect(await listVariables()).toEqual([]);
  });

  test('an owner invites, the invited accepts once, and the owner changes the role and removes them', async () => {
    await become('owner');
    const { made } = await inviteMember(empty, form(member));
    expect(made).toMatchObject({ email: member.email, url: expect.stringMatching(/\/invitation\/[\w-]{43}$/) });
    jar.clear();
    const token = made?.url.split('/').at(-1) ?? '';
    const accepted = form({ token, name: 'New', password });
    expect(await acceptInvitation({ name: '' }, form({ token, name: '', password: 'short' }))).toMatchObject({
      fields: { name: expect.any(Array), password: expect.any(Array) },
    });
    await expect(acceptInvitation({ name: '' }, accepted)).rejects.toMatchObject({
      digest: expect.stringContaining('REDIRECT'),
    });
    expect([...jar.keys()]).toEqual(['next-auth.session-token', 'known-device']);
    expect(await acceptInvitation({ name: '' }, accepted)).toMatchObject({
      error: expect.stringContaining('cannot be used'),
    });
    await become('owner');
    expect(await inviteMember(empty, form(member))).toMatchObject({ error: expect.stringContaining('already') });
    const id = (await listOperators()).find(({ email }) => email === member.email)?.id ?? '';
    expect(await changeMemberRole({}, form({ id, role: 'admin' }))).toEqual({
      saved: true,
      version: versionOf('admin'),
    });
    expect(await removeMember(form({ id }))).toEqual({});
  });

  test.each<Record<string, string>>([
    {},
    { requestsPerMinute: '' },
    { requestsPerMinute: ' ' },
    { requestPerMinute: '5' },
  ])('a limit form that says no number changes nothing: %j', async (fields) => {
    await become('admin');
    await saveRequestLimit({}, form({ requestsPerMinute: '70' }));
    expect(await saveRequestLimit({}, form(fields))).toEqual({ error: 'Enter a number.' });
    expect(await readRequestLimit()).toBe(70);
  });

  test('an admin adds a channel, changes it without its address, and deletes it', async () => {
    await become('admin');
    const typed = { kind: 'slack', name: 'On call', rules: ['secret_ends', 'sign_in_attack'], quietFrom: '22:00' };
    const secret = 'https://hooks.slack.example/services/T0/B0/s3cret';
    const refused = await saveChannel({ turn: 0 }, form({ ...typed, secret, name: '' }));
    expect(refused).toMatchObject({ turn: 1, kept: { kind: 'slack', quietFrom: '22:00', rules: typed.rules } });
    expect(refused.fields).toEqual({ name: ['Give it a name.'], quiet: [expect.any(String), expect.any(String)] });
    expect(JSON.stringify(refused)).not.toContain('s3cret');
    const quiet = { quietTo: '07:00', timeZone: 'Europe/Vienna' };
    expect(await saveChannel({ turn: 1 }, form({ ...typed, ...quiet, secret }))).toEqual({ turn: 2, saved: true });
    const [channel] = await listChannels();
    expect(channel).toMatchObject({ name: 'On call', host: 'hooks.slack.example', tellsRecovery: false });
    const change = form({ ...typed, ...quiet, id: channel?.id ?? '', name: 'Night', secret: '' });
    expect(await saveChannel({ turn: 0 }, change)).toMatchObject({ saved: true });
    expect(await listChannels()).toMatchObject([{ name: 'Night', host: 'hooks.slack.example' }]);
    const late = form({ ...typed, ...quiet, id: channel?.id ?? '', version: 'of before' });
    expect(await saveChannel({ turn: 0 }, late)).toMatchObject({ error: expect.stringContaining('another tab') });
    const moved = form({ ...typed, ...quiet, kind: 'teams', id: channel?.id ?? '', secret: '' });
    expect(await saveChannel({ turn: 0 }, moved)).toMatchObject({ error: expect.stringContaining('once more') });
    expect(await removeChannel(form({ id: channel?.id ?? '' }))).toEqual({});
    expect(await listChannels()).toEqual([]);
  });

  const whole = { name: 'Whole', preset: 'vend', integration: '' };

  test.each(['preset', 'integration', 'name'])('a key form without its %s makes no key', async (field) => {
    await become('admin');
    const before = await listKeys();
    const fields = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));
    expect(await createApiKey({ turn: 0 }, form(fields))).toMatchObject({ error: expect.any(String) });
    expect(await createApiKey({ turn: 0 }, form({ ...whole, preset: 'all', scope: 'environment:*' }))).toMatchObject({
      error: expect.any(String),
    });
    expect(await listKeys()).toEqual(before);
  });

  test.each([switchMicrosoft, switchPasswordSignIn])('a switch that does not say where to stays', async (action) => {
    await become('owner');
    expect(await action(form({}))).toEqual({ error: expect.stringContaining('Nothing was changed') });
  });

  test.each(['role', 'email'])('an invitation without its %s is refused', async (field) => {
    await become('owner');
    const fields = Object.fromEntries(Object.entries(member).filter(([name]) => name !== field));
    expect(await inviteMember(empty, form(fields))).toMatchObject({ fields: { [field]: expect.any(Array) } });
  });

  test('the only owner cannot leave', async () => {
    await become('owner');
    const id = (await listOperators()).find(({ role }) => role === 'owner')?.id ?? '';
    const error = 'This is the only owner. Make someone else an owner first.';
    expect(await changeMemberRole({}, form({ id, role: 'viewer' }))).toEqual({ error });
    expect(await removeMember(form({ id }))).toEqual({ error });
  });

  test('a changed password leaves this browser signed in', async () => {
    await become('viewer');
    const before = [...jar.values()];
    const change = form({ current: password, password: 'brand new password' });
    expect(await changeOwnPassword({}, change)).toEqual({ changed: true });
    expect([...jar.values()]).not.toEqual(before);
    expect(await changeOwnPassword({}, change)).toEqual({ error: 'This is not your current password.' });
  });
});

describe('more than ten minutes after the sign-in', () => {
  const ask = { password: true, microsoft: false };

  async function becomeLate(caller: string) {
    await become(caller);
    await tenMinutesPass();
  }

  const key = { name: 'Late', preset: 'vend', integration: '' };
  const entra = { cloud: 'global', tenant: 'contoso.example', clientId: nobody, clientSecret: 'typed-secret' };
  const actions = [
    {
      name: 'createApiKey',
      caller: 'admin',
      call: (more = {}) => createApiKey({ turn: 0 }, form({ ...key, ...more })),
    },
    {
      name: 'saveChannel',
      caller: 'admin',
      call: (more = {}) =>
        saveChannel(
          { turn: 0 },
          form({
            kind: 'webhook',
            name: 'Late',
            rules: ['secret_ends'],
            secret: 'https://x.example/typed-secret',
            ...more,
          }),
        ),
    },
    { name: 'removeChannel', caller: 'admin', call: (more = {}) => removeChannel(form({ id: nobody, ...more })) },
    { name: 'inviteMember', caller: 'owner', call: (more = {}) => inviteMember(empty, form({ ...member, ...more })) },
    { name: 'showInvitation', caller: 'owner', call: (more = {}) => showInvitation(form({ id: nobody, ...more })) },
    { name: 'endMemberSession', caller: 'owner', call: (more = {}) => endMemberSession(form({ id: nobody, ...more })) },
    { name: 'removeMember', caller: 'owner', call: (more = {}) => removeMember(form({ id: nobody, ...more })) },
    { name: 'saveEntra', caller: 'owner', call: (more = {}) => saveEntra({}, form({ ...entra, ...more })) },
    { name: 'switchMicrosoft', caller: 'owner', call: (more = {}) => switchMicrosoft(form({ to: 'on', ...more })) },
    {
      name: 'switchPasswordSignIn',
      caller: 'owner',
      call: (more = {}) => switchPasswordSignIn(form({ to: 'off', ...more })),
    },
    { name: 'enterSandboxApp', caller: 'owner', call: (more = {}) => enterSandboxApp(form(more)) },
    { name: 'disconnectMicrosoft', caller: 'admin', call: (more = {}) => disconnectMicrosoft(form(more)) },
    {
      name: 'changeMemberRole',
      caller: 'owner',
      call: (more = {}) => changeMemberRole({}, form({ id: nobody, role: 'owner', ...more })),
    },
  ];

  /** Wrong passwords of the tests before are noted some time later. */
  async function lastDone() {
    const rows = await listAudit({ limit: 20 });
    return rows.find(({ action }) => action !== 'sign-in.failed');
  }

  test.each(actions)('$name asks who is there and does nothing', async ({ call, caller }) => {
    await becomeLate(caller);
    const before = await lastDone();
    const answer = await call();
    expect(answer).toMatchObject({ confirm: ask });
    expect(JSON.stringify(answer)).not.toContain('typed-secret');
    expect(await call({ confirmPassword: 'not the password' })).toMatchObject({
      confirm: { ...ask, error: 'This is not your current password.' },
    });
    expect(await lastDone()).toEqual(before);
  });

  test('the password in the same form does it, and what was typed was kept; then it is not asked again', async () => {
    await becomeLate('owner');
    const invited = { email: 'late@example.com', role: 'admin' };
    expect(await inviteMember(empty, form(invited))).toEqual({ ...invited, confirm: ask });
    expect(await inviteMember(empty, form({ ...invited, confirmPassword: password }))).toMatchObject({
      made: { email: invited.email },
    });
    expect(await createApiKey({ turn: 0 }, form(key))).toMatchObject({ made: { name: 'Late' } });
  });

  test('the page leads back to where it was asked for, and nowhere else', async () => {
    await becomeLate('admin');
    const confirm = (then: string, typed: string) =>
      confirmWithPassword({}, form({ then, confirmPassword: typed })).catch((error: unknown) => error);
    expect(await confirm('/settings/audit?time=day', 'wrong')).toEqual({ error: 'This is not your current password.' });
    expect(await confirm('/settings/audit?time=day', password)).toMatchObject({
      digest: expect.stringContaining(';/settings/audit?time=day;'),
    });
    expect(await confirm('https://evil.example/', password)).toMatchObject({ digest: expect.stringContaining(';/;') });
  });
});
