// Headlines offered while somebody types.
import { expect, REFERENCE, test } from '../fixtures.mjs';

test('a headline is offered, and leads to its story', async ({ page }) => {
  await page.goto('/search');
  await page.waitForFunction(() => history.scrollRestoration === 'manual');
  const field = page.getByLabel('Kata yang dicari');
  await field.pressSequentially('menlu tiong');
  const offered = page.locator('#cari-usul option');
  await expect(offered.first()).toHaveText(/Menlu Tiongkok/);
  // What a person does who takes it from the browser's own list.
  await field.fill(await offered.first().textContent());
  await field.press('Enter');
  await expect(page.getByRole('list', { name: 'Hasil pencarian' }).locator(`a[href="${REFERENCE}"]`)).toBeVisible();
  await page.getByLabel('Kata yang dicari').fill('x');
  await expect(page.locator('#cari-usul option')).toHaveCount(0);
});
