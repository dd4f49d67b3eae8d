import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Visit } from '../pages/visit.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench } from '../testing/bench.ts';

let bench: Bench;
let app: Registered;
beforeEach(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterEach(() => bench.stop());

async function pick(username: string, scope: string) {
  return (await bench.authorize(app, { scope })).post({ account: username });
}

/** The target of the page's link back to the app. */
function linkBack(visit: Visit): URLSearchParams {
  const href = /<a class="button" href="([^"]+)"/.exec(visit.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return new URL(href).searchParams;
}

describe('Microsoft’s managed policy', () => {
  test.each(['Files.ReadWrite', 'Mail.Send', 'Contacts.Read', 'User.Read', 'Notes.Read', 'Team.ReadBasic.All'])(
    'leaves %s to people',
    async (name) => {
      expect((await pick('noor@northwind.sandbox', `openid ${name}`)).html).toContain('Permissions requested');
    },
  );

  test.each(['Files.Read.All', 'Sites.Read.All', 'Mail.Read', 'Calendars.ReadWrite', 'Chat.Read', 'Tasks.Read'])(
    'keeps %s for administrators',
    async (name) => {
      const visit = await pick('noor@northwind.sandbox', `openid ${name}`);
      expect(visit.html).toContain('<h1>Need admin approval</h1>');
      const back = linkBack(visit);
      expect(back.get('error')).toBe('access_denied');
      expect(back.get('error_description')).toContain('AADSTS90094');
      expect(back.get('state')).toBe('state-1');
    },
  );

  test('ends where an administrator consents', async () => {
    const consent = await pick('admin@northwind.sandbox', 'openid Mail.Read');
    await consent.post({ decision: 'accept', everyone: 'yes' });
    expect((await pick('noor@northwind.sandbox', 'openid Mail.Read')).requireReturn().has('code')).toBe(true);
  });
});

test('a tenant’s policy can be set, and survives a restart', async () => {
  await bench.tenant('contoso.sandbox', { user_consent: 'low-impact' });
  await bench.restart();
  expect((await pick('mira@contoso.sandbox', 'openid User.Read')).html).toContain('Permissions requested');
  expect((await pick('mira@contoso.sandbox', 'openid Files.Read')).html).toContain('Need admin approval');
  await bench.tenant('contoso.sandbox', { user_consent: 'admins-only' });
  expect((await pick('mira@contoso.sandbox', 'openid User.Read')).html).toContain('Need admin approval');
  await bench.control('POST', '/reset');
  expect((await pick('mira@contoso.sandbox', 'openid Files.Read')).html).toContain('Permissions requested');
  expect((await bench.control('PATCH', '/tenants/nowhere', {})).status).toBe(404);
});

describe('the admin consent workflow', () => {
  const scope = 'openid offline_access User.Read Files.Read.All';

  async function ask(reason: string): Promise<Visit> {
    const form = await pick('vera@adatum.sandbox', scope);
    expect(form.html).toContain('<h1>Approval required</h1>');
    return form.post({ decision: 'ask', reason });
  }

  test('a request is filed, waits, and is approved by hand', async () => {
    const sent = await ask('We move <b>files</b>');
    expect(sent.html).toContain('AADSTS90095');
    expect(linkBack(sent).get('error_description')).toContain('AADSTS90095');
    expect((await pick('vera@adatum.sandbox', scope)).html).toContain('<h1>Request sent</h1>');
    const list = await Visit.open(`${bench.url}/consent-requests`);
    expect(list.html).toContain('We move &lt;b&gt;files&lt;/b&gt;');
    expect(list.html).toContain('Approve as Hugo Marsh');
    const decided = await list.post({ decision: 'approved' });
    expect(decided.returned?.pathname).toBe('/consent-requests');
    expect((await Visit.open(`${bench.url}/consent-requests`)).html).toContain('<strong>Approved</strong>');
    expect((await pick('vera@adatum.sandbox', scope)).requireReturn().has('code')).toBe(true);
  });

  test('a denied one may be asked again', async () => {
    await ask('First');
    const [first] = await bench.consentRequests();
    expect(first).toMatchObject({ username: 'vera@adatum.sandbox', reason: 'First', scope, status: 'open' });
    await bench.decide(first?.id ?? '', 'denied');
    expect((await pick('vera@adatum.sandbox', scope)).html).toContain('An administrator denied your earlier request.');
    await bench.advance({ hours: 1 });
    await ask('Second');
    const [second] = await bench.consentRequests();
    expect(second).toMatchObject({ reason: 'Second', status: 'open' });
    await bench.decide(second?.id ?? '', 'approved');
    expect((await pick('vera@adatum.sandbox', scope)).requireReturn().has('code')).toBe(true);
    expect((await bench.control('POST', `/consent-requests/${second?.id}`, { decision: 'denied' })).status).toBe(404);
  });

  test('nobody files what they may consent to, or where no requests are taken', async () => {
    const picker = await bench.authorize(app, { scope });
    const request = /name="request" value="([^"]+)"/.exec(picker.html)?.[1] ?? '';
    for (const account of ['mira@contoso.sandbox', 'lee@fabrikam.sandbox', 'admin@adatum.sandbox']) {
      await fetch(`${bench.url}/_signin/approval`, {
        method: 'POST',
        body: new URLSearchParams({ request, account, decision: 'ask' }),
      });
    }
    expect(await bench.consentRequests()).toEqual([]);
  });

  test('the administrators’ page is decided by its own form only', async () => {
    const response = await fetch(`${bench.url}/_signin/consent-requests`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});
