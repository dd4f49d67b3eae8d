import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, setService } from '../testing/apps.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench, claimsOf, tokens } from '../testing/bench.ts';

let bench: Bench;
let app: Registered;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(async () => {
  app = await bench.register();
});
afterAll(() => bench.stop());

const BASE = 'openid offline_access User.Read';
const POWER_BI = 'https://analysis.windows.net/powerbi/api';
const DATAVERSE = 'https://contoso.crm4.dynamics.com';

const connect = (more: string, username = 'mira@contoso.sandbox') =>
  bench.connect(app, username, { scope: `${BASE} ${more}` });

describe('tokens for one resource each', () => {
  test.each([
    [POWER_BI, 'Report.Read.All'],
    [DATAVERSE, 'user_impersonation'],
    ['https://api.businesscentral.dynamics.com', 'user_impersonation'],
    ['https://vault.azure.net', 'user_impersonation'],
    ['https://management.azure.com', 'user_impersonation'],
    ['https://outlook.office.com', 'IMAP.AccessAsUser.All'],
    ['https://outlook.office365.com', 'EWS.AccessAsUser.All'],
  ])('%s', async (resource, name) => {
    const first = await connect(`${resource}/${name}`);
    expect(claimsOf(first.access_token)).toMatchObject({ aud: 'https://graph.microsoft.com' });
    expect(first.scope.split(' ')).not.toContain(`${resource}/${name}`);
    const named = tokens.parse(await (await bench.refresh(app, first.refresh_token, `${resource}/${name}`)).json());
    expect(claimsOf(named.access_token)).toMatchObject({ aud: resource, scp: name });
    expect(named.scope).toBe(`${resource}/${name}`);
    const whole = tokens.parse(await (await bench.refresh(app, named.refresh_token, `${resource}/.default`)).json());
    expect(whole.scope.split(' ').sort()).toEqual([`${resource}/${name}`, `${resource}/.default`].sort());
  });

  test('the consent page says what is asked beside Graph, in plain words', async () => {
    const picker = await bench.authorize(app, {
      scope: `${BASE} ${POWER_BI}/Report.Read.All ${DATAVERSE}/user_impersonation`,
    });
    const { html } = await picker.post({ account: 'mira@contoso.sandbox' });
    expect(html).toContain('Report.Read.All');
    expect(html).toContain('Power BI');
    expect(html).toContain('Use Dataverse as you');
  });

  test('Graph’s mail protocols are honoured by Exchange', async () => {
    const { refresh_token } = await connect('SMTP.Send');
    const answer = await bench.refresh(app, refresh_token, 'https://outlook.office.com/SMTP.Send');
    expect(claimsOf((await answer.json()).access_token)).toMatchObject({ scp: 'SMTP.Send' });
  });
});

describe('what is refused', () => {
  test('two resources in one token call', async () => {
    const { refresh_token } = await connect(`${POWER_BI}/Report.Read.All`);
    const both = `${POWER_BI}/Report.Read.All https://graph.microsoft.com/User.Read`;
    expect(await codeOf(await bench.refresh(app, refresh_token, both))).toBe(28000);
  });

  test('a resource that nobody consented to', async () => {
    const { refresh_token } = await connect('');
    const answer = await bench.refresh(app, refresh_token, `${POWER_BI}/.default`);
    expect(await answer.json()).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
  });

  test('consent to one service is none to another', async () => {
    const { refresh_token } = await connect('https://vault.azure.net/user_impersonation');
    const answer = await bench.refresh(app, refresh_token, 'https://management.azure.com/user_impersonation');
    expect(await codeOf(answer)).toBe(65001);
  });

  test.each([
    ['an unknown organization', 'https://nobody.crm.dynamics.com/user_impersonation', 'AADSTS500011'],
    ['another tenant’s organization', 'https://fabrikam.crm.dynamics.com/user_impersonation', 'AADSTS500011'],
    ['an unknown resource', 'https://nowhere.example/Read', 'AADSTS500011'],
    ['an unknown permission', `${POWER_BI}/Nothing.Read`, 'AADSTS650053'],
  ])('%s', async (_, scope, code) => {
    const visit = await bench.authorize(app, { scope });
    const last = visit.returned ? visit : await visit.post({ account: 'mira@contoso.sandbox' });
    expect(last.requireReturn().get('error_description')).toContain(code);
  });

  test('a service that the tenant does not have, until it does', async () => {
    const { refresh_token } = await connect(`${POWER_BI}/Report.Read.All`);
    await setService(bench, 'contoso.sandbox', { id: 'power-bi', present: false });
    const picker = await bench.authorize(app, { scope: `${POWER_BI}/Report.Read.All` });
    const back = (await picker.post({ account: 'mira@contoso.sandbox' })).requireReturn();
    expect(back.get('error_description')).toContain('AADSTS650052');
    expect(await codeOf(await bench.refresh(app, refresh_token, `${POWER_BI}/.default`))).toBe(650052);
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
    await setService(bench, 'contoso.sandbox', { id: 'power-bi', present: true });
    expect((await bench.refresh(app, refresh_token, `${POWER_BI}/.default`)).status).toBe(200);
  });

  test('personal accounts, Exchange’s mail protocols excepted', async () => {
    const ask = async (scope: string) =>
      (await bench.authorize(app, { scope: `${BASE} ${scope}` })).post({ account: 'sam@outlook.sandbox' });
    const refused = (await ask(`${POWER_BI}/Report.Read.All`)).requireReturn();
    expect(refused.get('error_description')).toContain('AADSTS70011');
    expect((await ask('https://outlook.office.com/IMAP.AccessAsUser.All')).html).toContain('Permissions requested');
  });

  test('one service’s token call can be made to fail alone', async () => {
    const { refresh_token } = await connect(`${POWER_BI}/Report.Read.All`);
    await bench.fault({ match: { resource: 'power-bi' }, status: 503 });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
    expect((await bench.refresh(app, refresh_token, `${POWER_BI}/.default`)).status).toBe(503);
    expect((await bench.refresh(app, refresh_token, `${POWER_BI}/.default`)).status).toBe(200);
  });
});
