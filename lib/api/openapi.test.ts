import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTypescript from 'openapi-typescript';
import { expect, test } from 'vitest';
import { lintApi } from '../../scripts/testing/lint-api.ts';
import { runProgram } from '../../scripts/testing/run-program.ts';
import './app.ts';
import { openApiDocument } from './openapi.ts';

test('the OpenAPI document has neither an error nor a warning by the rules of redocly and spectral', {
  timeout: 60_000,
}, async () => {
  await lintApi('on failure');
});

const program = `import type { paths } from './api';

type Query = paths['/connections/{connection_id}']['get']['parameters']['query'];
export const forced: Query = { provider_config_key: 'a', force_refresh: true, refresh_token: false };
// @ts-expect-error a text is no boolean
export const text: Query = { provider_config_key: 'a', force_refresh: 'true' };
// @ts-expect-error there is no such parameter
export const unknown: Query = { provider_config_key: 'a', fresh: true };

type New = paths['/integrations']['post']['requestBody']['content']['application/json'];
export const bare: New = { provider: 'one-drive', unique_key: 'a' };
// @ts-expect-error webhooks are not forwarded
export const forwarding: New = { ...bare, forward_webhooks: true };

type Refused = paths['/connections']['get']['responses'][400]['content']['application/json'];
export const codeOf = ({ error }: Refused): string => error.code;
`;

test('a program compiles against the types generated from it, and a wrong one does not', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-types-'));
  try {
    const document = JSON.parse(JSON.stringify(openApiDocument('https://latchkey.example/api')));
    await writeFile(join(folder, 'api.d.ts'), await openapiTypescript(document));
    await writeFile(join(folder, 'program.ts'), program);
    const args = [
      '--noEmit',
      '--strict',
      '--ignoreConfig',
      '--module',
      'nodenext',
      '--types',
      '',
      join(folder, 'program.ts'),
    ];
    await runProgram({ program: 'typescript/bin/tsc', args, output: 'on failure' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every operation tells that a request may not fit', () => {
  const { paths = {} } = openApiDocument('/api');
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  expect(operations.filter(({ responses }) => !('400' in responses))).toEqual([]);
});

test('it names every endpoint once, each with its scope', () => {
  const { paths = {}, openapi } = openApiDocument('/api');
  expect(openapi).toBe('3.1.0');
  const told = Object.entries(paths).map(([path, item]) => `${path} ${Object.keys(item).join(' ')}`);
  expect(told.toSorted()).toEqual([
    '/connect/session get delete',
    '/connect/session/status get',
    '/connect/sessions post',
    '/connect/sessions/reconnect post',
    '/connect/telemetry post',
    '/connection get',
    '/connection/{connection_id} delete get',
    '/connection/{connection_id}/metadata post patch',
    '/connections get post',
    '/connections/metadata post patch',
    '/connections/{connection_id} patch delete get',
    '/connections/{connection_id}/health get',
    '/connections/{connection_id}/mailboxes/check post',
    '/connections/{connection_id}/sites get',
    '/connections/{connection_id}/sites/link post',
    '/connections/{connection_id}/token post',
    '/connections/{connection_id}/token-refused post',
    '/environment-variables get',
    '/events get',
    '/health get',
    '/integrations get post',
    '/integrations/{unique_key} get patch delete',
    '/integrations/{unique_key}/tenants get',
    '/integrations/{unique_key}/tenants/links post',
    '/openapi.json get',
    '/permissions/search post',
    '/picker/session get delete',
    '/picker/sessions post',
    '/picker/token post',
    '/providers get',
    '/providers/{provider} get',
    '/proxy/{endpoint} get post put patch delete',
    '/webhook-endpoints get post',
    '/webhook-endpoints/{id} get patch delete',
    '/webhook-endpoints/{id}/rotate-secret post',
    '/webhook-endpoints/{id}/test post',
  ]);
  expect(paths['/connections/{connection_id}']?.get?.description).toContain('environment:connections:read');
});
