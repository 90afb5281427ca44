// The story editor: what is typed is kept, seen by colleagues, merged, shown and published.
import { violations } from '../axe.mjs';
import { expect, test } from '../fixtures.mjs';
import { calls, person, signIn, window } from '../people.mjs';

const surface = (page) => page.locator('.editor__text');
const kept = (page) => expect(page.locator('.bar__kept')).toHaveText(/Tersimpan/);

/** A draft made by the API; answers with its id. */
async function draft(who, headline, markdown = 'Paragraf pertama.\n\nParagraf kedua.') {
  const response = await calls(who, 'POST', '/articles', { headline, category: 'redaksi', body: { markdown } });
  const text = await response.text();
  expect(response.status, text).toBe(201);
  return JSON.parse(text).id;
}

async function open(page, who, id) {
  await signIn(page, who, `/editor/stories/${id}`);
  await expect(surface(page)).toBeVisible();
}

/** Types at the end of a paragraph. */
async function type(page, paragraph, text) {
  await surface(page).locator('p').nth(paragraph).click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

test('what is typed is kept, published, and read', async ({ page, browser }) => {
  const complaints = [];
  const editor = person('Editor Satu', 'editor');
  const id = await draft(editor, 'Judul sementara');
  await open(page, editor, id);
  await type(page, 0, ' Ditambah di peramban.');
  await kept(page);
  await page.getByLabel('Judul', { exact: true }).fill('Judul yang jadi');
  await kept(page);
  await page.reload();
  await expect(surface(page)).toContainText('Ditambah di peramban.');
  await expect(page.getByLabel('Judul', { exact: true })).toHaveValue('Judul yang jadi');

  await page.getByRole('button', { name: 'Terbitkan', exact: true }).click();
  await page.getByRole('button', { name: 'Terbitkan sekarang' }).click();
  await expect(page.locator('.bar__state')).toContainText('Naskah terbit.');
  const reader = await window(browser, complaints);
  await reader.goto('/articles/judul-yang-jadi');
  await expect(reader.locator('.article__text')).toContainText('Ditambah di peramban.');

  // Of a public story only what is published is read.
  await type(page, 1, ' Belum untuk pembaca.');
  await kept(page);
  await reader.reload();
  await expect(reader.locator('.article__text')).not.toContainText('Belum untuk pembaca.');
  await page.getByRole('button', { name: 'Terbitkan perubahan' }).click();
  await page.getByRole('button', { name: 'Terbitkan sekarang' }).click();
  await expect(page.getByRole('button', { name: 'Terbitkan perubahan' })).toBeHidden();
  await reader.reload();
  await expect(reader.locator('.article__text')).toContainText('Belum untuk pembaca.');
  expect(complaints).toEqual([]);
});

test('two who write the same story merge piece by piece', async ({ page, browser }) => {
  const complaints = [];
  const one = person('Editor Dua', 'editor');
  const two = person('Editor Tiga', 'editor');
  const id = await draft(one, 'Naskah berdua');
  const other = await window(browser, complaints);
  await open(page, one, id);
  await open(other, two, id);
  await expect(page.locator('.bar__face').first()).toBeVisible({ timeout: 20_000 });

  // Both type before either has heard of the other.
  await other.context().setOffline(true);
  await type(other, 0, ' Kata Tiga.');
  await expect(other.locator('.bar__kept')).toHaveText(/Luring/);
  await type(page, 0, ' Kata Dua.');
  await type(page, 1, ' Tambahan Dua.');
  await kept(page);
  await other.context().setOffline(false);
  const sheet = other.getByRole('dialog', { name: 'Orang lain menyimpan lebih dulu' });
  await expect(sheet).toBeVisible({ timeout: 15_000 });
  await expect(sheet.locator('.merge__row--both')).toContainText(['Kata Tiga.']);
  await expect(sheet.locator('.merge__row--both')).toContainText(['Kata Dua.']);
  await sheet.getByRole('button', { name: 'Pakai gabungan ini' }).click();
  await kept(other);
  await expect(surface(other).locator('p').nth(0)).toContainText('Kata Tiga.');
  await expect(surface(other).locator('p').nth(1)).toContainText('Tambahan Dua.');
  await expect(surface(page).locator('p').nth(0), 'and the other tab follows').toContainText('Kata Tiga.', { timeout: 20_000 });
  expect(complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([]);
});

test('a tab that is closed while one types loses nothing', async ({ page, context, expected }) => {
  expected.push(/ERR_INTERNET_DISCONNECTED/);
  const editor = person('Editor Empat', 'editor');
  const id = await draft(editor, 'Naskah yang ditinggal');
  await open(page, editor, id);
  await context.setOffline(true);
  await type(page, 1, ' Diketik saat luring.');
  await expect(page.locator('.bar__kept')).toHaveText(/Luring/);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/editor/stories/${id}`);
  await expect(surface(again)).toContainText('Diketik saat luring.');
  await kept(again);
});

test('a session that ends meanwhile is begun again in place', async ({ page, context, expected }) => {
  const editor = person('Editor Lima', 'editor');
  const id = await draft(editor, 'Naskah tanpa sesi');
  await open(page, editor, id);
  await context.clearCookies();
  expected.push(/401/);
  await type(page, 0, ' Setelah sesi berakhir.');
  const sheet = page.getByRole('dialog', { name: 'Masuk lagi' });
  await expect(sheet).toBeVisible();
  await sheet.getByLabel('Surel').fill(editor.email);
  await sheet.getByLabel('Kata sandi').fill(editor.password);
  await sheet.getByRole('button', { name: 'Masuk lagi' }).click();
  await kept(page);
  await expect(surface(page)).toContainText('Setelah sesi berakhir.');
});

test('history shows what changed and brings it back; the draft is shown as its page', async ({ page }) => {
  const editor = person('Editor Enam', 'editor');
  const id = await draft(editor, 'Naskah dengan riwayat', 'Air naik cepat.');
  const changed = await calls(editor, 'GET', `/articles/${id}`);
  const etag = changed.headers.get('etag');
  expect(etag).toBeTruthy();
  await open(page, editor, id);
  await type(page, 0, ' Sekali.');
  await kept(page);
  await page.getByRole('tab', { name: 'Riwayat' }).click();
  await page.locator('.past button').last().click();
  const sheet = page.getByRole('dialog', { name: 'Bandingkan dengan sekarang' });
  await expect(sheet.locator('ins')).toContainText('Sekali.');
  await sheet.getByRole('button', { name: 'Pulihkan versi ini' }).click();
  await expect(surface(page)).not.toContainText('Sekali.');

  await page.getByRole('button', { name: 'Pratinjau' }).click();
  const frame = page.frameLocator('iframe.preview');
  await expect(frame.locator('h1')).toHaveText('Naskah dengan riwayat');
  await page.getByRole('dialog', { name: 'Pratinjau' }).getByRole('button', { name: 'Tutup' }).click();
});

for (const colorScheme of ['light', 'dark']) {
  test(`the story editor has nothing that axe complains of, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const editor = person('Editor Tujuh', 'editor');
    const id = await draft(editor, 'Naskah untuk pemeriksaan');
    await open(page, editor, id);
    expect(await violations(page)).toEqual([]);
  });
}
