import { expect, test } from 'vitest';
import { lintApi } from '../../scripts/testing/lint-api.ts';
import './app.ts';
import { openApiDocument } from './openapi.ts';

test('the OpenAPI document is valid', { timeout: 60_000 }, async () => {
  await lintApi('on failure');
});

test('it names every endpoint once, each with its scope', () => {
  const { paths = {}, openapi } = openApiDocument('/api');
  expect(openapi).toBe('3.1.0');
  const told = Object.entries(paths).map(([path, item]) => `${path} ${Object.keys(item).join(' ')}`);
  expect(told.toSorted()).toEqual([
    '/connect/session get delete',
    '/connect/sessions post',
    '/connect/sessions/reconnect post',
    '/connect/telemetry post',
    '/connections get post',
    '/connections/metadata post patch',
    '/connections/{connection_id} patch delete get',
    '/connections/{connection_id}/health get',
    '/connections/{connection_id}/token post',
    '/environment-variables get',
    '/health get',
    '/integrations get post',
    '/integrations/{unique_key} get patch delete',
    '/openapi.json get',
    '/providers get',
    '/providers/{provider} get',
    '/proxy/{endpoint} get post put patch delete',
  ]);
  expect(paths['/connections/{connection_id}']?.get?.description).toContain('environment:connections:read');
});
