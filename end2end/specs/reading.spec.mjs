// A reader's way through the site.
import { expect, FORUM, KINDS, REFERENCE, test } from '../fixtures.mjs';

test('from the front page to a category, to the story, and back', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Rubrik' }).getByRole('link', { name: 'International' }).click();
  await expect(page).toHaveURL('/categories/international');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('International');

  await page.getByRole('main').locator(`a[href="${REFERENCE}"]`).first().click();
  await expect(page).toHaveURL(REFERENCE);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Menlu Tiongkok dan Rusia');

  await page.goBack();
  await expect(page).toHaveURL('/categories/international');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('International');
});

test.describe('the reference story', () => {
  test.beforeEach(({ page }) => page.goto(REFERENCE));

  test('is dated in its masthead, to the second and with the zone', async ({ page }) => {
    const time = page.getByRole('banner').locator('time').first();
    await expect(time).toHaveText('Rabu, 20 November 2024 12:07:31 WIB');
    await expect(time).toHaveAttribute('datetime', '2024-11-20T12:07:31+07:00');
  });

  test('has one headline, a title and a canonical address', async ({ page, baseURL }) => {
    const headline = 'Menlu Tiongkok dan Rusia Bahas Hubungan Bilateral di Rio de Janeiro';
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('h1')).toHaveText(headline);
    await expect(page).toHaveTitle(new RegExp(`^${headline}`));
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', baseURL + REFERENCE);
    await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  });

  test('names category and author, and shows its whole text and picture', async ({ page }) => {
    const story = page.getByRole('main').locator('article').first();
    await expect(story.locator('a[href="/categories/international"]').first()).toHaveText('International');
    await expect(story.locator('a[href="/authors/eko-satrio-wibowo"]').first()).toHaveText('Eko Satrio Wibowo');
    await expect(story).toContainText('Rio de Janeiro, Radio Bharata Online - Menteri Luar Negeri Tiongkok, Wang Yi');
    await expect(story).toContainText('krisis Ukraina dan situasi di Semenanjung Korea.');
    await expect(story.locator('figcaption').first()).toContainText('berjabat tangan');
    const picture = story.locator('figure img').first();
    await expect(picture).toHaveJSProperty('complete', true);
    expect(await picture.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(picture).toHaveAttribute('alt', /./);
  });

  test('is followed by six other stories, the Forum Pangan Dunia first', async ({ page }) => {
    const others = page.getByRole('region', { name: 'Berita Lainnya' });
    const cards = others.getByRole('article');
    await expect(cards).toHaveCount(6);
    await expect(cards.first()).toContainText('Forum Pangan Dunia ke-2 Dibuka di Roma');
    await expect(cards.first()).toContainText('Selasa, 18 Oktober 2022 23:08:41 WIB');
    await expect(cards.first().locator('time')).toHaveAttribute('datetime', '2022-10-18T23:08:41+07:00');
    const addresses = await others.locator('article a[href^="/articles/"]').evaluateAll((links) => links.map((link) => link.pathname));
    expect(new Set(addresses).size).toBe(6);
    expect(addresses[0]).toBe(FORUM);
    expect(addresses).not.toContain(REFERENCE);
  });
});

test('a long list has older and newer pages that do not overlap', async ({ page }) => {
  await page.goto('/archive/2024/11');
  const stories = () => page.getByRole('main').locator('a[href^="/articles/"]').evaluateAll((links) => links.map((link) => link.pathname));
  const newest = await stories();

  await page.locator('a[rel="next"]').click();
  await expect(page).toHaveURL(/\?before=/);
  await expect(page.locator('a[rel="prev"]')).toBeVisible();
  const older = await stories();
  expect(older.length).toBeGreaterThan(0);
  expect(older.filter((address) => newest.includes(address))).toEqual([]);

  await page.locator('a[rel="prev"]').click();
  await expect(page).toHaveURL(/\?after=|\/archive\/2024\/11$/);
  await expect.poll(stories).toEqual(newest);
});

for (const kind of KINDS) {
  test(`${kind.path} answers ${kind.status ?? 200} with one heading of the first level and working links`, async ({ page, open, request }) => {
    await open(kind);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('h1')).toHaveText(/\S/);
    await expect(page).toHaveTitle(/\S/);

    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.pathname + link.search));
    for (const link of new Set(links)) {
      const { status } = await request.get(link).then((response) => ({ status: response.status() }));
      expect(status, `${kind.path} links to ${link}`).toBe(200);
    }
  });
}

test('a page that does not exist says so and leads home', async ({ page, open }) => {
  await open({ path: '/articles/tidak-pernah-terbit', status: 404 });
  await page.getByRole('main').getByRole('link', { name: 'Ke beranda' }).click();
  await expect(page).toHaveURL('/');
});
