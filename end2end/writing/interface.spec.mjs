// What one sees and presses: the menu behind a slash, the bar over chosen text, links, keys, finding.
import { bare, code, expect, fact, heading, hr, image, li, link, ol, p, pull, quote, related, table, td, test, text, th, tr, ul } from './fixtures.mjs';

test.describe('the menu behind a slash', () => {
  test('offers what the letters match, marks them, and puts in what is chosen', async ({ page, paper }) => {
    await paper.open([p('Satu.'), p()]);
    await paper.cursor('Satu.');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('/sub');
    const list = page.getByRole('listbox', { name: 'Sisipkan' });
    await expect(list.getByText('2 cocok dengan “sub”')).toBeVisible();
    await expect(list.getByRole('option').first()).toHaveAccessibleName(/^Subjudul/);
    await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(/^Subjudul/);
    await expect(list.locator('mark').first()).toHaveText('Sub');
    await expect(list.getByRole('group', { name: 'Semua blok' }).getByRole('option').first()).toBeVisible();
    expect(await paper.text.getAttribute('aria-activedescendant')).toBe(await list.getByRole('option', { selected: true }).getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(/^Anak subjudul/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Yang terdampak');
    await expect(list).toBeHidden();
    expect(await paper.content()).toEqual(bare([p('Satu.'), heading(2, 'Yang terdampak')]));
  });

  test('Escape closes it for this slash, a click elsewhere too', async ({ page, paper }) => {
    await paper.text.click();
    await page.keyboard.type('/');
    const list = page.getByRole('listbox');
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.type('dan');
    await expect(list).toBeHidden();
    await page.keyboard.type(' /');
    await expect(list).toBeVisible();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(list).toBeHidden();
  });

  test('a slash within a word, or with nothing like it behind, is a slash', async ({ page, paper }) => {
    await paper.text.click();
    await page.keyboard.type('dan/atau 1 /zzz km');
    await expect(page.getByRole('listbox')).toBeHidden();
    expect(await paper.content()).toEqual(bare([p('dan/atau 1 /zzz km')]));
  });

  test('every block of it can be chosen', async ({ page, paper }) => {
    const choose = async (word) => {
      await paper.open([p()]);
      await paper.text.click();
      await page.keyboard.type(`/${word}`);
      await page.getByRole('option', { name: new RegExp(`^${word}`, 'i') }).first().click();
      await page.keyboard.type('x');
      return paper.content();
    };
    expect(await choose('Kutipan')).toEqual(bare([quote(p('x'))]));
    expect(await choose('Kutipan besar')).toEqual(bare([pull('x')]));
    expect(await choose('Daftar')).toEqual(bare([ul(li('x'))]));
    expect(await choose('Daftar bernomor')).toEqual(bare([ol(li('x'))]));
    expect(await choose('Kotak fakta')).toEqual(bare([fact('', p('x'))]));
    expect(await choose('Pembatas')).toEqual(bare([hr(), p('x')]));
    expect(await choose('Kode')).toEqual(bare([code('', 'x')]));
    expect(await choose('Anak subjudul')).toEqual(bare([heading(3, 'x')]));
    expect(await choose('Galeri gambar')).toEqual(bare([{ type: 'gallery', content: [] }, p('x')]));
    expect(await choose('Tabel')).toEqual(bare([table(tr(th('x'), th(), th()), tr(td(), td(), td()), tr(td(), td(), td()))]));
    expect(await choose('Baca juga')).toEqual(bare([related('forum-pangan-dunia-ke-2-dibuka-di-roma', 'Forum Pangan Dunia ke-2 Dibuka di Roma'), p('x')]));
  });

  test('an embed is asked for its address, which must be of an allowed provider', async ({ page, paper }) => {
    await paper.text.click();
    await page.keyboard.type('/video');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sematan' });
    await dialog.getByRole('textbox').fill('https://elsewhere.example/film');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('YouTube');
    await dialog.getByRole('textbox').fill('https://youtu.be/dQw4w9WgXcQ?t=42');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    expect((await paper.content())[0]).toEqual({ type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42', title: '' } });
    await expect(page.getByText('YouTube · Pembaca memuatnya dengan klik.')).toBeVisible();
  });

  test('speaks English where asked to', async ({ page, paper }) => {
    await paper.open([p()], { language: 'en', labels: { insert: 'Put in' } });
    await page.getByRole('textbox', { name: 'Story text' }).click();
    await page.keyboard.type('/pict');
    await expect(page.getByRole('listbox', { name: 'Put in' }).getByRole('option').first()).toHaveAccessibleName(/^Picture/);
  });
});

test.describe('the bar over chosen text', () => {
  test('sets marks, and says which are set', async ({ page, paper }) => {
    await paper.open([p('Air naik semalam.')]);
    await paper.cursor('naik', { before: true, to: 'naik' });
    const bar = page.getByRole('toolbar', { name: 'Tata huruf' });
    await bar.getByRole('button', { name: 'Tebal' }).click();
    await expect(bar.getByRole('button', { name: 'Tebal' })).toHaveAttribute('aria-pressed', 'true');
    await bar.getByRole('button', { name: 'Superskrip' }).click();
    await bar.getByRole('button', { name: 'Subjudul', exact: true }).click();
    expect(await paper.content()).toEqual(bare([heading(2, 'Air ', text('naik', 'bold', 'superscript'), ' semalam.')]));
    await bar.getByRole('button', { name: 'Subjudul', exact: true }).click();
    expect((await paper.content())[0].type).toBe('paragraph');
  });

  test('is reached, walked and left by keys', async ({ page, paper }) => {
    await paper.open([p('Air naik semalam.')]);
    await paper.cursor('naik', { before: true, to: 'naik' });
    const bar = page.getByRole('toolbar');
    await expect(bar).toBeVisible();
    await page.keyboard.press('Alt+F10');
    await expect(bar.getByRole('button', { name: 'Tebal' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(bar.getByRole('button', { name: 'Miring' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect((await paper.content())[0].content[1]).toEqual(text('naik', 'italic'));
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
    await expect(paper.text).toBeFocused();
  });

  test('is not there for a cursor, in code, or when the text is left', async ({ page, paper }) => {
    await paper.open([p('Air naik'), code('', 'let x')]);
    await paper.cursor('Air');
    await expect(page.getByRole('toolbar')).toBeHidden();
    await paper.cursor('let', { before: true, to: 'let' });
    await expect(page.getByRole('toolbar')).toBeHidden();
    await paper.cursor('Air', { before: true, to: 'Air' });
    await expect(page.getByRole('toolbar')).toBeVisible();
    await page.getByRole('button', { name: 'Di luar naskah' }).click();
    await expect(page.getByRole('toolbar')).toBeHidden();
  });
});

test.describe('links', () => {
  test('are made, changed and taken away', async ({ page, paper }) => {
    await paper.open([p('Menurut BNPB saja.')]);
    await paper.cursor('BN');
    await page.keyboard.press('Control+k');
    const address = page.getByRole('textbox', { name: 'Alamat tautan' });
    await address.fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('tidak dapat dipakai');
    await address.fill('bnpb.go.id/rilis');
    await page.keyboard.press('Enter');
    await expect(paper.text).toBeFocused();
    expect((await paper.content())[0]).toEqual(bare(p('Menurut ', text('BNPB', link('https://bnpb.go.id/rilis')), ' saja.')));
    await page.keyboard.type('!');
    expect((await paper.content())[0].content[2].text).toBe('! saja.');

    await paper.cursor('BN');
    await page.keyboard.press('Control+k');
    await expect(address).toHaveValue('https://bnpb.go.id/rilis');
    await address.fill('/articles/banjir');
    await page.getByRole('button', { name: 'Terapkan' }).click();
    expect((await paper.content())[0].content[1].marks[0].attrs.href).toBe('/articles/banjir');
    await paper.cursor('BN');
    await page.keyboard.press('Control+k');
    await page.getByRole('button', { name: 'Lepas' }).click();
    expect((await paper.content())[0]).toEqual(bare(p('Menurut BNPB! saja.')));
  });

  test('Escape leaves the form and changes nothing', async ({ page, paper }) => {
    await paper.open([p('Menurut BNPB')]);
    await paper.cursor('BNPB', { before: true, to: 'BNPB' });
    await page.getByRole('button', { name: 'Tautan' }).click();
    await page.keyboard.type('example.com');
    await page.keyboard.press('Escape');
    await expect(paper.text).toBeFocused();
    expect(await paper.content()).toEqual(bare([p('Menurut BNPB')]));
  });
});

test('Markdown becomes what it means', async ({ page, paper }) => {
  const type = async (line) => {
    await paper.open([p()]);
    await paper.text.click();
    await page.keyboard.type(line);
    return paper.content();
  };
  expect(await type('## Judul')).toEqual(bare([heading(2, 'Judul')]));
  expect(await type('### Judul')).toEqual(bare([heading(3, 'Judul')]));
  expect(await type('> kata')).toEqual(bare([quote(p('kata'))]));
  expect(await type('- satu')).toEqual(bare([ul(li('satu'))]));
  expect(await type('1. satu')).toEqual(bare([ol(li('satu'))]));
  expect(await type('```rust let')).toEqual(bare([code('rust', 'let')]));
  expect(await type('a **b** c')).toEqual(bare([p('a ', text('b', 'bold'), ' c')]));
  expect(await type('a *b* c')).toEqual(bare([p('a ', text('b', 'italic'), ' c')]));
  expect(await type('a ~~b~~ c')).toEqual(bare([p('a ', text('b', 'strike'), ' c')]));
  expect(await type('a `b` c')).toEqual(bare([p('a ', text('b', 'code'), ' c')]));
  expect((await type('---x')).map(({ type: kind }) => kind)).toEqual(['horizontalRule', 'paragraph']);
  // A star is undone into what was typed.
  await type('a *b*');
  await page.keyboard.press('Control+z');
  expect(await paper.content()).toEqual(bare([p('a *b*')]));
});

test.describe('the list of keys', () => {
  test('comes on a question mark that nobody is typing, and on Ctrl and slash', async ({ page, paper }) => {
    const dialog = page.getByRole('dialog', { name: 'Pintasan papan ketik' });
    await paper.text.click();
    await page.keyboard.type('Ya?');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('Control+/');
    await expect(dialog).toBeVisible();
    await expect(dialog.getByText('Baris baru dalam paragraf')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(paper.text).toBeFocused();
    const elsewhere = page.getByRole('button', { name: 'Di luar naskah' });
    await elsewhere.focus();
    await page.keyboard.press('?');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await expect(elsewhere).toBeFocused();
    expect(await paper.content()).toEqual(bare([p('Ya?')]));
  });
});

test.describe('finding and replacing', () => {
  const story = [p('Air naik. ', text('Air', 'bold'), ' surut.'), ul(li('air pasang'), li('pengairan')), fact('', p('Air bersih'))];

  test('finds across marks and blocks, walks round, and keeps how the text is set', async ({ page, paper }) => {
    await paper.open(story);
    await paper.cursor('Air naik', { before: true });
    await page.keyboard.press('Control+f');
    const panel = page.getByRole('search', { name: 'Cari di naskah' });
    await page.keyboard.type('Air');
    await expect(panel.getByRole('status')).toHaveText('1 dari 5');
    await expect(page.locator('.editor__found')).toHaveCount(5);
    await page.keyboard.press('Shift+Enter');
    await expect(panel.getByRole('status')).toHaveText('5 dari 5');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('status')).toHaveText('2 dari 5');
    await panel.getByLabel('Kata utuh').check();
    await expect(panel.getByRole('status')).toContainText('dari 4');
    await panel.getByLabel('Besar-kecil huruf').check();
    await expect(panel.getByRole('status')).toContainText('dari 3');
    await panel.getByLabel('Ganti dengan').fill('Banjir');
    await panel.getByRole('button', { name: 'Ganti semua' }).click();
    await expect(panel.getByRole('status')).toHaveText('3 diganti');
    expect((await paper.content())[0]).toEqual(bare(p('Banjir naik. ', text('Banjir', 'bold'), ' surut.')));
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(page.locator('.editor__found')).toHaveCount(0);
    await expect(paper.text).toBeFocused();
    await page.keyboard.press('Control+z');
    expect(await paper.content()).toEqual(bare(story));
  });

  test('replaces one after the other', async ({ page, paper }) => {
    await paper.open([p('satu satu satu')]);
    await paper.cursor('satu', { before: true });
    await page.keyboard.press('Control+h');
    const panel = page.getByRole('search');
    await panel.getByLabel('Cari', { exact: true }).fill('satu');
    await panel.getByLabel('Ganti dengan').fill('satu-satu');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('status')).toHaveText('3 dari 4');
    await panel.getByRole('button', { name: 'Berikutnya' }).click();
    await page.keyboard.press('Tab');
    await panel.getByRole('button', { name: 'Ganti', exact: true }).click();
    expect((await paper.content())[0].content[0].text).toMatch(/^satu-satu/);
    await panel.getByLabel('Cari', { exact: true }).fill('tidak ada (');
    await expect(panel.getByRole('status')).toHaveText('Tidak ditemukan');
  });
});

test.describe('blocks', () => {
  test('move by keys, with what is in them, and say where they are', async ({ page, paper }) => {
    const blocks = [p('Satu'), ul(li('a'), li('b')), p('Tiga')];
    await paper.open(blocks);
    await paper.cursor('Tiga');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    expect((await paper.document()).content).toEqual([blocks[0], blocks[2], blocks[1]]);
    await expect(page.getByText('Blok ke-2 dari 3')).toBeAttached();
    await page.keyboard.type('!');
    await paper.cursor('b');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    expect((await paper.content())[2]).toEqual(bare(ul(li('b'), li('a'))));
    // At the top there is nowhere to go.
    await paper.cursor('Satu');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    expect((await paper.content())[0]).toEqual(bare(p('Satu')));
  });

  test('have a menu: move, double, delete, turn into', async ({ page, paper }) => {
    await paper.open([p('Satu'), p('Dua')]);
    await paper.cursor('Dua');
    await page.keyboard.press('Alt+Enter');
    const menu = page.getByRole('menu', { name: 'Blok: Paragraf' });
    await expect(menu.getByRole('menuitem', { name: 'Naikkan' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitem', { name: 'Turunkan' })).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await expect(paper.text).toBeFocused();
    for (const [name, expected] of [
      ['Gandakan', [p('Satu'), p('Dua'), p('Dua')]],
      ['Hapus', [p('Satu'), p('Dua')]],
      ['Kutipan besar', [p('Satu'), pull('Dua')]],
      ['Daftar', [p('Satu'), ul(li('Dua'))]],
    ]) {
      await page.keyboard.press('Alt+Enter');
      const opened = page.getByRole('menu');
      await expect(opened.getByRole('menuitem').first()).toBeFocused();
      await opened.getByRole('menuitem', { name: new RegExp(`^${name}`) }).first().click();
      await expect(opened).toBeHidden();
      await expect(paper.text).toBeFocused();
      await expect.poll(() => paper.content(), name).toEqual(bare(expected));
    }
  });

  test('are dragged by their handle', async ({ page, paper }) => {
    const blocks = [p('Satu'), p('Dua'), p('Tiga')];
    await paper.open(blocks);
    await paper.text.getByText('Tiga').hover();
    const handle = page.getByRole('button', { name: 'Pindahkan atau ubah blok' });
    await expect(handle).toBeVisible();
    const from = await handle.boundingBox();
    const to = await paper.text.getByText('Satu').boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 8 });
    await page.mouse.move(to.x + 4, to.y + 2, { steps: 4 });
    await page.mouse.up();
    expect((await paper.document()).content).toEqual([blocks[2], blocks[0], blocks[1]]);
    await handle.click();
    await expect(page.getByRole('menu')).toBeVisible();
  });

  test('tables grow and shrink, and Tab walks their cells and leads on', async ({ page, paper }) => {
    await paper.open([table(tr(th('a'), th('b')), tr(td('c'), td('d'))), p('Selesai')]);
    await paper.cursor('b');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('2');
    const tools = page.getByRole('group', { name: 'Tabel' });
    await tools.getByRole('button', { name: 'Kolom di kanan' }).click();
    await paper.cursor('c');
    await tools.getByRole('button', { name: 'Baris di bawah' }).click();
    expect((await paper.content())[0]).toEqual(bare(table(tr(th('a'), th('2b'), th()), tr(td('1c'), td('d'), td()), tr(td(), td(), td()))));
    await paper.cursor('d');
    await tools.getByRole('button', { name: 'Hapus kolom' }).click();
    await paper.cursor('1c');
    await tools.getByRole('button', { name: 'Hapus baris' }).click();
    await paper.cursor('a');
    await tools.getByRole('button', { name: 'Baris kepala' }).click();
    expect((await paper.content())[0]).toEqual(bare(table(tr(td('a'), td()), tr(td(), td()))));
  });

  test('lists: Tab goes deeper and back, Backspace at the start leaves', async ({ page, paper }) => {
    await paper.open([ul(li('satu'), li('dua'))]);
    await paper.cursor('dua');
    await page.keyboard.press('Tab');
    expect(await paper.content()).toEqual(bare([ul(li('satu', ul(li('dua'))))]));
    await page.keyboard.press('Shift+Tab');
    expect(await paper.content()).toEqual(bare([ul(li('satu'), li('dua'))]));
    await paper.cursor('dua', { before: true });
    await page.keyboard.press('Backspace');
    expect(await paper.content()).toEqual(bare([ul(li('satu')), p('dua')]));
  });

  test('code is left by a third Enter, and a click below the text goes on there', async ({ page, paper }) => {
    await paper.open([code('', 'a')]);
    await paper.cursor('a');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    expect(await paper.content()).toEqual(bare([code('', 'a'), p('x')]));
    await paper.open([image()]);
    const { height } = await paper.text.boundingBox();
    await paper.text.click({ position: { x: 20, y: height - 10 } });
    await page.keyboard.type('Teks');
    expect((await paper.content())[1]).toEqual(bare(p('Teks')));
  });
});

test('words and minutes are counted as they are read', async ({ page, paper }) => {
  await paper.open([heading(2, 'Dua kata'), p('Air naik 12,5 % di menara-menara kota'), image({ caption: 'Secangkir kopi' }), fact('Sekilas', p('Satu'))]);
  expect(await page.evaluate(() => window.surface.words())).toMatchObject({ words: 12, minutes: 1 });
});

test('onChange is called for what the person did, not for what the page put in', async ({ page, paper }) => {
  await paper.open([p('a')]);
  await page.evaluate(() => {
    window.changes = 0;
    window.surface.setDocument({ type: 'doc', version: 1, content: [] });
  });
  expect(await page.evaluate(() => window.changes)).toBe(0);
  await paper.text.click();
  await page.keyboard.type('ab');
  expect(await page.evaluate(() => window.changes)).toBe(2);
  await page.evaluate(() => window.surface.setEditable(false));
  await page.keyboard.type('c');
  expect(await paper.content()).toEqual(bare([p('ab')]));
});
