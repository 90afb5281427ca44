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

test('an embed of another site is refused by the API', async () => {
  const author = person('Penulis Lain', 'author');
  const document = { type: 'doc', version: 1, content: [{ type: 'embed', attrs: { url: 'https://elsewhere.example/x', title: '' } }] };
  const refused = await calls(author, 'POST', '/articles', { headline: 'Ditolak', category: 'redaksi', body: { document } });
  expect(refused.status).toBe(422);
});
