// Readers take part while they read: what one does, the others see.
import { awake, expect, REFERENCE, test } from '../fixtures.mjs';
import { calls, person, says, signIn, window } from '../people.mjs';

const story = (slug) => `/articles/${slug}`;

const thread = (page) => page.getByRole('region', { name: 'Komentar' });
const comment = (page, text) => thread(page).locator('li.c').filter({ has: page.locator('> .c__text', { hasText: text }) });
const write = async (page, text) => {
  await thread(page).getByRole('textbox', { name: 'Tulis komentar' }).fill(text);
  await thread(page).getByRole('button', { name: 'Kirim' }).first().click();
};

test('two browsers and one without script on the same story', async ({ page, browser }) => {
  test.setTimeout(90_000);
  const complaints = [];
  const rina = person('Rina Contoh');
  const tono = person('Tono Contoh');
  const other = await window(browser, complaints);
  const plain = await window(browser, complaints, { javaScriptEnabled: false });

  await signIn(page, rina, REFERENCE);
  await awake(page);
  await other.goto(REFERENCE);
  await awake(other);
  await plain.goto(REFERENCE);
  // Both are connected before the first word.
  await expect(thread(other).getByText(/\d+ orang membaca/)).toBeVisible();

  await write(page, 'Kalimat **pertama** dari Rina');
  const own = comment(page, 'Kalimat pertama dari Rina');
  await expect(own).toBeVisible();
  await expect(own.locator('strong')).toHaveText('pertama');
  await expect(thread(page).getByRole('textbox', { name: 'Tulis komentar' })).toHaveValue('');
  // At once after it, the page may still be the one from before; what is one's own waits for nothing.
  await page.reload();
  await awake(page);
  await expect(own).toBeVisible();

  // What is being read stays where it is until the reader asks.
  const news = thread(other).getByRole('button', { name: /1 komentar baru/ });
  await expect(news).toBeVisible();
  await expect(comment(other, 'Kalimat pertama dari Rina')).toHaveCount(0);
  await news.click();
  const seen = comment(other, 'Kalimat pertama dari Rina');
  await expect(seen).toBeVisible();
  await expect(seen.locator('.badge')).toHaveText('Redaksi');

  // Without script it is in the page, and one answers with a form.
  await signIn(plain, tono, REFERENCE);
  const printed = comment(plain, 'Kalimat pertama dari Rina');
  await expect(printed).toBeVisible();
  await expect(thread(plain).getByRole('button', { name: 'Tebal' })).toBeHidden();
  await thread(plain).getByRole('textbox', { name: 'Tulis komentar' }).fill('Sudah *cukup* jelas');
  await thread(plain).getByRole('button', { name: 'Pratinjau' }).click();
  await expect(plain.getByRole('main').locator('em')).toHaveText('cukup');
  await expect(plain.getByRole('textbox', { name: /[Kk]omentar/ })).toHaveValue('Sudah *cukup* jelas');
  await plain.goto(REFERENCE);
  await printed.getByRole('link', { name: 'Balas' }).click();
  await plain.getByRole('textbox', { name: /[Bb]alas|[Kk]omentar/ }).fill('Jawaban Tono tanpa skrip');
  await plain.getByRole('main').getByRole('button', { name: 'Kirim' }).click();
  await expect(plain.getByText('Jawaban Tono tanpa skrip')).toBeVisible();

  // An answer slots in below what it answers, in both.
  for (const reader of [page, other]) {
    await expect(comment(reader, 'Jawaban Tono tanpa skrip')).toBeVisible();
    await expect(comment(reader, 'Jawaban Tono tanpa skrip')).toHaveClass(/c--1/);
    await expect(thread(reader).locator('.comments__head')).toContainText('2 komentar');
  }

  // An edit and a like show in place.
  await own.getByRole('link', { name: 'Sunting' }).click();
  await own.getByRole('textbox').fill('Kalimat kedua dari Rina');
  await own.getByRole('button', { name: 'Simpan' }).click();
  await expect(comment(other, 'Kalimat kedua dari Rina')).toContainText('disunting');
  await comment(page, 'Jawaban Tono').getByRole('link', { name: /Suka/ }).click();
  await expect(comment(other, 'Jawaban Tono').getByRole('link', { name: /Suka 1/ })).toBeVisible();

  // Taken back: the place stays as long as an answer stands under it.
  page.on('dialog', (dialog) => dialog.accept());
  await comment(page, 'Kalimat kedua').getByRole('link', { name: 'Hapus' }).click();
  await expect(thread(other).getByText('Komentar ini dihapus.')).toBeVisible();
  await expect(comment(other, 'Jawaban Tono')).toBeVisible();
  await expect(thread(other).locator('.comments__head')).toContainText('1 komentar');
  expect(complaints).toEqual([]);
});

test('a first comment waits, and only its author sees it', async ({ page, browser }) => {
  const complaints = [];
  const address = story('kalender-yang-melompati-sepuluh-hari');
  const baru = person('Baru Contoh', 'reader');
  await signIn(page, baru, address);
  await awake(page);
  const other = await window(browser, complaints);
  await other.goto(address);
  await awake(other);
  // The rule against machines: nobody writes a comment in no time.
  const field = thread(page).getByRole('textbox', { name: 'Tulis komentar' });
  await field.pressSequentially('Komentar pertama saya di sini', { delay: 120 });
  await thread(page).getByRole('button', { name: 'Kirim' }).first().click();
  await expect(comment(page, 'Komentar pertama saya')).toContainText('Menunggu persetujuan');
  await page.reload();
  await awake(page);
  await expect(comment(page, 'Komentar pertama saya')).toContainText('Menunggu persetujuan');
  await other.reload();
  await awake(other);
  await expect(comment(other, 'Komentar pertama saya')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('whoever is not signed in does so where the text is, and the text is sent', async ({ page }) => {
  const sari = person('Sari Contoh');
  await page.goto(story('ejaan-bahasa-indonesia-dari-masa-ke-masa'));
  await awake(page);
  await write(page, 'Ditulis sebelum masuk');
  await thread(page).getByLabel('Surel').fill(sari.email);
  await thread(page).getByLabel('Kata sandi').fill(sari.password);
  await thread(page).getByRole('button', { name: 'Masuk' }).click();
  await expect(comment(page, 'Ditulis sebelum masuk')).toBeVisible();
  await expect(comment(page, 'Ditulis sebelum masuk')).toHaveCount(1);
});

test('a text survives a closed tab and a lost connection', async ({ page, context, expected }) => {
  const address = story('grace-hopper-dan-gagasan-bahwa-komputer-dapat-diperintah-dengan-kata');
  const wati = person('Wati Contoh');
  await signIn(page, wati, address);
  await awake(page);
  const field = thread(page).getByRole('textbox', { name: 'Tulis komentar' });
  await field.fill('Belum selesai ditulis');
  await page.reload();
  await awake(page);
  await expect(field).toHaveValue('Belum selesai ditulis');

  expected.push(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await thread(page).getByRole('button', { name: 'Kirim' }).first().click();
  await expect(thread(page).getByRole('alert').first()).toContainText('Belum terkirim');
  await expect(field).toHaveValue('Belum selesai ditulis');
  await context.setOffline(false);
  await thread(page).getByRole('button', { name: 'Kirim' }).first().click();
  await expect(comment(page, 'Belum selesai ditulis')).toHaveCount(1);
  await expect(field).toHaveValue('');
});

test('the preview is what is shown later', async ({ page }) => {
  const dewi = person('Dewi Contoh');
  await signIn(page, dewi, story('garis-wallace-batas-di-antara-bali-dan-lombok'));
  await awake(page);
  const text = 'Satu *miring*, [tautan](https://example.org).\n\n> kutipan\n\n- butir';
  await thread(page).getByRole('textbox', { name: 'Tulis komentar' }).fill(text);
  await thread(page).getByRole('button', { name: 'Pratinjau' }).click();
  const preview = await thread(page).locator('.composer__preview').innerHTML();
  expect(preview).toContain('rel="nofollow ugc noopener"');
  // Pressed twice, it is sent once.
  await thread(page).getByRole('button', { name: 'Kirim' }).first().dblclick();
  await expect(comment(page, 'Satu miring').locator('blockquote')).toHaveText('kutipan');
  await expect.poll(() => comment(page, 'Satu miring').locator('> .c__text').innerHTML()).toBe(preview);
  await expect(comment(page, 'Satu miring')).toHaveCount(1);
});

test('tabs with one story share its stream', async ({ context, browser, baseURL }) => {
  const address = story('g20-forum-tanpa-sekretariat-tetap');
  const streams = [];
  context.on('request', (request) => {
    if (request.url().includes('/comments/stream')) streams.push(request.url());
  });
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(baseURL + address);
    await awake(tab);
  }
  const writer = await window(browser, []);
  await signIn(writer, person('Yuli Contoh'), address);
  await awake(writer);
  await write(writer, 'Terdengar di semua tab');
  for (const tab of tabs) {
    await expect(thread(tab).getByRole('button', { name: /1 komentar baru/ })).toBeVisible();
  }
  expect(streams.length).toBe(1);
});

test('a tab that wakes late, and a reply to what still waits, miss nothing', async ({ context, baseURL }) => {
  const slug = 'dari-biji-ke-cangkir-yang-menentukan-rasa-secangkir-espreso';
  const wira = person('Wira Contoh');
  const [early, late] = [await context.newPage(), await context.newPage()];
  for (const tab of [early, late]) await tab.goto(`${baseURL}/articles/${slug}`);
  await awake(early);
  const first = await says(wira, slug, 'Ditulis selagi tab kedua tidur');
  await says(wira, slug, 'Balasan untuk yang belum ditampilkan', first.id);
  await expect(thread(early).getByRole('button', { name: /komentar baru/ })).toBeVisible();
  await awake(late);
  await says(wira, slug, 'Ditulis setelah tab kedua bangun');
  for (const tab of [early, late]) {
    await expect(thread(tab).getByRole('button', { name: /3 komentar baru/ })).toBeVisible();
    await thread(tab).getByRole('button', { name: /3 komentar baru/ }).click();
    await expect(comment(tab, 'Ditulis selagi tab kedua tidur')).toBeVisible();
    await expect(comment(tab, 'Balasan untuk yang belum ditampilkan')).toHaveClass(/c--1/);
  }
});

test('a change being typed stays when somebody likes the comment, and own deletion spares replies', async ({ page }) => {
  const slug = 'eileen-collins-perempuan-pertama-yang-memimpin-misi-pesawat-ulang-alik';
  const [vina, teman] = [person('Vina Contoh'), person('Teman Contoh')];
  const { id } = await says(vina, slug, 'Ditulis Vina');
  await signIn(page, vina, story(slug));
  await awake(page);
  const own = page.locator(`#c-${id}`);
  await own.getByRole('link', { name: 'Sunting' }).click();
  await own.getByRole('textbox').fill('Sedang diubah');
  await calls(teman, 'POST', `/comments/${id}/vote`);
  await expect(own.getByRole('link', { name: 'Suka 1' })).toBeVisible();
  await expect(own.getByRole('textbox')).toHaveValue('Sedang diubah');
  await own.getByRole('button', { name: 'Simpan' }).click();
  await expect(own.locator('> .c__text')).toHaveText('Sedang diubah');

  await says(teman, slug, 'Balasan teman', id);
  await expect(comment(page, 'Balasan teman')).toBeVisible();
  page.on('dialog', (dialog) => dialog.accept());
  await own.locator('> .c__acts').getByRole('link', { name: 'Hapus' }).click();
  await expect(own).toHaveText('Komentar ini dihapus.');
  await expect(comment(page, 'Balasan teman')).toBeVisible();
});

test('without a stream the delta brings what is said', async ({ page, expected }) => {
  // Two tries to connect, and then the pace of the delta.
  test.setTimeout(120_000);
  const slug = 'istana-musim-panas-beijing-taman-kekaisaran-di-tepi-danau';
  // The browser itself tells of requests that fail; nothing else may.
  expected.push(/ERR_FAILED.*comments\/stream/);
  await page.route('**/comments/stream*', (route) => route.abort());
  const delta = page.waitForResponse((response) => response.url().includes('/comments/events'));
  await page.goto(story(slug));
  await awake(page);
  await delta;
  await says(person('Kurir Contoh'), slug, 'Datang tanpa aliran');
  await expect(thread(page).getByRole('button', { name: /1 komentar baru/ })).toBeVisible({ timeout: 60_000 });
});

test('a hidden page lets its stream go and catches up when it is shown', async ({ page }) => {
  const slug = 'natural-earth-peta-dunia-yang-boleh-dipakai-siapa-saja';
  const [kurir, opened] = [person('Tamu Contoh'), []];
  page.on('request', (request) => request.url().includes('/comments/stream') && opened.push(request.url()));
  const show = (shown) =>
    page.evaluate((shown) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, shown);
  await page.goto(story(slug));
  await awake(page);
  await expect.poll(() => opened.length).toBe(1);
  // Whichever the browser calls it; on a slow machine it comes while the comment is still being sent.
  const stream = (request) => request.url().includes('/comments/stream');
  const closed = Promise.race(['requestfinished', 'requestfailed'].map((event) => page.waitForEvent(event, stream)));
  await show(false);
  await says(kurir, slug, 'Ditulis saat halaman tersembunyi');
  await closed;
  await says(kurir, slug, 'Ditulis setelah aliran ditutup');
  await show(true);
  await expect(thread(page).getByRole('button', { name: /2 komentar baru/ })).toBeVisible({ timeout: 15_000 });
  expect(opened.length).toBe(2);
});
