import { expect, test } from 'vitest';
import { cloudTraits } from '#lib/clouds';
import { exchangeScript, siteScripts } from './narrowing.ts';

const tenant = { tid: '22222222-2222-4222-8222-222222222222', domain: 'fabrikam.com', role: 'Application Mail.Read' };
const app = { clientId: '11111111-1111-4111-8111-111111111111', displayName: "Acme's app", cloud: 'global' } as const;

test('each script names the very app, and quotes what an operator typed', () => {
  for (const { code } of [...siteScripts(app), exchangeScript({ ...app, ...tenant })])
    expect(code).toContain(app.clientId);
  expect(siteScripts(app)[0]?.code).toContain("'Acme''s app'");
  const { code } = exchangeScript({ ...app, ...tenant });
  for (const part of [
    "'Acme''s app'",
    "-Name 'Acme''s app mailboxes'",
    tenant.tid,
    `-Role '${tenant.role}'`,
    "'should-work@fabrikam.com'",
  ])
    expect(code).toContain(part);
});

test('the Graph call is JSON that names the app', () => {
  const code = siteScripts(app).find(({ id }) => id === 'graph')?.code ?? '';
  const body = JSON.parse(code.slice(code.indexOf('{"')));
  expect(body).toEqual({
    roles: ['read'],
    grantedToIdentities: [{ application: { id: app.clientId, displayName: app.displayName } }],
  });
});

test.each([
  ['us-gov', 'USGovernmentHigh', 'USGovHigh', 'O365USGovGCCHigh'],
  ['us-gov-dod', 'USGovernmentDoD', 'USGovDoD', 'O365USGovDoD'],
  ['china', '-AzureEnvironment China', '--cloud China', 'O365China'],
] as const)('each script connects to %s', (cloud, ...names) => {
  const of = { ...app, cloud };
  const code = [...siteScripts(of), exchangeScript({ ...of, ...tenant })].map((script) => script.code).join('\n');
  for (const name of [...names, cloudTraits(cloud).graphUrl]) expect(code).toContain(name);
  expect(code).not.toMatch(/graph\.microsoft\.com|sharepoint\.com/);
});
