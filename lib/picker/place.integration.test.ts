import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listAudit } from '#lib/audit/audit';
import { newId } from '#lib/ids';
import { codeOf, minted, own, pickerCalls } from '../../scripts/testing/picker.ts';
import { connectTenant, integrateTenants } from '../../scripts/testing/tenant.ts';
import { type Known, mira, sam, tokenOf, World } from '../../scripts/testing/world.ts';
import { readPickedItem } from './item.ts';
import { listPickerOrigins } from './origins.ts';

let world: World;
let known: Known;
let tenant: Known;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate(), mira);
  tenant = await connectTenant(world, await integrateTenants(world, ['Sites.Read.All']));
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const { create, sessionFor, open, ask } = pickerCalls(() => world);

describe('a personal account', () => {
  const choice = { provider: 'one-drive-personal', accountTypes: 'personal' };
  const onlyPersonal = { account_types: 'personal' };
  const resource = 'https://onedrive.live.com/picker';

  test('opens in its own OneDrive, with one token for whatever its picker names', async () => {
    const integration = await world.integrate({ ...choice, presets: ['file-picker'] }, onlyPersonal);
    const personal = await world.connect(integration, sam);
    const token = await sessionFor(personal);
    const host = `http://onedrive.live.localhost:${world.bench.port}`;
    const place = { base_url: `${host}/picker`, picker_url: `${host}/picker`, hosts: [host] };
    expect((await open(token)).body).toMatchObject({ data: place });
    expect(await listPickerOrigins(personal.id)).toEqual([host]);

    const tokens = await Promise.all([host, resource, 'https://graph.microsoft.com'].map((named) => ask(token, named)));
    const minteds = tokens.map(({ body }) => minted.parse(body).data);
    expect(minteds.map((one) => [one.resource, one.scopes])).toEqual(Array(3).fill([resource, ['OneDrive.ReadOnly']]));
    expect((await world.requests()).token.byResource).toMatchObject({ [resource]: 1 });
    const authorization = `Bearer ${minteds[0]?.access_token}`;
    const listed = await world.bench.get(`${host}/_api/v2.0/me/drive/root/children`, { authorization });
    expect(listed.text).toContain('Contract draft.docx');
    const [row] = await listAudit({ limit: 1, action: 'picker-token.minted' });
    expect(row).toMatchObject({ detail: { resource, origin: own, scopes: ['OneDrive.ReadOnly'] } });
    expect(codeOf(await create(personal, { entry: { site: {} } }))).toBe('personal_place_unknown');
  });

  test('is refused without the permission, which Microsoft gives nobody beside work accounts', async () => {
    const integration = await world.integrate({ ...choice, presets: ['files-read'] }, onlyPersonal);
    const refused = await create(await world.connect(integration, sam));
    expect(refused.status).toBe(409);
    expect(codeOf(refused)).toBe('onedrive_scope_missing');
    expect(refused.text).toContain('chosen in Microsoft’s file picker');
    const mixed = { ...choice, accountTypes: 'organizations-and-personal', presets: ['file-picker'] };
    await expect(world.integrate(mixed)).rejects.toThrow('nobody but personal accounts');
  });
});

test('a whole tenant’s connection is refused in words, and has no origin', async () => {
  const refused = await create(tenant);
  expect(refused.status).toBe(409);
  expect(codeOf(refused)).toBe('app_only_not_allowed');
  expect(await listPickerOrigins(tenant.id)).toEqual([]);
});

test('the origins are those of the account’s hosts, and no text that could add to a policy', async () => {
  const hosts = [world.root, world.bench.sharePoint('contoso-my')];
  expect((await listPickerOrigins(known.id)).toSorted()).toEqual(hosts.toSorted());
  const add =
    'insert into connection_token (id, connection_id, resource, kind, expires_at) values ($1, $2, $3, $4, now())';
  for (const hostile of [
    "https://a.example;script-src'unsafe-inline'",
    'https://*.example',
    'javascript:alert(1)',
    '*',
  ])
    await world.sql(add, [newId(), known.id, hostile, 'sharepoint-other']);
  expect((await listPickerOrigins(known.id)).toSorted()).toEqual(hosts.toSorted());
  expect(await listPickerOrigins(newId())).toEqual([]);
});

describe('a picked item', () => {
  const listed = z.object({
    value: z.array(z.object({ id: z.string(), parentReference: z.object({ driveId: z.string() }) })),
  });

  test('is read by Graph, without an address that needs no sign-in', async () => {
    const graph = await world.bench.graph('/me/drive/root/children?$top=1', tokenOf(await world.vend(known)));
    const [first] = listed.parse(await graph.json()).value;
    const picked = { driveId: first?.parentReference.driveId ?? '', itemId: first?.id ?? '' };
    const answer = await readPickedItem(known.id, picked);
    expect(answer).toMatchObject({ item: { id: picked.itemId, name: 'Budget 2027.xlsx' } });
    expect(JSON.stringify(answer)).not.toContain('downloadUrl');
  });

  test('that Graph does not know is answered with its status and code, whatever its ids hold', async () => {
    const answer = await readPickedItem(known.id, { driveId: 'nobody', itemId: 'x?$expand=children#' });
    expect(answer).toEqual({ status: 404, code: 'itemNotFound' });
    expect(await readPickedItem(known.id, { driveId: '../../me', itemId: 'x' })).toMatchObject({ status: 400 });
    const { requests } = await world.requests();
    expect(requests.at(-1)?.path).toContain('/drives/..%2F..%2Fme/items/x');
  });

  test('is told as not reached where Graph gives no answer', async () => {
    await world.fault({ match: { path: 'graph' }, times: 5, status: 503 });
    expect(await readPickedItem(known.id, { driveId: 'd', itemId: 'i' })).toMatchObject({ status: 503 });
  });
});
