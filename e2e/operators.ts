import { expect, type Page } from '@playwright/test';
import { noteSecret } from './here.ts';

/** Invites somebody on the operators page; returns the link that is shown once. */
export async function invite(owner: Page, { email, role }: { email: string; role: string }): Promise<string> {
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
