import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());

const sessionAnswer = z.object({ data: z.object({ token: z.string() }) });

async function session(body: Record<string, unknown>, path = '/api/connect/sessions') {
  const { token } = sessionAnswer.parse((await world.call(path, { body })).body).data;
  return { token, linkId: await world.linkOf(token) };
}

const defaults = {
  user_scopes: 'none',
  authorization_params: { login_hint: mira, domain_hint: 'organizations', client_id: 'another', prompt: 'sudo' },
  connection_config: {
    plan: { seats: 4 },
    tenantId: 'forged',
    sharepointAccessToken: 'forged',
    apiBaseUrl: 'https://attacker.example',
    oauth_scopes_override: 'Mail.Read, User.Read',
  },
};

let known: Known;

test('a connection starts with what its session gave it', async () => {
  const { linkId } = await session({
    end_user: { id: 'u1' },
    allowed_integrations: [made.uniqueKey],
    integrations_config_defaults: { [made.uniqueKey]: defaults },
    webhook_url_override: 'https://hooks.example/one',
  });
  const trip = await world.beginOn(made, linkId);
  await world.finish(trip, { account: mira });
  known = await world.connectionOf(linkId, made);
  const { body } = await world.vend(known);
  expect(body).toMatchObject({
    connection_config: { plan: { seats: 4 }, tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    webhook_url_override: 'https://hooks.example/one',
  });
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(body.connection_config))).toEqual(['plan', 'tenantId']);
});

test('Microsoft is asked for the scopes and with the hints of the session, and with nothing else of it', async () => {
  const { linkId } = await session({
    allowed_integrations: [made.uniqueKey],
    integrations_config_defaults: { [made.uniqueKey]: defaults },
  });
  const { url } = await world.beginOn(made, linkId);
  const sent = new URL(url).searchParams;
  expect(sent.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['Mail.Read', 'User.Read', 'offline_access']));
  expect(sent.get('scope')).not.toContain('Files.');
  expect([sent.get('login_hint'), sent.get('domain_hint'), sent.get('prompt')]).toEqual([mira, 'organizations', null]);
  expect(sent.getAll('client_id')).toEqual([made.app.client_id]);
});

test('a page that holds the session reads what it was given', async () => {
  const overrides = { [made.uniqueKey]: { docs_connect: 'https://docs.example/connect' } };
  const given = { [made.uniqueKey]: { user_scopes: 'none' } };
  const { token } = await session({ integrations_config_defaults: given, overrides });
  expect((await world.call('/api/connect/session', { key: token })).body).toMatchObject({
    data: { integrations_config_defaults: given, overrides },
  });
});

test('a reconnect session replaces what it names and leaves the rest', async () => {
  const { linkId } = await session(
    {
      connection_id: known.connectionId,
      integration_id: made.uniqueKey,
      integrations_config_defaults: { [made.uniqueKey]: { connection_config: { region: 'north' } } },
      webhook_url_override: 'https://hooks.example/two',
    },
    '/api/connect/sessions/reconnect',
  );
  await world.finish(await world.beginOn(made, linkId), { account: mira });
  expect((await world.vend(known)).body).toMatchObject({
    connection_config: { plan: { seats: 4 }, region: 'north', sharepointAccessToken: expect.any(Object) },
    webhook_url_override: 'https://hooks.example/two',
  });
});
