// Somebody is invited, comes in by the link, and is kept out again: all of it by forms and links.
import { expect, test } from '../fixtures.mjs';
import { person, signIn, window } from '../people.mjs';

const PASSWORD = 'empat kata tidak biasa';

test('an administrator invites somebody and disables the account later', async ({ page, browser, expected }) => {
  const complaints = [];
  expected.push(/\b422\b.*\/editor\/people/);
  const administrator = person('Pengelola Orang', 'administrator');
  const email = `${Date.now()}@warta.test`;
  await signIn(page, administrator, '/editor/people');
  await page.getByLabel('Nama', { exact: true }).fill('Penulis Undangan');
  await page.getByLabel('Surel', { exact: true }).fill('bukan alamat');
  await page.locator('#undang-role').selectOption('author');
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  await expect(page.getByText('Ini bukan alamat surel.')).toBeVisible();
  await expect(page.getByLabel('Nama', { exact: true }), 'what was typed stays').toHaveValue('Penulis Undangan');
  await page.getByLabel('Surel', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  const link = await page.locator('.form__done code').innerText();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Diundang, belum menerima');

  const guest = await window(browser, complaints, { javaScriptEnabled: false });
  await guest.goto(new URL(link).pathname);
  await guest.getByLabel('Kata sandi baru').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Terima undangan' }).click();
  await expect(guest).toHaveURL('/editor');

  await page.goto('/editor/people');
  await row.locator('summary').click();
  await row.getByRole('button', { name: 'Nonaktifkan' }).click();
  await expect(page.getByRole('status')).toHaveText('Akun dinonaktifkan.');
  await guest.goto('/editor');
  await expect(guest, 'signed out at once').toHaveURL(/\/login/);

  await page.goto('/editor/log?kind=people');
  await expect(page.locator('.acts li', { hasText: 'menonaktifkan akun Penulis Undangan' }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the people fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, person('Pengelola Saku', 'administrator'), '/editor/people');
  for (const path of ['/editor/people', '/editor/log', '/editor/webhooks']) {
    await page.goto(path);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wider, path).toBe(false);
  }
});
