// Nothing moves while a page loads, and nothing sticks out at the side.
import { expect, KINDS, REFERENCE, test } from '../fixtures.mjs';

for (const width of [390, 768, 1440]) {
  for (const path of ['/', REFERENCE]) {
    test(`${path} does not shift at ${width} px`, async ({ page, hydrated }) => {
      await page.setViewportSize({ width, height: 900 });
      // A line of breaking news moves the page on purpose, and other tests send one.
      await page.route('/api/v1/breaking', (route) => route.fulfill({ json: null }));
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(path);
      await hydrated();
      // Pictures further down load, and may shift, as one scrolls.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let y = 0; y < height; y += 600) {
        await page.evaluate((top) => scrollTo(0, top), y);
        await page.waitForTimeout(50);
      }
      await page.waitForLoadState('networkidle');
      // Lines may break anew when a font arrives late: within what web.dev/cls calls good.
      expect(await page.evaluate(() => window.shift)).toBeLessThan(0.1);
    });
  }
}

test('the first story of a category stands beside its picture on a tablet', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto('/categories/international');
  const [picture, text] = await Promise.all(['.pic', '.card__text'].map((part) => page.locator(`.list__lead ${part}`).boundingBox()));
  expect(picture.y).toBe(text.y);
  expect(picture.x + picture.width).toBeLessThan(text.x);
});

for (const kind of KINDS) {
  test(`${kind.path} fits every width without sideways scrolling`, async ({ page, open }) => {
    await open(kind);
    for (const width of [320, 360, 390, 480, 600, 700, 768, 999, 1000, 1100, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const { clientWidth, scrollWidth, culprits } = await page.evaluate(() => {
        const root = document.documentElement;
        const wide = (element) => element.getBoundingClientRect().right > root.clientWidth + 1;
        const culprits = [...document.querySelectorAll('body *')].filter(wide).slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
        return { clientWidth: root.clientWidth, scrollWidth: root.scrollWidth, culprits };
      });
      expect(scrollWidth, `at ${width} px: ${culprits.join('\n')}`).toBeLessThanOrEqual(clientWidth);
    }
  });
}
