// Pictures: sent, shown, described, and never in a document before they exist.
import { bare, expect, gallery, image, p, test } from './fixtures.mjs';

const STORED = { media: 'flower', width: 600, height: 400, alt: 'Bunga', caption: 'Taman', credit: 'Dewi' };
const answer = (page, index, picture) => page.evaluate(([i, value]) => (value ? window.uploads[i].done(value) : window.uploads[i].failed(new Error('Berkas terlalu besar.'))), [index, picture]);
const sent = (page) => page.evaluate(() => window.uploads.map(({ name }) => name));

test('several at once: two on their way, the others wait; progress, and then pictures in their order', async ({ page, paper }) => {
  await paper.open([p('Satu'), p('Dua')]);
  await paper.cursor('Satu');
  await paper.paste({ files: ['a', 'b', 'c'].map((name) => ({ name: `${name}.jpg`, type: 'image/jpeg' })) });
  expect(await sent(page)).toEqual(['a.jpg', 'b.jpg']);
  await expect(page.getByText('Menunggu giliran: c.jpg')).toBeVisible();
  await page.evaluate(() => window.uploads[0].onProgress(0.4));
  await expect(page.getByRole('progressbar', { name: 'Mengunggah a.jpg' })).toHaveJSProperty('value', 0.4);
  expect(await paper.content()).toEqual(bare([p('Satu'), p('Dua')]));
  expect(await page.evaluate(() => window.surface.uploading())).toBe(3);
  await page.keyboard.type('!');
  await answer(page, 1, { ...STORED, media: 'coffee' });
  await answer(page, 0, STORED);
  await expect.poll(() => sent(page)).toHaveLength(3);
  await answer(page, 2, { ...STORED, media: 'grace-hopper' });
  await expect(page.locator('.editor__upload')).toHaveCount(0);
  const content = await paper.content();
  expect(content.map(({ type, attrs }) => attrs?.media ?? type)).toEqual(['paragraph', 'flower', 'coffee', 'grace-hopper', 'paragraph']);
  expect(content[1]).toEqual(bare(image(STORED)));
});

test('a refusal says why, and can be tried again or taken away', async ({ page, paper }) => {
  await paper.open([p()]);
  await paper.text.click();
  await paper.paste({ files: [{ name: 'besar.png', type: 'image/png' }] });
  await answer(page, 0, null);
  await expect(page.getByRole('alert')).toHaveText('besar.png tidak terunggah. Berkas terlalu besar.');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect.poll(() => sent(page)).toHaveLength(2);
  await answer(page, 1, null);
  await page.locator('.editor__upload').getByRole('button', { name: 'Hapus' }).click();
  await expect(page.locator('.editor__upload')).toHaveCount(0);
  expect(await paper.content()).toEqual(bare([p()]));
});

test('one that is given up is given up at the server too; what is no picture is not sent', async ({ page, paper }) => {
  await paper.open([p()]);
  await paper.text.click();
  await paper.paste({ files: [{ name: 'a.svg', type: 'image/svg+xml' }, { name: 'b.jpg', type: 'image/jpeg' }] });
  await expect(page.getByRole('alert')).toContainText('a.svg bukan gambar');
  expect(await sent(page)).toEqual(['b.jpg']);
  await page.locator('.editor__upload').getByRole('button', { name: 'Batal' }).click();
  expect(await page.evaluate(() => window.uploads[0].signal.aborted)).toBe(true);
});

test('what a picture says and how it stands is written in it, and undone in one go', async ({ page, paper }) => {
  await paper.open([image(), p('x')]);
  const figure = page.locator('.editor__figure');
  await expect(figure.getByText('Teks alternatif belum ada')).toBeVisible();
  await figure.getByText('Teks alternatif belum ada').click();
  await page.keyboard.type('Secangkir kopi');
  await expect(figure.getByText('Teks alternatif belum ada')).toBeHidden();
  await figure.getByRole('textbox', { name: 'Keterangan' }).click();
  await page.keyboard.type('Pagi di Roma');
  await figure.getByRole('textbox', { name: 'Kredit' }).click();
  await page.keyboard.type('Rachel');
  await figure.getByRole('radio', { name: 'Lebih lebar' }).check();
  await figure.getByRole('button', { name: 'Titik fokus' }).click();
  const point = figure.getByRole('button', { name: /Titik fokus: 50 % dari kiri/ });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect(point).toBeHidden();
  expect((await paper.content())[0]).toEqual(
    bare(image({ alt: 'Secangkir kopi', caption: 'Pagi di Roma', credit: 'Rachel', focal: { x: 55, y: 45 }, size: 'wide' })),
  );
  await figure.getByRole('textbox', { name: 'Kredit' }).press('Enter');
  await expect(paper.text).toBeFocused();
  await page.keyboard.type('y');
  expect((await paper.content())[1]).toEqual(bare(p('yx')));
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('Control+z');
  expect((await paper.content())[0].attrs).toMatchObject({ alt: 'Secangkir kopi', caption: 'Pagi di Roma', credit: '' });
  await expect(figure.getByRole('textbox', { name: 'Kredit' })).toHaveValue('');
});

test('a point is chosen with the pointer too', async ({ page, paper }) => {
  await paper.open([image(), p('x')]);
  const figure = page.locator('.editor__figure');
  await figure.locator('img').click();
  await figure.getByRole('button', { name: 'Titik fokus' }).click();
  const box = await figure.locator('.editor__focal').boundingBox();
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.4);
  expect((await paper.content())[0].attrs.focal).toEqual({ x: 25, y: 40 });
});

test('a gallery takes pictures, orders them and lets them go', async ({ page, paper }) => {
  await paper.open([gallery(), p('x')]);
  await expect(page.getByText('Galeri ini belum berisi gambar.')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Tambah gambar' }).click();
  await (await chooser).setFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a') }, { name: 'b.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('b') }]);
  await expect.poll(() => sent(page)).toHaveLength(2);
  await answer(page, 0, STORED);
  await answer(page, 1, { ...STORED, media: 'coffee' });
  const figures = page.locator('.editor__gallery .editor__figure');
  await expect(figures).toHaveCount(2);
  await figures.nth(1).locator('img').click();
  await figures.nth(1).getByRole('button', { name: 'Lebih awal' }).click();
  expect((await paper.content())[0].content.map(({ attrs }) => attrs.media)).toEqual(['coffee', 'flower']);
  await figures.nth(1).locator('img').click();
  await figures.nth(1).getByRole('button', { name: 'Hapus' }).click();
  expect((await paper.content())[0].content).toHaveLength(1);
});

test('files dropped on the text stand where they fell', async ({ page, paper }) => {
  await paper.open([p('Satu'), p('Dua')]);
  const box = await page.getByText('Satu').boundingBox();
  await page.evaluate(([x, y]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(8)], 'a.jpg', { type: 'image/jpeg' }));
    window.surface.editor.view.dom.dispatchEvent(new DragEvent('drop', { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  }, [box.x + 10, box.y + 8]);
  await answer(page, 0, STORED);
  await expect(page.locator('.editor__figure')).toHaveCount(1);
  expect((await paper.content()).map(({ type }) => type)).toEqual(['paragraph', 'image', 'paragraph']);
});
