import type { Page } from '@playwright/test';
import { heading, untilHydrated } from './connect.ts';
import { expect, test } from './test.ts';

const latency = 400;

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = 50_000;
  const conditions = { offline: false, latency, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };
  await session.send('Network.emulateNetworkConditions', conditions);
}

/** Milliseconds from the next click to the line that says something is loading. */
function timeToAnswer(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        let clicked = 0;
        window.addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
        new MutationObserver((_changes, observer) => {
          if (!document.querySelector('[role="progressbar"][aria-label="Loading"]')) return;
          observer.disconnect();
          done(performance.now() - clicked);
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
}

test('on a slow network a click is answered before the server has been reached', async ({ page }) => {
  await page.goto('/connections');
  await untilHydrated(page);
  await slowDown(page);
  const line = page.getByRole('progressbar', { name: 'Loading' });
  const answered = timeToAnswer(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).click();
  await expect(line).toBeVisible();
  await expect(heading(page, 'Connections')).toBeVisible();
  expect(await answered).toBeLessThan(latency);
  await expect(heading(page, 'Webhooks')).toBeVisible({ timeout: 20_000 });
  await expect(line).toHaveCount(0);
});
