import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { testDatabase } from '../../scripts/testing/database.ts';
import { createReauthorizeLink } from './create-link.ts';
import { handOutReauthorizeLink, handOutSiteGrantLink } from './hand-out.ts';
import { revokeLink } from './links.ts';

const operator = 'operator:ada@example.com' as const;
const target = { connectionId: newId(), integrationId: newId() };
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await db().connectLink.deleteMany();
});

test('pressing again, also twice at once, hands out the same link and says so in the audit', async () => {
  const made = await Promise.all([handOutReauthorizeLink(target, operator), handOutReauthorizeLink(target, operator)]);
  const again = await handOutReauthorizeLink(target, operator);
  expect(new Set([...made, again].map(({ url }) => url)).size).toBe(1);
  expect(await db().connectLink.count()).toBe(1);
  const rows = await listAudit({ limit: 9, subject: `link:${again.id}` });
  expect(rows.map(({ action }) => action).sort()).toEqual(['link.copied', 'link.copied', 'link.created']);
});

test('a link that is over, about to end, of another connection or made for somebody else is not handed out', async () => {
  const revoked = await handOutReauthorizeLink(target, operator);
  await revokeLink(revoked.id, operator);
  const others = [
    await createReauthorizeLink(target, operator, { life: 3600 }),
    await createReauthorizeLink(target, operator, { endUser: { id: 'user-1' } }),
    await createReauthorizeLink(target, operator, { tags: { plan: 'free' } }),
    await createReauthorizeLink({ ...target, connectionId: newId() }, operator),
  ];
  const { id } = await handOutReauthorizeLink(target, operator);
  expect([revoked, ...others].map((link) => link.id)).not.toContain(id);
});

test('a site-grant link is handed out again, and a new one is made where its token cannot be opened', async () => {
  const made = await handOutSiteGrantLink(target, operator);
  expect((await handOutSiteGrantLink(target, operator)).url).toBe(made.url);
  const other = await handOutReauthorizeLink(target, operator);
  const { sealedToken } = await db().connectLink.findUniqueOrThrow({ where: { id: other.id } });
  await db().connectLink.update({ where: { id: made.id }, data: { sealedToken } });
  const again = await handOutSiteGrantLink(target, operator);
  expect(again.id).not.toBe(made.id);
  expect((await handOutSiteGrantLink(target, operator)).url).toBe(again.url);
});
