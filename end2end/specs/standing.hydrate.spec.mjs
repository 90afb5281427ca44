// Standing pages: made, written with the stories' own surface, and never lost.
import { violations } from '../axe.mjs';
import { expect, test } from '../fixtures.mjs';
import { person, signIn, window } from '../people.mjs';

const surface = (page) => page.locator('.editor__text');
const state = (page) => page.locator('.bar__kept');

async function begin(page, who, title) {
  await signIn(page, who, '/editor/pages');
  await page.getByLabel('Judul').fill(title);
  await page.getByRole('button', { name: 'Buat dan tulis' }).click();
  await expect(surface(page)).toBeVisible();
}

test('a page is made, written and read', async ({ page, browser }) => {
  const complaints = [];
  await begin(page, person('Editor Halaman', 'editor'), 'Cara menghubungi kami');
  await expect(page).toHaveURL('/editor/pages/cara-menghubungi-kami');
  await surface(page).click();
  await page.keyboard.type('Tulis surat ke kantor redaksi.');
  await expect(state(page)).toHaveText(/Belum diterbitkan/);
  const reader = await window(browser, complaints);
  await reader.goto('/pages/cara-menghubungi-kami');
  await expect(reader.getByRole('main')).not.toContainText('kantor redaksi');
  await page.getByRole('button', { name: 'Terbitkan perubahan' }).click();
  await expect(state(page)).toHaveText(/^Terbit/);
  await reader.reload();
  await expect(reader.getByRole('main')).toContainText('Tulis surat ke kantor redaksi.');
  await expect(reader.getByRole('contentinfo').getByRole('link', { name: 'Cara menghubungi kami' })).toBeVisible();
  // Stories alone lead to other stories.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/baca');
  await expect(page.getByRole('option', { name: 'Baca juga' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('what is not published is there again after the tab was closed', async ({ page }) => {
  await begin(page, person('Editor Tutup', 'editor'), 'Halaman yang ditutup');
  await surface(page).click();
  await page.keyboard.type('Belum selesai.');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('warta-page-halaman-yang-ditutup') ?? '')).toContain('Belum selesai.');
  await page.reload();
  await expect(surface(page)).toContainText('Belum selesai.');
  await expect(page.getByText('dipulihkan dari peramban ini')).toBeVisible();
});

test('two editors of a page are told of each other', async ({ page, browser }) => {
  const complaints = [];
  await begin(page, person('Editor Pertama', 'editor'), 'Halaman bersama');
  const other = await window(browser, complaints);
  await signIn(other, person('Editor Kedua', 'editor'), '/editor/pages/halaman-bersama');
  await surface(other).click();
  await other.keyboard.type('Tulisan kedua.');
  await surface(page).click();
  await page.keyboard.type('Tulisan pertama.');
  await page.getByRole('button', { name: 'Terbitkan perubahan' }).click();
  await expect(state(page)).toHaveText(/^Terbit/);
  await other.getByRole('button', { name: 'Terbitkan perubahan' }).click();
  await expect(other.getByText('Orang lain menyimpan halaman ini lebih dulu')).toBeVisible();
  await expect(surface(other)).toContainText('Tulisan kedua.');
  await other.getByRole('button', { name: 'Terbitkan tulisan saya di atasnya' }).click();
  await expect(state(other)).toHaveText(/^Terbit/);
  await page.goto('/pages/halaman-bersama');
  await expect(page.getByRole('main')).toContainText('Tulisan kedua.');
  expect(complaints).toEqual([]);
});

test('list and page are accessible and fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await begin(page, person('Editor Ponsel', 'editor'), 'Halaman di ponsel');
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goto('/editor/pages');
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
