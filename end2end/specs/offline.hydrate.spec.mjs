// Reading without a connection: what was read or saved is there, what is private is not.
import { expect, FORUM, REFERENCE, test } from '../fixtures.mjs';
import { calls, person, signIn } from '../people.mjs';

// The other specs run without the worker, so that they see every request themselves.
test.use({ serviceWorkers: 'allow' });

/** What the browser itself says of a request that has no connection. */
const CUT_OFF = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

/** Waits until the worker brings this page's next ones, with its shell kept. */
async function worker(page) {
  await expect(page.locator('html[data-works]')).toBeAttached();
}

/** Whether there is a copy, in one cache or in any. */
const isKept = (page, path, cacheName) => page.evaluate(async ([path, cacheName]) => Boolean(await caches.match(path, { cacheName, ignoreVary: true })), [path, cacheName]);

/** Waits until there is one. */
const kept = (page, path, cacheName) => expect.poll(() => isKept(page, path, cacheName), `a copy of ${path}`).toBe(true);

/** Ends the connection for the whole browser. */
async function cutOff(context, expected) {
  expected.push(CUT_OFF);
  await context.setOffline(true);
}

const line = (page) => page.locator('warta-kept');
const LINE = /^Anda sedang luring; salinan dari \d{1,2} [A-Z]\S+ \d{4}\D+\d{2}[.:]\d{2}/;

test('a story that was read is read again, says that it is a copy, and hydrates', async ({ page, context, hydrated, expected }) => {
  await page.goto(REFERENCE);
  await hydrated();
  await worker(page);
  await expect(line(page)).toBeEmpty();
  const picture = page.locator('.article__banner .pic').last();
  await kept(page, REFERENCE);
  await kept(page, await picture.evaluate((image) => image.currentSrc));

  await cutOff(context, expected);
  await page.reload();
  await expect(page.getByRole('main')).toContainText('krisis Ukraina dan situasi di Semenanjung Korea.');
  await hydrated();
  await expect(line(page)).toHaveText(LINE);
  await expect(line(page)).toHaveRole('status');
  await expect(line(page).locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);

  await context.setOffline(false);
  await expect(line(page)).toContainText('Ini salinan dari');
  await line(page).getByRole('button', { name: 'Muat yang terbaru' }).click();
  await expect(line(page)).toBeEmpty();
  await expect(page.locator('html[data-kept]')).toHaveCount(0);
});

test('pages are swapped between copies, and what was not read is said not to be there', async ({ page, context, hydrated, expected }) => {
  await page.goto('/');
  await hydrated();
  await worker(page);
  await kept(page, '/');
  // Read by a swap, without a document of its own.
  const link = page.locator('main a[href^="/articles/"]:visible').first();
  const address = await link.getAttribute('href');
  await link.click();
  await expect(page).toHaveURL(address);
  const headline = await page.locator('.article__head h1').textContent();
  await kept(page, address);

  await cutOff(context, expected);
  await page.getByRole('banner').getByRole('link', { name: /beranda/ }).first().click();
  await expect(page).toHaveURL('/');
  await expect(line(page)).toHaveText(LINE);
  await hydrated();
  await page.locator(`main a[href="${address}"]:visible`).first().click();
  await expect(page).toHaveURL(address);
  await expect(page.locator('.article__head h1')).toHaveText(headline);
  await expect(line(page)).toHaveText(LINE);
  await hydrated();

  await page.getByRole('navigation', { name: 'Rubrik' }).getByRole('link', { name: 'Sains' }).click();
  await expect(page).toHaveURL('/categories/sains');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anda sedang luring');
  await hydrated();
  await context.setOffline(false);
  await page.getByRole('main').getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sains');
  await expect(line(page)).toBeEmpty();
});

test('a copy gives way to a page from the network once there is one', async ({ page, context, hydrated, expected }) => {
  await page.goto(FORUM);
  await hydrated();
  await worker(page);
  await kept(page, FORUM);
  await cutOff(context, expected);
  await page.reload();
  await hydrated();
  await expect(line(page)).toHaveText(LINE);
  await context.setOffline(false);
  await page.evaluate(() => (window.sameDocument = true));
  await page.getByRole('navigation', { name: 'Rubrik' }).getByRole('link', { name: 'Sains' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sains');
  await expect(line(page)).toBeEmpty();
  expect(await page.evaluate(() => window.sameDocument)).toBe(true);
});

test('a saved story is on the list, is read without a connection and leaves with its copy', async ({ page, context, hydrated, expected }) => {
  await page.goto('/saved');
  await hydrated();
  await worker(page);
  const main = page.getByRole('main');
  await expect(main).toContainText('Belum ada berita tersimpan.');

  await page.goto(FORUM);
  await hydrated();
  const headline = (await page.locator('.article__head h1').textContent()).trim();
  const category = (await page.locator('.article__head .label').textContent()).trim();
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Tersimpan' })).toBeVisible();
  await kept(page, FORUM, 'warta-saved');
  const picture = await page.locator('.article__banner .pic').last().evaluate((image) => image.currentSrc);
  await kept(page, picture, 'warta-saved');

  await page.getByRole('contentinfo').getByRole('link', { name: 'Tersimpan' }).click();
  await expect(page).toHaveURL('/saved');
  await expect(main.getByRole('listitem')).toHaveCount(1);
  await expect(main.getByRole('listitem')).toContainText(category);
  await expect(main.locator('.saved time')).toHaveAttribute('datetime', /^\d{4}-/);

  await cutOff(context, expected);
  await page.goto('/saved');
  await hydrated();
  await main.getByRole('link', { name: headline }).click();
  await expect(page).toHaveURL(FORUM);
  await expect(page.locator('.article__head h1')).toHaveText(headline);
  await expect(line(page)).toHaveText(LINE);
  await hydrated();
  await expect(page.getByRole('button', { name: 'Tersimpan' })).toBeVisible();

  await page.goto('/saved');
  await hydrated();
  await main.getByRole('button', { name: `Hapus dari simpanan: ${headline}` }).click();
  await expect(main).toContainText('Berita dihapus dari simpanan.');
  await expect(main).toContainText('Belum ada berita tersimpan.');
  await expect(page.locator('main')).toBeFocused();
  await expect.poll(() => isKept(page, FORUM, 'warta-saved')).toBe(false);
  await expect.poll(() => isKept(page, picture, 'warta-saved')).toBe(false);
});

test('nothing private is kept, and without a connection it is simply not there', async ({ page, context, hydrated, expected }) => {
  await page.goto(FORUM);
  await hydrated();
  await worker(page);
  await kept(page, FORUM);
  await signIn(page, person('Pembaca Luring', 'reader'));
  await page.goto(`${FORUM}/comment`);
  await page.goto('/account');
  await page.goto('/');
  await kept(page, '/');

  const all = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = names.map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(lists)).flat().map(({ url }) => new URL(url).pathname);
  });
  expect(all).toContain(FORUM);
  const may = /^\/(|saved|offline|articles\/[^/]+|(pkg|fonts|theme|offline|media)\/.+)$/;
  expect(all.filter((path) => !may.test(path))).toEqual([]);
  await cutOff(context, expected);
  await expect(page.goto('/account')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
});

test('a story that was withdrawn is kept no longer', async ({ page, hydrated, expected }) => {
  const author = person('Penulis Luring', 'author');
  const made = await calls(author, 'POST', '/articles', { headline: 'Berita yang akan dicabut', category: 'redaksi', body: { markdown: 'Sebentar saja.' } });
  const { slug } = await made.json();
  const address = `/articles/${slug}`;
  expect((await calls(author, 'POST', `${address}/publish`)).status).toBe(200);
  await page.goto(address);
  await hydrated();
  await worker(page);
  await kept(page, address);
  expect((await calls(author, 'POST', `${address}/unpublish`, { reason: 'Keliru' })).status).toBe(200);
  expected.push(/\b410\b/);
  expect((await page.goto(address)).status()).toBe(410);
  await expect.poll(() => isKept(page, address)).toBe(false);
});
