import type { Page } from '@playwright/test';
import { z } from 'zod';
import {
  acceptPermissions,
  connect,
  connectionIdOf,
  continueToMicrosoft,
  heading,
  people,
  pickAccount,
} from './connect.ts';
import { callSandbox, claimsOf, createIntegration, createLink, type Integration, newEndUser, vend } from './rest.ts';
import { expect, test } from './test.ts';

const contoso = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';

/** Connects, and returns what the REST API says about the Graph token. */
async function connected(page: Page, integration: Integration, username: string) {
  const connectionId = await connect(page, { integration, endUser: newEndUser(), username });
  const answer = await vend({ connectionId, integration }, '&force_refresh=true');
  expect(answer.errors).toEqual([]);
  return answer;
}

const hasSharePoint = ({ connection_config }: Awaited<ReturnType<typeof vend>>) =>
  connection_config.sharepointAccessToken !== undefined;

test.describe('account types', () => {
  test('one organization: its members', async ({ newPerson }) => {
    const integration = await createIntegration({ accountTypes: 'single-tenant', tenantId: contoso });
    expect(hasSharePoint(await connected(await newPerson(), integration, people.mira))).toBe(true);
  });

  test('any organization and personal accounts: both', async ({ newPerson }) => {
    const integration = await createIntegration({ accountTypes: 'organizations-and-personal' });
    expect(hasSharePoint(await connected(await newPerson(), integration, people.jonas))).toBe(true);
    expect(hasSharePoint(await connected(await newPerson(), integration, people.sam))).toBe(false);
  });

  test('personal accounts only', async ({ newPerson }) => {
    const integration = await createIntegration({ accountTypes: 'personal', presets: ['one-drive-only-read'] });
    expect(hasSharePoint(await connected(await newPerson(), integration, people.sam))).toBe(false);
  });

  test('a guest is connected to the tenant whose id is set', async ({ newPerson }) => {
    const integration = await createIntegration({ tenantId: contoso, scopes: ['User.Read'] });
    const { connection_config } = await connected(await newPerson(), integration, 'noor@northwind.sandbox');
    expect(connection_config.tenantId).toBe(contoso);
  });

  test('an account without OneDrive has its Graph token', async ({ newPerson }) => {
    const integration = await createIntegration();
    await connected(await newPerson(), integration, 'nils@contoso.sandbox');
  });
});

test.describe('clouds', () => {
  for (const { cloud, username, graph } of [
    { cloud: 'us-gov', username: 'grace@contoso-gov.sandbox', graph: 'https://graph.microsoft.us' },
    { cloud: 'us-gov-dod', username: 'dana@contoso-dod.sandbox', graph: 'https://dod-graph.microsoft.us' },
    { cloud: 'china', username: 'lin@contoso-cn.sandbox', graph: 'https://microsoftgraph.chinacloudapi.cn' },
  ] as const)
    test(`${cloud}: tokens are for its own Graph`, async ({ newPerson }) => {
      const integration = await createIntegration({ cloud });
      const answer = await connected(await newPerson(), integration, username);
      expect(claimsOf(answer.credentials.access_token).aud).toBe(graph);
      expect(hasSharePoint(answer)).toBe(true);
    });
});

test.describe('accounts that something stands in the way of', () => {
  test('a second factor is asked on the way', async ({ newPerson }) => {
    const page = await newPerson();
    const endUser = newEndUser();
    const integration = await createIntegration();
    await page.goto((await createLink(integration, endUser)).url);
    await continueToMicrosoft(page);
    await pickAccount(page, 'maya@contoso.sandbox');
    await page.getByRole('button', { name: 'Verify' }).click();
    await acceptPermissions(page);
    await expect(heading(page, 'Connected')).toBeVisible();
    await connectionIdOf(endUser);
  });

  for (const [username, code] of [
    ['bram@contoso.sandbox', 53003],
    ['una@contoso.sandbox', 50105],
    ['dario@contoso.sandbox', 50057],
    ['luca@contoso.sandbox', 50053],
  ] as const)
    test(`AADSTS${code} stays at Microsoft: the link waits and leads to its explanation`, async ({
      page,
      newPerson,
    }) => {
      const person = await newPerson();
      const endUser = newEndUser();
      await person.goto((await createLink(await createIntegration(), endUser)).url);
      await continueToMicrosoft(person);
      await pickAccount(person, username);
      await expect(person.getByText(new RegExp(`AADSTS${code}`)).first()).toBeVisible();
      await page.goto('/links');
      await expect(page.getByRole('row').filter({ hasText: endUser.display_name })).toContainText('At Microsoft');
      await page.goto(`/troubleshooting?code=AADSTS${code}`);
      await expect(page.getByText(`AADSTS${code}`).first()).toBeVisible();
    });
});

test.describe('consent policies', () => {
  async function approveAs(page: Page, adminUrl: string, admin: string): Promise<void> {
    await page.goto(adminUrl);
    await page.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
    await pickAccount(page, admin);
    await acceptPermissions(page);
    await expect(heading(page, 'Approved for your organization')).toBeVisible();
  }

  test('Microsoft’s managed policy: files of everyone need an admin, own files do not', async ({ newPerson }) => {
    const person = await newPerson();
    const noor = 'noor@northwind.sandbox';
    await connected(person, await createIntegration({ scopes: ['Files.Read', 'User.Read'] }), noor);
    const { url } = await createLink(await createIntegration(), newEndUser());
    await person.goto(url);
    await continueToMicrosoft(person);
    await pickAccount(person, noor);
    await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
    await expect(heading(person, 'Your admin must approve this')).toBeVisible();
    const adminUrl = await person.getByLabel('Link for your admin').inputValue();
    await approveAs(await newPerson(), adminUrl, 'admin@northwind.sandbox');
    await person.goto(url);
    await continueToMicrosoft(person);
    await pickAccount(person, noor);
    await expect(heading(person, 'Connected')).toBeVisible();
  });

  test('the admin consent workflow: a request is sent, approved, and the link goes on', async ({ newPerson }) => {
    const person = await newPerson();
    const vera = 'vera@adatum.sandbox';
    const { url } = await createLink(await createIntegration(), newEndUser());
    await person.goto(url);
    await continueToMicrosoft(person);
    await pickAccount(person, vera);
    await expect(heading(person, 'Approval required')).toBeVisible();
    await person.getByLabel(/reason|justification/i).fill('To share files with the product.');
    await person.getByRole('button', { name: 'Request approval' }).click();
    await expect(person.getByText('AADSTS90095').first()).toBeVisible();
    const { requests } = z
      .object({ requests: z.array(z.object({ id: z.string(), username: z.string(), status: z.string() })) })
      .parse(await callSandbox('/consent-requests', undefined, 'GET'));
    const request = requests.find(
      ({ username, status }) => username === vera && !['approved', 'denied'].includes(status),
    );
    await callSandbox(`/consent-requests/${request?.id}`, { decision: 'approved' });
    await person.goto(url);
    await continueToMicrosoft(person);
    await pickAccount(person, vera);
    await expect(heading(person, 'Connected')).toBeVisible();
  });
});
