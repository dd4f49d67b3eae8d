import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function problems(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

// What floats over a page stands outside its landmarks.
const everything = (page: Page) => new AxeBuilder({ page }).withTags(standards).disableRules(['region']);
// A theme changes nothing but colours.
const colours = (page: Page) => new AxeBuilder({ page }).withRules(['color-contrast']);

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The page as it stands, in light and dark, wide and narrow. */
export async function expectAccessible(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  for (const size of sizes) {
    const where = `${pathname} at ${size.width}`;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await problems(everything(page)), where).toEqual([]);
    expect(await sidewaysScroll(page), `${where} scrolls sideways`).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await problems(colours(page)), `${where}, dark`).toEqual([]);
  }
}
