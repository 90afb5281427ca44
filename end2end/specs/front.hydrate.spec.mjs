// The front page put together by hand, the line above every page, and what is read most.
import { expect, test } from '../fixtures.mjs';
import { calls, person, signIn, window } from '../people.mjs';

/** Waits until the page reacts. */
const awake = (page) => page.waitForFunction(() => history.scrollRestoration === 'manual');

/** A public story with this headline. */
async function story(who, headline) {
  const made = await calls(who, 'POST', '/articles', { headline, category: 'redaksi', body: { markdown: 'Teks contoh.' } });
  expect(made.status, await made.clone().text()).toBe(201);
  const { slug } = await made.json();
  expect((await calls(who, 'POST', `/articles/${slug}/publish`, {})).status).toBe(200);
  return slug;
}

test('an editor picks the lead, and lets it go again', async ({ page }, { retry }) => {
  const editor = person('Editor Muka', 'editor');
  const headline = `Utama pilihan contoh ${retry}`;
  await story(editor, headline);
  await signIn(page, editor, '/editor/front');
  const lead = page.locator('#lead');
  await lead.getByRole('link', { name: 'Pilih berita' }).click();
  await page.locator('#lead').getByRole('searchbox').fill(headline);
  await page.locator('#lead').getByRole('button', { name: 'Cari' }).click();
  await page.locator('#lead').getByRole('button', { name: `Pasang: ${headline}` }).click();
  await expect(page).toHaveURL('/editor/front?kept');
  await expect(lead).toContainText('dipilih');
  await expect(page.frameLocator('.curate__frame').locator('.card--lead')).toContainText(headline);
  // As wide as a phone, and as a desktop.
  const frame = page.locator('.curate__frame');
  expect((await frame.boundingBox()).width).toBeLessThanOrEqual(392);
  await page.getByLabel('Layar lebar').check();
  expect((await frame.boundingBox()).width).toBeGreaterThanOrEqual(1280);
  await lead.getByRole('button', { name: /^Biarkan otomatis/ }).click();
  await expect(lead).toContainText('otomatis');
});

test('breaking news reaches an open page, and goes', async ({ page, browser }) => {
  const complaints = [];
  const editor = person('Editor Kilat', 'editor');
  const reader = await window(browser, complaints);
  await reader.clock.install();
  await reader.goto('/');
  await awake(reader);
  await signIn(page, editor, '/editor/front');
  await page.getByLabel('Teks', { exact: true }).fill('Gempa contoh di laut');
  await page.getByLabel('Tautan', { exact: true }).fill('/archive');
  await page.getByRole('button', { name: 'Tayangkan' }).click();
  await expect(page.getByText('Tayang sekarang, sampai')).toBeVisible();
  try {
    const line = reader.locator('.kilat');
    // The answer is kept for fifteen seconds by the browser, whose clock is not the page's.
    await expect(async () => {
      await reader.clock.fastForward(31_000);
      await expect(line).toContainText('Gempa contoh di laut', { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    await line.getByRole('button', { name: 'Tutup' }).click();
    await expect(line).toHaveCount(0);
    await reader.clock.fastForward(31_000);
    await expect(line).toHaveCount(0);
    // The same words once more are another line; it goes when its time is over, before anybody asks again.
    await page.getByLabel('Teks', { exact: true }).fill('Gempa contoh di laut');
    await page.getByRole('button', { name: 'Tayangkan' }).click();
    await expect(page.getByText('Tayang sekarang, sampai')).toBeVisible();
    await expect(async () => {
      await reader.clock.fastForward(31_000);
      await expect(line).toContainText('Gempa contoh di laut', { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    // Nobody answers any more.
    await reader.route('**/api/v1/breaking', () => {});
    await reader.clock.fastForward(31 * 60_000);
    await expect(line).toHaveCount(0);
  } finally {
    await page.getByRole('button', { name: 'Turunkan sekarang' }).click();
  }
  await expect(page.getByText('Tayang sekarang, sampai')).toHaveCount(0);
  expect(complaints).toEqual([]);
  await reader.context().close();
});

test('a story counts as read once a tab, when it was on screen for a while', async ({ page }) => {
  const editor = person('Editor Baca', 'editor');
  const slug = await story(editor, 'Dibaca sekali contoh');
  const told = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/read')) told.push(request.method());
  });
  await page.clock.install();
  await page.goto(`/articles/${slug}`);
  await awake(page);
  await page.clock.fastForward(9_000);
  expect(told).toEqual([]);
  const sent = page.waitForRequest((request) => request.url().endsWith('/read'));
  await page.clock.fastForward(2_000);
  await sent;
  await page.reload();
  await awake(page);
  await page.clock.fastForward(30_000);
  expect(told).toEqual(['POST']);
});
