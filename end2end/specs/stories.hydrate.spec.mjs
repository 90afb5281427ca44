// The list of stories: several at once, and lists that are kept.
import { expect, test } from '../fixtures.mjs';
import { calls, person, signIn } from '../people.mjs';

/** Waits until the page reacts. */
const awake = (page) => page.waitForFunction(() => history.scrollRestoration === 'manual');

/** A draft with this headline. */
async function draft(who, headline) {
  const answer = await calls(who, 'POST', '/articles', { headline, category: 'redaksi', body: { markdown: 'Teks contoh.' } });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}

test('several stories are moved at once, and each is answered for', async ({ page }, { retry }) => {
  const editor = person('Editor Daftar', 'editor');
  const names = [1, 2, 3].map((n) => `Daftar contoh ${retry} nomor ${n}`);
  const stories = [];
  for (const name of names) stories.push(await draft(editor, name));
  await signIn(page, editor, `/editor/stories?q=Daftar+contoh+${retry}`);
  await awake(page);
  const row = (name) => page.getByRole('row', { name });
  const bar = page.getByRole('form', { name: 'Tindakan' });
  await expect(bar).toBeHidden();
  await page.getByLabel(`Pilih: ${names[2]}`).check();
  await page.getByLabel(`Pilih: ${names[0]}`).click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('3 naskah dipilih');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.getByLabel('Pilih semua di halaman ini').check();
  // Meanwhile somebody else changes one of them.
  const changed = await calls(editor, 'POST', `/articles/${stories[1].id}/publish`, {});
  expect(changed.status).toBe(200);
  await bar.getByRole('combobox', { name: 'Tindakan' }).selectOption('Siap');
  await bar.getByRole('button', { name: 'Jalankan' }).click();
  await expect(page.getByText('2 selesai. Tidak dikerjakan:')).toBeVisible();
  // What was not done is a link with its reason, and stays chosen.
  const left = page.locator('.said__left');
  await expect(left.getByRole('link', { name: names[1] })).toHaveAttribute('href', `/editor/stories/${stories[1].id}`);
  await expect(left).toContainText('Keadaan naskah sudah berubah.');
  await expect(page.getByLabel(`Pilih: ${names[1]}`)).toBeChecked();
  await expect(page.getByLabel(`Pilih: ${names[0]}`)).not.toBeChecked();
  await expect(row(names[0])).toContainText('Siap:');
  await expect(row(names[1])).toContainText('Terbit:');
  await page.keyboard.press('Escape');
  // The story under focus, by its key.
  await row(names[0]).getByRole('link').focus();
  await page.keyboard.press('x');
  await expect(page.getByLabel(`Pilih: ${names[0]}`)).toBeChecked();
  await bar.getByRole('combobox', { name: 'Tindakan' }).selectOption('Hapus');
  await bar.getByRole('button', { name: 'Jalankan' }).click();
  await bar.getByRole('button', { name: 'Hapus naskah yang dipilih' }).click();
  await expect(page.getByText('1 selesai.')).toBeVisible();
  await expect(row(names[0])).toHaveCount(0);
});

test('a list is kept under a name and forgotten', async ({ page }) => {
  const author = person('Penulis Daftar', 'author');
  await signIn(page, author, '/editor/stories?status=draft');
  await awake(page);
  const views = page.getByRole('navigation', { name: 'Daftar yang disimpan' });
  await views.getByText('Simpan daftar ini').click();
  await views.getByLabel('Nama daftar').fill('Draf saya');
  await views.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByText('Daftar disimpan: Draf saya')).toBeVisible();
  await page.goto('/editor/stories');
  await awake(page);
  await views.getByRole('link', { name: 'Draf saya' }).click();
  await expect(page).toHaveURL('/editor/stories?status=draft');
  await views.getByRole('button', { name: 'Lupakan daftar ini' }).click();
  await expect(views.getByRole('link', { name: 'Draf saya' })).toHaveCount(0);
});
