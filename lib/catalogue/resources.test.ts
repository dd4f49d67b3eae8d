import { expect, test } from 'vitest';
import { dataverseOrigin } from './resources.ts';

test.each([
  ['https://contoso.crm.dynamics.com', 'https://contoso.crm.dynamics.com'],
  ['https://contoso.crm4.dynamics.com/main.aspx?appid=1', 'https://contoso.crm4.dynamics.com'],
  [' Contoso.api.crm11.dynamics.com/ ', 'https://contoso.api.crm11.dynamics.com'],
  ['https://agency.crm.microsoftdynamics.us', 'https://agency.crm.microsoftdynamics.us'],
  ['https://agency.crm.appsplatform.us', 'https://agency.crm.appsplatform.us'],
  ['https://contoso.crm.dynamics.cn', 'https://contoso.crm.dynamics.cn'],
])('%s is an environment', (given, origin) => {
  expect(dataverseOrigin(given, 'global')).toBe(origin);
});

test.each([
  'https://vault.azure.net',
  'https://management.azure.com/',
  'https://graph.microsoft.com',
  'https://api.businesscentral.dynamics.com',
  'https://contoso.crm.dynamics.com.evil.example',
  'https://evil.example/contoso.crm.dynamics.com',
  'https://evil.example#.crm.dynamics.com',
  'https://contoso.crm.dynamics.com@evil.example',
  'https://contoso.crm.dynamics.com:8443',
  'https://ada:secret@contoso.crm.dynamics.com',
  'http://contoso.crm.dynamics.com',
  'http://169.254.169.254/',
  'http://localhost:4010',
  'javascript:alert(1)',
  '',
])('%j is none', (given) => {
  expect(dataverseOrigin(given, 'global')).toBeUndefined();
});

test('the sandbox may play one on this machine', () => {
  expect(dataverseOrigin('http://contoso.localhost:4010/', 'sandbox')).toBe('http://contoso.localhost:4010');
  expect(dataverseOrigin('http://localhost.evil.example', 'sandbox')).toBeUndefined();
});
