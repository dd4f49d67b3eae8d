import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readRetentionDays } from '#lib/activity/activity';
import { createChannel } from '#lib/alerts/channels';
import { readEndUserMail } from '#lib/alerts/end-users';
import { channelInputSchema } from '#lib/alerts/schema';
import { readEventRetention } from '#lib/events/events';
import { readRequestLimit } from '#lib/keys/limit';
import { listOperators } from '#lib/operators/members';
import { versionOf } from '#lib/version';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { addEveryRole, become, emailOf, form } from '../../scripts/testing/signed-in.ts';
import { actor, World } from '../../scripts/testing/world.ts';
import { saveEndUserMail } from './integrations/[uniqueKey]/end-user-mail/actions.ts';
import { saveRetention } from './settings/activity/actions.ts';
import { saveRequestLimit } from './settings/api-limits/actions.ts';
import { changeMemberRole } from './settings/operators/actions.ts';
import { saveEventRetention } from './webhooks/actions.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../scripts/testing/browser-jar.ts')).nextCache);

let world: World;

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
});
afterAll(() => world.stop());
beforeEach(async () => {
  jar.clear();
  await become('owner');
});

const anotherTab = expect.stringContaining('another tab');

describe('a form of one value that was filled before another tab saved', () => {
  test.each([
    { field: 'days', save: saveRetention, read: readRetentionDays },
    { field: 'days', save: saveEventRetention, read: readEventRetention },
    { field: 'requestsPerMinute', save: saveRequestLimit, read: readRequestLimit },
  ])('$save.name: refuses once, keeps the number, then saves it', async ({ field, save, read }) => {
    const version = versionOf(await read());
    expect(await save({}, form({ [field]: '50', version }))).toMatchObject({ saved: true });
    const refused = await save({}, form({ [field]: '60', version }));
    expect(refused).toEqual({ refusal: anotherTab, typed: '60', version: versionOf(50) });
    expect(await read()).toBe(50);
    expect(await save({}, form({ [field]: '60', version: refused.version ?? '' }))).toMatchObject({ saved: true });
    expect(await read()).toBe(60);
  });

  test('a role', async () => {
    const roleNow = async () => (await listOperators()).find(({ email }) => email === emailOf('viewer'));
    const id = (await roleNow())?.id ?? '';
    const version = versionOf('viewer');
    expect(await changeMemberRole({}, form({ id, role: 'admin', version }))).toMatchObject({ saved: true });
    const refused = await changeMemberRole({}, form({ id, role: 'owner', version }));
    expect(refused).toEqual({ error: anotherTab, role: 'owner', version: versionOf('admin') });
    expect((await roleNow())?.role).toBe('admin');
    const again = form({ id, role: 'viewer', version: refused.version ?? '' });
    expect(await changeMemberRole({}, again)).toMatchObject({ saved: true });
  });

  test('the mail to a person', async () => {
    const { id, uniqueKey } = await world.integrate({ displayName: 'OneDrive' });
    const mail = { host: '127.0.0.1', port: 2525, from: 'a@example.com', recipients: ['b@example.com'] };
    const channel = await createChannel(
      channelInputSchema.parse({
        kind: 'email',
        name: 'Mail',
        rules: ['secret_ends'],
        quiet: null,
        tellsRecovery: false,
        mail: { ...mail, security: 'none', user: '' },
        secret: '',
      }),
      actor,
    );
    const opened = { uniqueKey, version: versionOf('') };
    expect(await saveEndUserMail({}, form({ ...opened, channel }))).toMatchObject({ saved: true });
    const refused = await saveEndUserMail({}, form({ ...opened, channel: '' }));
    expect(refused).toEqual({ error: anotherTab, chosen: '', version: versionOf(channel) });
    expect(await readEndUserMail(id)).toBe(channel);
    const again = form({ uniqueKey, channel: '', version: refused.version ?? '' });
    expect(await saveEndUserMail({}, again)).toMatchObject({ saved: true });
    expect(await readEndUserMail(id)).toBeUndefined();
  });
});
