// The desk decides from the keyboard, and what one decides the others see.
import { violations } from '../axe.mjs';
import { awake, expect, test } from '../fixtures.mjs';
import { person, says, signIn, window } from '../people.mjs';

const DESK = '/editor/moderation';
const row = (page, text) => page.locator('li.entry').filter({ has: page.locator('.entry__text', { hasText: text }) });

/** Opens the desk and waits until it hears of what happens. */
const openDesk = async (page, who) => {
  await signIn(page, who, DESK);
  await expect(page.locator('.desk__live')).toBeVisible();
};
/** Gives the keys to a row. */
const take = async (page, text) => {
  await row(page, text).focus();
  await expect(row(page, text)).toHaveClass(/entry--current/);
};

test('a moderator decides from the keyboard and the open page follows', async ({ page, browser }) => {
  const slug = 'tiga-zona-waktu-indonesia-dan-pergeseran-pada-1988';
  const complaints = [];
  const wulan = person('Wulan Contoh', 'reader');
  await says(wulan, slug, 'Wulan bertanya sesuatu');
  await says(wulan, slug, 'Wulan keluar dari topik');
  const reader = await window(browser, complaints);
  await reader.goto(`/articles/${slug}`);
  await awake(reader);

  await openDesk(page, person('Moderator Satu', 'moderator'));
  await take(page, 'Wulan bertanya');
  await page.keyboard.press('a');
  await expect(row(page, 'Wulan bertanya')).toContainText('Disetujui oleh Moderator Satu');
  await reader.getByRole('button', { name: /1 komentar baru/ }).click();
  await expect(reader.locator('li.c').filter({ hasText: 'Wulan bertanya sesuatu' })).toBeVisible();

  // A rejection asks for its reason first.
  await take(page, 'Wulan keluar');
  await page.keyboard.press('r');
  await expect(row(page, 'Wulan keluar').getByRole('radio', { name: 'Di luar topik berita' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('r');
  await expect(row(page, 'Wulan keluar')).toContainText('Ditolak oleh Moderator Satu: Di luar topik berita');

  await page.keyboard.press('u');
  await expect(row(page, 'Wulan keluar')).toContainText('Diurungkan oleh Moderator Satu');
  await take(page, 'Wulan bertanya');
  await page.keyboard.press('p');
  await expect(row(page, 'Wulan bertanya')).toContainText('Pilihan redaksi');
  await expect(reader.locator('li.c').filter({ hasText: 'Wulan bertanya sesuatu' })).toContainText('Pilihan redaksi');

  await page.keyboard.press('?');
  await expect(page.getByText('urungkan yang terakhir')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('two moderators do not decide the same unknowingly', async ({ page, browser }) => {
  const slug = 'dahlia-bunga-nasional-meksiko-sejak-1963';
  const complaints = [];
  await says(person('Xena Contoh', 'reader'), slug, 'Diputuskan oleh salah satu');
  await openDesk(page, person('Moderator Dua', 'moderator'));
  const other = await window(browser, complaints);
  await openDesk(other, person('Moderator Tiga', 'editor'));

  await row(other, 'Diputuskan oleh').locator('.entry__acts').getByRole('button', { name: 'Tandai spam' }).click();
  await expect(row(other, 'Diputuskan oleh')).toContainText('Ditandai spam oleh Moderator Tiga');
  await expect(row(page, 'Diputuskan oleh')).toContainText('Ditandai spam oleh Moderator Tiga');

  // What comes in waits for a press, so that nothing moves under the hand.
  await says(person('Yasmin Contoh', 'reader'), slug, 'Datang kemudian');
  const news = page.getByRole('button', { name: /Muat komentar baru/ });
  await expect(news).toBeVisible();
  await expect(row(page, 'Datang kemudian')).toHaveCount(0);
  await news.click();
  await expect(row(page, 'Datang kemudian')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('several are decided at once, and an account is banned from its comment', async ({ page }) => {
  const slug = 'huruf-berkait-dan-huruf-tanpa-kait';
  const zaki = person('Zaki Contoh', 'reader');
  for (const text of ['Iklan pertama Zaki', 'Iklan kedua Zaki', 'Iklan ketiga Zaki']) await says(zaki, slug, text);
  await openDesk(page, person('Moderator Empat', 'moderator'));
  for (const text of ['Iklan pertama', 'Iklan kedua']) await row(page, text).getByRole('checkbox').check();
  const together = page.getByRole('form', { name: 'Putuskan bersama' });
  await expect(together).toContainText('2 dipilih');
  await together.getByRole('button', { name: 'Tandai spam' }).click();
  for (const text of ['Iklan pertama', 'Iklan kedua']) {
    await expect(row(page, text)).toContainText('Ditandai spam oleh Moderator Empat');
  }

  await take(page, 'Iklan ketiga');
  await page.keyboard.press('b');
  const ban = row(page, 'Iklan ketiga').locator('.more__ban');
  await ban.getByLabel('Alasan, dibaca pemilik akun').fill('Iklan');
  await ban.getByRole('button', { name: 'Blokir' }).click();
  await expect(row(page, 'Iklan ketiga').getByRole('button', { name: 'Buka blokir' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark']) {
  test(`the newsroom has no accessibility violation, ${colorScheme}`, async ({ page, hydrated }) => {
    await page.emulateMedia({ colorScheme });
    await says(person('Akses Contoh', 'reader'), 'utf-8-satu-cara-menulis-semua-aksara', `Untuk diperiksa, ${colorScheme}`);
    const moderator = person('Moderator Lima', 'administrator');
    await openDesk(page, moderator);
    expect(await violations(page), 'the desk').toEqual([]);
    await page.goto('/editor');
    await hydrated();
    expect(await violations(page), 'the start').toEqual([]);
    for (const path of ['/editor/moderation/search?q=diperiksa', '/editor/moderation/log', '/account', '/account/notices']) {
      await page.goto(path);
      expect(await violations(page), path).toEqual([]);
    }
  });
}
