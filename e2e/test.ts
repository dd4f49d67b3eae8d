import { type BrowserContextOptions, test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { here, type Role, sessionFile } from './here.ts';

type Options = {
  /** Who is signed in to the dashboard. */
  role: Role | 'nobody';
};

type Fixtures = {
  /** A browser of somebody else: an end user, or an admin at Microsoft. */
  newPerson: (options?: BrowserContextOptions) => Promise<Page>;
  /** What went wrong in pages of the product: script errors, policy violations. */
  noise: string[];
};

const nobody = { cookies: [], origins: [] };

// An answer of 4xx that a test asks for is noted by the browser too.
const isExpected = (message: ConsoleMessage) => message.text().startsWith('Failed to load resource');

/** A script that catches its own refusal, as a probe for `eval` does, leaves nothing on the console. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
}

async function listen(page: Page, noise: string[]): Promise<void> {
  await page.addInitScript(tellViolations);
  page.on('pageerror', (error) => noise.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) noise.push(`${page.url()}: ${message.text()}`);
  });
}

export const test = base.extend<Options & Fixtures>({
  role: ['owner', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  baseURL: async ({}, use) => use(here().url),
  storageState: async ({ role }, use) => use(role === 'nobody' ? nobody : sessionFile(role)),
  noise: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const noise: string[] = [];
      await use(noise);
      expect(noise, 'nothing goes wrong in the browser').toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, noise }, use) => {
    await listen(page, noise);
    await use(page);
  },
  newPerson: async ({ browser, baseURL, noise }, use) => {
    const open: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ storageState: nobody, ...(baseURL ? { baseURL } : {}), ...options });
      const page = await context.newPage();
      await listen(page, noise);
      open.push(page);
      return page;
    });
    for (const page of open) await page.context().close();
  },
});

export { expect };
