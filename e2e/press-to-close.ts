import type { Locator } from '@playwright/test';

/** Presses a button after which its frame or window is gone: Playwright would wait there for the end of the press. */
export async function pressToClose(button: Locator): Promise<void> {
  await button.evaluate((element: HTMLElement) => void setTimeout(() => element.click()));
}
