import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// A page in a frame is opened on its own for this.
const quickly: RunOptions = { resultTypes: ['violations'], iframes: false };
// What floats over a page stands outside its landmarks.
const everything: RunOptions = { ...quickly, runOnly: standards, rules: { region: { enabled: false } } };
// A theme changes nothing but colours.
const colours: RunOptions = { ...quickly, runOnly: { type: 'rule', values: ['color-contrast'] } };

/** What is on the screen follows a change of colours or size one frame later, and what passes over takes its time. */
async function untilPainted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

async function problems(page: Page, options: RunOptions): Promise<string[]> {
  await untilPainted(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { violations } = await axe.run(options);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }, options);
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The page as it stands, in light and dark, wide and narrow. */
export async function expectAccessible(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  for (const size of sizes) {
    const where = `${pathname} at ${size.width}`;
    await page.setViewportSize(size);
    // What a sticky bar half covers counts as too small to press.
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await problems(page, everything), where).toEqual([]);
    expect(await sidewaysScroll(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await problems(page, colours), `${pathname}, dark`).toEqual([]);
}
