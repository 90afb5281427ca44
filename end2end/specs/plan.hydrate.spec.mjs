// The plan: a story is put on a day and moved between states, by mouse and by keyboard.
import { expect, test } from '../fixtures.mjs';
import { calls, person, signIn } from '../people.mjs';

/** A draft with this headline. */
async function draft(who, headline) {
  const answer = await calls(who, 'POST', '/articles', { headline, category: 'redaksi', body: { markdown: 'Teks contoh.' } });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}

/** Waits until the page reacts. */
const awake = (page) => page.waitForFunction(() => history.scrollRestoration === 'manual');
const card = (page, headline) => page.locator('.ticket', { hasText: headline });

test('a story is dragged to a day, and taken off it by its menu', async ({ page }, { retry }) => {
  const editor = person('Editor Rencana', 'editor');
  // An editor sees what an earlier try has left.
  const headline = `Rencana panen contoh ${retry}`;
  await draft(editor, headline);
  await signIn(page, editor, '/editor/plan');
  await awake(page);
  const days = page.locator('.day:not(.day--outside)');
  await card(page, headline).dragTo(days.nth(9));
  await expect(days.nth(9).locator('.ticket', { hasText: `09:00 ${headline}` })).toBeVisible();
  await expect(page.getByText(`Direncanakan: ${headline}`)).toBeVisible();
  await page.reload();
  await awake(page);
  const there = days.nth(9).locator('.ticket', { hasText: headline });
  await there.getByRole('link').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await there.getByRole('button', { name: 'Lepas dari kalender' }).press('Enter');
  await expect(page.locator('.unplanned')).toContainText(headline);
});

test('a story goes from column to column where it may', async ({ page }) => {
  const author = person('Penulis Rencana', 'contributor');
  await draft(author, 'Papan contoh pertama');
  await signIn(page, author, '/editor/plan?view=board');
  await awake(page);
  const lane = (name) => page.getByRole('region', { name });
  await card(page, 'Papan contoh pertama').dragTo(lane('Siap'));
  await expect(page.getByText('Naskah ini tidak bisa dipindah ke sana.')).toBeVisible();
  await card(page, 'Papan contoh pertama').getByLabel(/^Pindahkan/).press('Enter');
  await page.getByRole('button', { name: 'Dalam pemeriksaan' }).press('Enter');
  await expect(lane('Dalam pemeriksaan')).toContainText('Papan contoh pertama');
  await expect(lane('Draf')).not.toContainText('Papan contoh pertama');
});
