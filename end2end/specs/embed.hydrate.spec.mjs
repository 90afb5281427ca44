// What a story shows from elsewhere: nothing is asked of its provider before the reader does.
import { expect, test } from '../fixtures.mjs';
import { calls, person } from '../people.mjs';

const ADDRESS = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const FRAME = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1';

/** A published story with a card; answers with its address. */
async function story(title) {
  const author = person('Penulis Sematan', 'author');
  const document = { type: 'doc', version: 1, content: [{ type: 'embed', attrs: { url: ADDRESS, title } }] };
  const made = await calls(author, 'POST', '/articles', { headline: `Berita dengan ${title}`, category: 'redaksi', body: { document } });
  const { slug } = await made.json();
  expect((await calls(author, 'POST', `/articles/${slug}/publish`)).status).toBe(200);
  return `/articles/${slug}`;
}

test('a card loads its frame with a click and only then', async ({ page, hydrated }) => {
  const asked = [];
  await page.route(/youtube/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Film</title><p>Film diputar</p>' });
  });
  await page.goto(await story('film percobaan'));
  await hydrated();
  const card = page.locator('.embed--video');
  const link = card.getByRole('link', { name: 'film percobaan' });
  await expect(link).toHaveAttribute('href', ADDRESS);
  expect(asked).toEqual([]);
  await link.click();
  const frame = card.locator('iframe');
  await expect(frame).toHaveAttribute('src', FRAME);
  await expect(frame).toHaveAttribute('title', 'film percobaan');
  await expect(frame).toHaveAttribute('sandbox', /allow-scripts/);
  await expect(frame.contentFrame().getByText('Film diputar')).toBeVisible();
  expect(asked).toEqual([FRAME]);
  const { width, height } = await frame.boundingBox();
  expect(width / height).toBeCloseTo(16 / 9, 1);
});

test('a correction that arrives leaves an open frame as it is', async ({ page, hydrated }) => {
  let asked = 0;
  await page.route(/youtube/, (route) => {
    asked += 1;
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Film</title><p>Film diputar</p>' });
  });
  const author = person('Penulis Bingkai', 'author');
  const paragraph = (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const document = { type: 'doc', version: 1, content: [paragraph('Airnya tiga meter.'), { type: 'embed', attrs: { url: ADDRESS, title: 'film tetap' } }, paragraph('Penutup.')] };
  const made = await (await calls(author, 'POST', '/articles', { headline: 'Bingkai yang tetap', category: 'redaksi', body: { document } })).json();
  expect((await calls(author, 'POST', `/articles/${made.slug}/publish`)).status).toBe(200);
  await page.goto(`/articles/${made.slug}`);
  await hydrated();
  // The stream comes with the thread.
  await page.locator('#comments').scrollIntoViewIfNeeded();
  await page.getByRole('link', { name: 'film tetap' }).click();
  const frame = page.locator('.embed--video iframe');
  await expect(frame.contentFrame().getByText('Film diputar')).toBeVisible();
  await frame.evaluate((element) => { element.dataset.same = 'yes'; });
  const block = made.body.document.content[0].attrs.id;
  const told = await calls(author, 'POST', `/articles/${made.slug}/corrections`, { block, before: 'tiga', after: 'dua', reason: 'Angkanya keliru' });
  expect(told.status, await told.clone().text()).toBeLessThan(300);
  await expect(page.locator('.article__text')).toContainText('Airnya dua meter.', { timeout: 20_000 });
  await expect(frame).toHaveAttribute('data-same', 'yes');
  await expect(page.locator('.article__text')).toContainText('Penutup.');
  expect(asked).toBe(1);
});

test('an embed of another site is refused by the API', async () => {
  const author = person('Penulis Lain', 'author');
  const document = { type: 'doc', version: 1, content: [{ type: 'embed', attrs: { url: 'https://elsewhere.example/x', title: '' } }] };
  const refused = await calls(author, 'POST', '/articles', { headline: 'Ditolak', category: 'redaksi', body: { document } });
  expect(refused.status).toBe(422);
});
