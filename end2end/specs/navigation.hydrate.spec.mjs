// Once hydrated, pages swap without a reload; focus and scroll go where a reader expects them.
import { expect, KINDS, REFERENCE, test } from '../fixtures.mjs';

const mark = (page) => page.evaluate(() => (window.sameDocument = true));
const isSameDocument = (page) => page.evaluate(() => window.sameDocument === true);
const scroll = (page) => page.evaluate(() => Math.round(scrollY));

test('in-site links swap the page: address, title, text, focus and scroll', async ({ page, hydrated }) => {
  await page.goto('/');
  await hydrated();
  await mark(page);
  await page.evaluate(() => scrollTo(0, 400));

  await page.getByRole('navigation', { name: 'Rubrik' }).getByRole('link', { name: 'International' }).click();
  await expect(page).toHaveURL('/categories/international');
  await expect(page).toHaveTitle(/^International/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('International');
  await expect(page.locator('main')).toBeFocused();
  expect(await scroll(page)).toBe(0);

  await page.getByRole('main').locator(`a[href="${REFERENCE}"]`).first().click();
  await expect(page).toHaveURL(REFERENCE);
  await expect(page).toHaveTitle(/^Menlu Tiongkok dan Rusia/);
  await expect(page.getByRole('banner').locator('time').first()).toHaveText('Rabu, 20 November 2024 12:07:31 WIB');
  await expect(page.getByRole('main')).toContainText('krisis Ukraina dan situasi di Semenanjung Korea.');
  await expect(page.locator('main')).toBeFocused();
  expect(await isSameDocument(page)).toBe(true);
});

test('back returns to where one was', async ({ page, hydrated }) => {
  await page.goto('/');
  await hydrated();
  await mark(page);
  await page.evaluate(() => scrollTo(0, 900));
  await expect.poll(() => scroll(page)).toBe(900);
  // Clicking must not scroll by itself: a link that is on screen already.
  const link = page.locator('main a[href^="/articles/"]:visible');
  const onScreen = await link.evaluateAll((links) =>
    links.findIndex((a) => {
      const { top, bottom } = a.getBoundingClientRect();
      return top > 100 && bottom < innerHeight - 100;
    }),
  );
  const target = await link.nth(onScreen).getAttribute('href');
  await link.nth(onScreen).click();
  await expect(page).toHaveURL(target);
  await expect(page.locator('.article__head h1')).toBeVisible();
  expect(await scroll(page)).toBe(0);
  // The new page has the focus once it has settled.
  await expect(page.locator('main')).toBeFocused();
  await page.evaluate(() => scrollTo(0, 300));
  await expect.poll(() => scroll(page)).toBe(300);

  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect.poll(() => scroll(page)).toBe(900);
  expect(await isSameDocument(page)).toBe(true);
});


test('forward returns to where one was', async ({ page, hydrated }) => {
  await page.goto('/');
  await hydrated();
  const link = page.locator('main a[href^="/articles/"]').first();
  const target = await link.getAttribute('href');
  await link.click();
  await expect(page).toHaveURL(target);
  await expect(page.locator('main')).toBeFocused();
  await page.evaluate(() => scrollTo(0, 300));
  await expect.poll(() => scroll(page)).toBe(300);
  await page.goBack();
  await expect(page).toHaveURL('/');
  await page.goForward();
  await expect(page).toHaveURL(target);
  await expect.poll(() => scroll(page)).toBe(300);
});

test('a story read first, left and returned to still shows its text', async ({ page, hydrated }) => {
  await page.goto(REFERENCE);
  await hydrated();
  await mark(page);
  const text = page.locator('.article__text');
  const before = await text.textContent();

  await page.getByRole('navigation', { name: 'Rubrik' }).getByRole('link', { name: 'Sains' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sains');
  await page.goBack();
  await expect(page).toHaveURL(REFERENCE);
  await expect(text).toContainText('Semenanjung Korea');
  expect(await text.textContent()).toBe(before);
  expect(await isSameDocument(page)).toBe(true);
});

test('an address that leads nowhere shows the page that says so', async ({ page, hydrated, open }) => {
  await open({ path: '/nope', status: 404 });
  await hydrated();
  await mark(page);
  await page.getByRole('main').getByRole('link', { name: 'Ke beranda' }).click();
  await expect(page).toHaveURL('/');
  expect(await isSameDocument(page)).toBe(true);
});

for (const kind of KINDS.filter((kind) => !kind.plain)) {
  test(`${kind.path} hydrates in silence and stays what was sent`, async ({ page, open, hydrated }) => {
    const sent = await (await open(kind)).text();
    await hydrated();
    // Two frames, in which effects and their consequences happen.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

    const [now, before] = await page.evaluate((html) => {
      // Buttons may come later: they do nothing without the WASM. What is said without script is no text with it.
      const text = (document) => {
        const main = document.querySelector('main').cloneNode(true);
        for (const button of main.querySelectorAll('button, noscript')) button.remove();
        // Between words, empty text may be drawn in one way or another.
        // Who reads along is known only later.
        return main.textContent.replace(/\s+/g, '').replace(/\d+orangmembaca/, '');
      };
      return [text(document), text(new DOMParser().parseFromString(html, 'text/html'))];
    }, sent);
    expect(now).toBe(before);
  });
}
