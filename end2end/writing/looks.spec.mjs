// Accessible in both themes, at a desk and in a hand; nothing sticks out, and no element has a style of its own.
import { violations } from '../axe.mjs';
import { expect, p, test } from './fixtures.mjs';
import { STORY } from './story.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('every block, and what stands over it, has no accessibility violation', async ({ page, paper }) => {
        await paper.open(STORY);
        expect(await violations(page, { preload: false })).toEqual([]);
        await paper.cursor('Biro Politik', { before: true, to: 'Biro Politik' });
        await expect(page.getByRole('toolbar')).toBeVisible();
        expect(await violations(page, { preload: false })).toEqual([]);
        await page.keyboard.press('Control+k');
        expect(await violations(page, { preload: false })).toEqual([]);
        await page.keyboard.press('Escape');
        await paper.cursor('Selesai.');
        await page.keyboard.press('Enter');
        await page.keyboard.type('/ga');
        await expect(page.getByRole('listbox')).toBeVisible();
        expect(await violations(page, { preload: false })).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+f');
        await page.keyboard.type('Yi');
        await paper.page.locator('.editor__figure').first().getByRole('textbox', { name: 'Keterangan' }).focus();
        expect(await violations(page, { preload: false })).toEqual([]);
        await paper.cursor('Selesai.');
        await page.keyboard.press('Alt+Enter');
        await expect(page.getByRole('menu')).toBeVisible();
        expect(await violations(page, { preload: false })).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+/');
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page, { preload: false })).toEqual([]);
      });
    });
  }
}

for (const width of [320, 390, 768, 1440]) {
  test(`nothing sticks out at ${width} px`, async ({ page, paper }) => {
    await page.setViewportSize({ width, height: 900 });
    await paper.open(STORY);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await paper.cursor('Rio de Janeiro', { before: true, to: 'Online' });
    await expect(page.getByRole('toolbar')).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Control+k');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await paper.cursor('Selesai.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/');
    await page.getByRole('listbox').scrollIntoViewIfNeeded();
    expect(await overflow()).toBeLessThanOrEqual(0);
    const box = await page.locator('.editor__menu--slash').boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
  });
}

test('no element of it has a style attribute, and the page has no style but its files', async ({ page, paper }) => {
  await paper.open(STORY);
  await paper.cursor('Biro Politik', { before: true, to: 'Biro Politik' });
  await expect(page.getByRole('toolbar')).toBeVisible();
  expect(await page.locator('.editor [style]').count()).toBe(0);
  expect(await page.locator('style').count()).toBe(0);
});

test('in a hand, the bar at the bottom puts blocks in, moves them, and takes steps back', async ({ page, paper }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await paper.open([p('Satu'), p('Dua')]);
  await paper.cursor('Dua');
  const dock = page.getByRole('group', { name: 'Alat naskah' });
  await dock.getByRole('button', { name: 'Blok' }).click();
  await page.getByRole('menuitem', { name: /^Naikkan/ }).click();
  expect((await paper.content()).map((block) => block.content[0].text)).toEqual(['Dua', 'Satu']);
  await dock.getByRole('button', { name: 'Sisipkan' }).click();
  await page.getByRole('option', { name: /^Pembatas/ }).click();
  expect((await paper.content()).map(({ type }) => type)).toEqual(['paragraph', 'horizontalRule', 'paragraph']);
  await dock.getByRole('button', { name: 'Urungkan' }).click();
  await dock.getByRole('button', { name: 'Urungkan' }).click();
  expect((await paper.content()).every(({ type }) => type === 'paragraph')).toBe(true);
});
