import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { testDatabase } from '../../scripts/testing/database.ts';
import { createReauthorizeLink } from './create-link.ts';
import { handOutReauthorizeLink, handOutReauthorizeLinks, handOutSiteGrantLink } from './hand-out.ts';
import { findLink, findOpenReauthorize, revokeLink } from './links.ts';
import { consumeLink } from './use-link.ts';

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

test('for many, an open link is handed out again and lives as long as was asked', async () => {
  const other = { ...target, connectionId: newId() };
  const open = await handOutReauthorizeLink(target, operator);
  const week = 7 * 86_400;
  const links = await handOutReauthorizeLinks([target, other], operator, { life: week });
  expect(links.map(({ url }) => url === open.url)).toEqual([true, false]);
  const inSixDays = Date.now() + 6 * 86_400_000;
  for (const { id, expiresAt } of links) {
    expect(expiresAt.getTime()).toBeGreaterThan(inSixDays);
    expect((await findLink(id))?.expiresAt).toEqual(expiresAt);
  }
  expect((await handOutReauthorizeLinks([target], operator, { life: 86_400 }))[0]).toEqual(links[0]);
  expect(await db().connectLink.count()).toBe(2);
});

test('once one link was used, the others that operators made for that connection are closed', async () => {
  const browserHash = Buffer.alloc(32, 1);
  const { connectionId } = target;
  const [used, open] = [await createReauthorizeLink(target, operator), await createReauthorizeLink(target, operator)];
  const backends = await createReauthorizeLink(target, 'api-key:backend');
  const elsewhere = await createReauthorizeLink({ ...target, connectionId: newId() }, operator);
  expect((await findOpenReauthorize([connectionId])).get(connectionId)?.id).toBe(open.id);
  const outcome = { code: 'connected', message: 'm', operatorMessage: 'o', at: new Date().toISOString() } as const;
  await db().$transaction((tx) => consumeLink(tx, { linkId: used.id, connectionId, browserHash, outcome }));
  const states = await Promise.all(
    [used, open, backends, elsewhere].map(async ({ id }) => (await findLink(id))?.state),
  );
  expect(states).toEqual(['connected', 'revoked', 'open', 'open']);
  expect(await listAudit({ limit: 1, subject: `link:${open.id}` })).toMatchObject([
    { action: 'link.revoked', actor: 'system', detail: { reauthorizedBy: used.id } },
  ]);
  expect(await findOpenReauthorize([connectionId])).toEqual(new Map());
});
