// Looking for a story, with script and without.
import { expect, REFERENCE, test } from '../fixtures.mjs';

test('the masthead leads to the search, which finds every form of a word', async ({ page }) => {
  await page.goto('/');
  const door = page.getByRole('banner').getByRole('link', { name: 'Cari berita' });
  const box = await door.boundingBox();
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  await door.click();
  await expect(page).toHaveURL('/search');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cari berita');

  await page.getByLabel('Kata yang dicari').fill('dibahas bilateral');
  await page.getByRole('button', { name: 'Cari' }).click();
  await expect(page).toHaveURL(/\/search\?q=dibahas\+bilateral/);
  const results = page.getByRole('list', { name: 'Hasil pencarian' });
  await expect(results.locator(`a[href="${REFERENCE}"]`)).toBeVisible();
  await expect(results.locator('mark').first()).toBeVisible();
  await expect(page.getByLabel('Kata yang dicari')).toHaveValue('dibahas bilateral');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');

  await results.locator(`a[href="${REFERENCE}"]`).click();
  await expect(page).toHaveURL(REFERENCE);
  await page.goBack();
  await expect(results.locator(`a[href="${REFERENCE}"]`)).toBeVisible();
});

test('an answer is narrowed by section and by day', async ({ page }) => {
  await page.goto('/search?q=bahas');
  await page.getByRole('combobox', { name: 'Rubrik' }).selectOption('international');
  await page.getByLabel('Terbit sejak').fill('2024-11-20');
  await page.getByRole('button', { name: 'Cari' }).click();
  const results = page.getByRole('list', { name: 'Hasil pencarian' });
  await expect(results.locator(`a[href="${REFERENCE}"]`)).toBeVisible();
  for (const category of await results.locator('.meta > span:first-child').allTextContents()) {
    expect(category).toBe('International');
  }
  await page.getByLabel('Terbit sampai').fill('1999-01-01');
  await page.getByRole('button', { name: 'Cari' }).click();
  await expect(page.getByText('Tidak ada berita yang cocok.')).toBeVisible();
});

test('what is typed stays text', async ({ page }) => {
  await page.goto(`/search?q=${encodeURIComponent('<b>x</b> "kota tua" OR -NEAR*')}`);
  await expect(page.getByLabel('Kata yang dicari')).toHaveValue('<b>x</b> "kota tua" OR -NEAR*');
  await expect(page.getByText('Tidak ada berita yang cocok.')).toBeVisible();
});

test('it fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/search?q=bahas');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
