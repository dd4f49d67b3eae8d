import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { here, noteSecret, operators, type Role } from './here.ts';
import { settingsOf } from './instance.ts';

/** Confirms who is there where the sign-in is long ago, as a person does before what asks for it. */
export async function confirmWho(page: Page, role: Role = 'owner'): Promise<void> {
  await page.goto('/settings/confirm');
  const confirmed = page.getByText('It is confirmed for ten minutes');
  const password = page.getByLabel('Your password');
  await expect(confirmed.or(password)).toBeVisible();
  if (await confirmed.isVisible()) return;
  await password.fill(operators[role].password);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(confirmed).toBeVisible();
}

/** Invites somebody on the operators page; returns the link that is shown once. */
export async function invite(owner: Page, { email, role }: { email: string; role: string }): Promise<string> {
  await confirmWho(owner);
  await owner.goto('/settings/operators');
  await owner.getByLabel('E-mail').fill(email);
  await owner.getByLabel('Role', { exact: true }).selectOption(role);
  await owner.getByRole('button', { name: 'Create invitation' }).click();
  const made = owner.getByRole('status').filter({ hasText: email });
  await expect(made).toContainText('Latchkey sends no mail');
  const url = (await made.locator('code').first().textContent()) ?? '';
  noteSecret(new URL(url).pathname.split('/').at(-1) ?? '');
  return url;
}

/** What `npm run api-key` prints beside the running server. */
export async function printApiKey(): Promise<string> {
  const { url, sandboxUrl, dataDir } = here();
  const [port, sandboxPort] = [Number(new URL(url).port), Number(new URL(sandboxUrl).port)];
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'api-key', '--', '--name', 'End to end'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...settingsOf({ port, sandboxPort, dataDir }) },
    shell: process.platform === 'win32',
  });
  return stdout;
}
