import { expect, test } from 'vitest';
import { exchangeScript, siteScripts } from './narrowing.ts';

const app = { clientId: '11111111-1111-4111-8111-111111111111', displayName: "Acme's app" };

test('each script names the very app, and quotes what an operator typed', () => {
  for (const { code } of [...siteScripts(app), exchangeScript(app)]) expect(code).toContain(app.clientId);
  expect(siteScripts(app)[0]?.code).toContain("'Acme''s app'");
  expect(exchangeScript(app).code).toContain("'Acme''s app'");
});

test('the Graph call is JSON that names the app', () => {
  const code = siteScripts(app).find(({ id }) => id === 'graph')?.code ?? '';
  const body = JSON.parse(code.slice(code.indexOf('{"')));
  expect(body).toEqual({
    roles: ['read'],
    grantedToIdentities: [{ application: { id: app.clientId, displayName: app.displayName } }],
  });
});
