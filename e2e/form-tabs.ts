import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { untilHydrated } from './connect.ts';
import type { Form } from './form.ts';
import { expect as expectSoon, test } from './test.ts';

/** A server that has just started answers its first questions slowly. */
export const expect = expectSoon.configure({ timeout: 30_000 });

/** In a browser of a test every page counts as visible, also those in the background. */
export function letHide(): void {
  Object.defineProperty(document, 'visibilityState', { get: () => window.name || 'visible' });
}

const show = (page: Page, as: 'visible' | 'hidden') =>
  page.evaluate((shown) => {
    window.name = shown;
    document.dispatchEvent(new Event('visibilitychange'));
  }, as);

export const button = (of: Page | Locator, name: string) => of.getByRole('button', { name, exact: true });

/** One form in a tab of its own. */
export class Tab {
  readonly page: Page;
  readonly form: Form;
  constructor(page: Page, form: Form) {
    this.page = page;
    this.form = form;
  }

  get name(): string {
    return `${this.form.file}: ${this.form.send}`;
  }
  get within(): Locator {
    const { page } = this;
    return page
      .locator('form')
      .filter({ has: button(page, this.form.send) })
      .first();
  }
  get saved(): Locator {
    const { saved } = this.form;
    return this.page.getByText(saved, { exact: true }).first();
  }
  get fields() {
    return Object.entries({ ...this.form.typed, ...this.form.secrets });
  }
  /** Fields say behind their label that they are optional, and boxes what ticking them means. */
  field(label: string): Locator {
    const text = label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const isBox = typeof this.form.typed[label] === 'boolean';
    return this.within.getByLabel(new RegExp(isBox ? `^${text}` : `^${text}\\s*(optional)?$`));
  }

  /** Presses a tab, a button, a box or another text. */
  private async press(name: string): Promise<void> {
    const roles = (['tab', 'button', 'checkbox'] as const).map((role) =>
      this.page.getByRole(role, { name, exact: true }).first(),
    );
    for (const one of roles) if (await one.isVisible()) return one.click();
    await this.page.getByText(name).first().click();
  }
  async open(): Promise<void> {
    const { page, form } = this;
    await page.goto(form.at);
    await untilHydrated(page);
    for (const name of form.open ?? []) await this.press(name);
    if (form.walk) await form.walk(page);
    await expect(this.saved).toHaveCount(0);
  }
  async type(): Promise<void> {
    if (this.form.walk) return;
    for (const [label, value] of this.fields) {
      const field = this.field(label);
      if (typeof value === 'boolean') await field.setChecked(value);
      else if (await isSelect(field)) await field.selectOption({ label: value });
      else await field.fill(value);
    }
  }
  async expectKept(): Promise<void> {
    for (const [label, value] of this.fields) {
      const field = this.field(label);
      if (typeof value === 'boolean') await expect(field, label).toBeChecked({ checked: value });
      else if (await isSelect(field)) await expect(field.locator('option:checked'), label).toHaveText(value);
      else await expect(field, label).toHaveValue(value);
    }
    const stored = await this.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    for (const secret of Object.values(this.form.secrets ?? {})) expect(stored.includes(secret)).toBe(false);
  }
  private async pasteSecrets(): Promise<void> {
    for (const [label, value] of Object.entries(this.form.secrets ?? {})) {
      await expect(this.field(label), label).toHaveValue('');
      await this.field(label).fill(value);
    }
  }
  send = () => button(this.within, this.form.send).click();
  alert = (title: string) => this.within.getByRole('alert').filter({ hasText: title });
  /** What the server refuses comes back without its secrets, because a page never contains one. */
  async expectRefused(title: string, by: 'page' | 'server' = 'page'): Promise<void> {
    await show(this.page, 'visible');
    await this.send();
    await expect(this.alert(title)).toBeInViewport({ ratio: 0.95 });
    if (by === 'server') await this.pasteSecrets();
    await this.expectKept();
    await expect(this.saved).toHaveCount(0);
    await show(this.page, 'hidden');
  }
  /** Sends the form again, now that it can be. */
  async expectSaved(by: string): Promise<void> {
    await show(this.page, 'visible');
    await this.expectKept();
    const again = button(this.within, by);
    await ((await again.count()) > 0 ? again.click() : this.send());
    await expect(this.saved).toBeVisible();
    await this.page.close();
  }
}

const isSelect = (field: Locator) => field.evaluate((element) => element instanceof HTMLSelectElement);

/** Does something in all tabs, and tells of each in which it failed. */
export async function inEach(tabs: Iterable<Tab>, work: (tab: Tab) => Promise<void>): Promise<Tab[]> {
  const good: Tab[] = [];
  for (const tab of tabs)
    await test.step(tab.name, async () => {
      try {
        await work(tab);
        good.push(tab);
      } catch (error) {
        expect.soft(String(error), tab.name).toBe('');
      }
    });
  return good;
}

export async function fillAll(context: BrowserContext, forms: readonly Form[]): Promise<Tab[]> {
  const tabs: Tab[] = [];
  // One form alone, for whoever changes it: WALK_FORMS=branding-form.
  const wanted = new RegExp(process.env.WALK_FORMS ?? '');
  for (const form of forms.filter(({ file }) => wanted.test(file))) tabs.push(new Tab(await context.newPage(), form));
  return inEach(tabs, async (tab) => {
    await tab.open();
    await tab.type();
    await show(tab.page, 'hidden');
  });
}

/** For people to look at: a picture of a form, where a folder for them is named. */
export async function picture(tabs: readonly Tab[], file: string, scheme: 'light' | 'dark'): Promise<void> {
  const folder = process.env.WALK_PICTURES;
  const tab = tabs.find(({ form }) => form.file.endsWith(`/${file}.tsx`));
  if (!folder || !tab) return;
  await tab.page.emulateMedia({ colorScheme: scheme });
  await tab.page.setViewportSize({ width: scheme === 'dark' ? 390 : 1280, height: 900 });
  await tab.page.screenshot({ path: join(folder, `${file}-${scheme}.png`) });
}
