// A day's work: a contributor writes, an editor schedules, it appears by itself, a correction follows
// and the page that a reader has open shows it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../script/site.mjs';
import { awake, expect, test } from '../fixtures.mjs';
import { person, signIn, window } from '../people.mjs';

const surface = (page) => page.locator('.editor__text');
const kept = (page) => expect(page.locator('.bar__kept')).toHaveText(/Tersimpan/);
const photo = (name) => join(ROOT, 'demo/media', name);

/** What a browser does when somebody pastes. */
async function paste(page, html) {
  await surface(page).evaluate((element, html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

test('from an empty page to a correction', async ({ page, browser }) => {
  test.slow();
  const complaints = [];
  const contributor = person('Kontributor Harian', 'contributor');
  const editor = person('Editor Harian', 'editor');

  await signIn(page, contributor, '/editor/stories');
  await page.getByRole('button', { name: 'Naskah baru' }).click();
  await expect(surface(page)).toBeVisible();
  const path = new URL(page.url()).pathname;
  await page.getByLabel('Judul', { exact: true }).fill('Pasar pagi dibuka lebih awal');
  await page.getByLabel('Teras', { exact: true }).fill('Teks contoh untuk satu hari kerja di ruang redaksi.');
  await surface(page).click();
  await paste(page, await readFile(new URL('../writing/pasted/word.html', import.meta.url), 'utf8'));
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Paragraf penutup dengan angka 12.');
  await page.keyboard.press('Enter');

  // Three pictures at once, from this machine into the library and on into the text.
  await page.keyboard.type('/gambar');
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Pilih gambar' });
  await picker.locator('input[type="file"]').setInputFiles([photo('coffee.jpg'), photo('flower.jpg'), photo('cat.jpg')]);
  const use = picker.getByRole('button', { name: /^Pakai/ });
  await expect(use).toHaveText('Pakai (3)', { timeout: 30_000 });
  await use.click();
  await expect(surface(page).locator('img')).toHaveCount(3);
  await paste(page, '<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ</p>');
  for (const credit of await surface(page).getByRole('textbox', { name: 'Kredit' }).all()) await credit.fill('Contoh');
  await surface(page).getByText('Paragraf penutup').click();
  await kept(page);
  await page.getByRole('button', { name: 'Serahkan untuk diperiksa' }).click();
  await expect(page.locator('.bar__state')).toContainText('Dalam pemeriksaan');
  await expect(page.getByRole('button', { name: 'Terbitkan' }), 'that is for others').toBeHidden();

  // The editor finds it, reads it as its readers will, and sets its time.
  const desk = await window(browser, complaints);
  await signIn(desk, editor, '/editor/stories?status=in_review');
  await desk.getByRole('link', { name: 'Pasar pagi dibuka lebih awal' }).click();
  await expect(surface(desk).locator('img')).toHaveCount(3);
  await desk.getByRole('button', { name: 'Pratinjau' }).click();
  await expect(desk.frameLocator('iframe.preview').locator('h1')).toHaveText('Pasar pagi dibuka lebih awal');
  await desk.getByRole('dialog', { name: 'Pratinjau' }).getByRole('button', { name: 'Tutup' }).click();
  await desk.getByRole('tab', { name: /Catatan/ }).click();
  await surface(desk).getByText('Paragraf penutup').click();
  await desk.getByRole('button', { name: 'Tentang paragraf di kursor' }).click();
  await desk.getByLabel('Catatan baru').fill('@Kontributor Harian angkanya sudah dicek.');
  await desk.getByRole('button', { name: 'Simpan catatan' }).click();
  await expect(desk.locator('.note')).toContainText('angkanya sudah dicek');
  await expect(desk.locator('.note')).toContainText('Paragraf penutup');
  await page.goto('/editor/notices');
  await expect(page.locator('.notices__one').first()).toContainText(/Editor Harian .*Pasar pagi dibuka lebih awal/);
  await desk.getByRole('button', { name: 'Jadwalkan' }).click();
  const soon = await desk.evaluate(() => {
    const parts = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Jakarta', dateStyle: 'short', timeStyle: 'medium' }).format(Date.now() + 8000);
    return parts.replace(' ', 'T');
  });
  const when = desk.getByLabel('Terbit pada');
  await when.evaluate((field) => field.setAttribute('step', '1'));
  await when.fill(soon);
  await desk.getByRole('dialog', { name: 'Jadwalkan' }).getByRole('button', { name: 'Jadwalkan' }).click();
  await expect(desk.locator('.bar__state')).toContainText('Terjadwal');

  const reader = await window(browser, complaints);
  const address = '/articles/pasar-pagi-dibuka-lebih-awal';
  await expect.poll(async () => (await fetch(`${process.env.WARTA_URL}${address}`)).status, { timeout: 20_000 }).toBe(200);
  await reader.goto(address);
  await expect(reader.locator('.article__text')).toContainText('Paragraf penutup dengan angka 12.');
  await awake(reader);

  await desk.reload();
  await expect(surface(desk)).toBeVisible();
  await surface(desk).getByText('Paragraf penutup').click();
  await desk.getByText('Lainnya', { exact: true }).click();
  await desk.getByRole('button', { name: 'Koreksi' }).click();
  const sheet = desk.getByRole('dialog', { name: 'Koreksi' });
  await sheet.getByLabel('Menjadi').fill('Paragraf penutup dengan angka 13.');
  await sheet.getByLabel('Alasan').fill('Salah hitung');
  await sheet.getByRole('button', { name: 'Terbitkan koreksi' }).click();
  await expect(sheet).toBeHidden();
  await expect(reader.locator('.article__text'), 'without reloading').toContainText('angka 13.');
  await expect(reader.locator('.corrections')).toContainText('Salah hitung');
  await reader.getByRole('link', { name: 'Riwayat koreksi' }).click();
  await expect(reader.locator('main del')).toContainText('angka 12.');
  expect(complaints).toEqual([]);
  expect(path).toMatch(/^\/editor\/stories\/\d+$/);
});

test('the library takes several files, says what it does not take, and is searched', async ({ page, expected }) => {
  expected.push(/\b415\b/);
  await signIn(page, person('Fotografer Contoh', 'author'), '/editor/media');
  await page.waitForFunction(() => history.scrollRestoration === 'manual');
  const before = await page.locator('.shot').count();
  await page.locator('input[type="file"]').setInputFiles([
    { name: 'rocket.jpg', mimeType: 'image/jpeg', buffer: await readFile(photo('rocket.jpg')) },
    { name: 'gambar.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  ]);
  await expect(page.locator('.upload--refused')).toContainText('Simpan sebagai JPEG');
  await page.locator('.upload--refused').getByRole('button', { name: 'Tutup' }).click();
  await expect(page.locator('.upload')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('.shot'), 'the new one stands in front').toHaveCount(before + 1);
  await page.locator('.shot').first().click();
  const about = page.locator('.pict');
  await about.getByLabel('Teks alternatif').fill('Roket di landasan pada senja contoh');
  await about.getByLabel('Kredit').fill('Contoh');
  await about.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.locator('.shot').first().locator('img')).toHaveAttribute('alt', 'Roket di landasan pada senja contoh');
  await page.getByRole('searchbox', { name: 'Cari gambar' }).fill('senja contoh');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await expect(page.locator('.shot')).toHaveCount(1);
  await page.locator('.shot').click();
  page.once('dialog', (dialog) => dialog.accept());
  await page.locator('.pict').getByRole('button', { name: 'Hapus' }).click();
  await expect(page.locator('.shot')).toHaveCount(0);
});
