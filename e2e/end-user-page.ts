import { expect, type Page } from '@playwright/test';

/** Bytes of script that an end user's page may bring. */
const scriptBudget = 10_000;
/** German has the longest words and Japanese no spaces to break at; the last is the language that tests go on in. */
const languages = ['de', 'ja', 'en'];
/** CSS pixels: the narrowest phone, or a wider one at 200 %, and a usual phone. */
const widths = [320, 390];

/** What a page brings in scripts, in bytes before compression: those inside it, and those it loads. */
async function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const sizes = [...document.scripts].map(async ({ src, textContent }) =>
      src ? (await (await fetch(src)).arrayBuffer()).byteLength : new TextEncoder().encode(textContent ?? '').length,
    );
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  });
}

/** The elements whose content is wider than they are or than the screen. A field scrolls what is typed into it. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const isCut = (element: Element) => {
      // Read to screen readers only.
      if (element.matches('input, textarea, select, .sr-only')) return false;
      return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    };
    const isOut = (element: Element) => element.getBoundingClientRect().right > screen + 1;
    return [...document.querySelectorAll('html, body, body *')]
      .filter((element) => isCut(element) || isOut(element))
      .map(({ tagName, textContent }) => `${tagName} ${textContent?.trim().slice(0, 40)}`);
  });
}

/** The page brings little script, and its texts fit a phone in the languages that are hardest to fit. It is left in English. */
export async function expectGoodPage(page: Page): Promise<void> {
  const bytes = await scriptBytes(page);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(scriptBudget);
  const size = page.viewportSize();
  const shown = new URL(page.url());
  for (const language of languages) {
    shown.searchParams.set('lang', language);
    await page.goto(shown.href);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect([language, width, await misfits(page)]).toEqual([language, width, []]);
    }
  }
  if (size) await page.setViewportSize(size);
}
