import { expect, test } from 'vitest';
import { exchangeScript, siteScripts } from './narrowing.ts';

const tenant = { tid: '22222222-2222-4222-8222-222222222222', domain: 'fabrikam.com', role: 'Application Mail.Read' };
const app = { clientId: '11111111-1111-4111-8111-111111111111', displayName: "Acme's app" };

test('each script names the very app, and quotes what an operator typed', () => {
  for (const { code } of [...siteScripts(app), exchangeScript({ ...app, ...tenant })])
    expect(code).toContain(app.clientId);
  expect(siteScripts(app)[0]?.code).toContain("'Acme''s app'");
  const { code } = exchangeScript({ ...app, ...tenant });
  for (const part of ["'Acme''s app'", tenant.tid, `-Role '${tenant.role}'`, "'should-work@fabrikam.com'"])
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
