// What other programs put on the clipboard, cleaned into the model.
import { readFile } from 'node:fs/promises';
import { bare, br, code, embed, expect, fact, heading, hr, image, li, link, ol, p, pull, quote, related, table, td, test, text, th, tr, ul } from './fixtures.mjs';

const pasted = (name) => readFile(new URL(`pasted/${name}.html`, import.meta.url), 'utf8');

const FROM = {
  word: {
    blocks: [
      heading(2, 'Banjir Pesisir Meluas'),
      p('Air naik ', text('dua meter', 'bold'), ' dalam ', text('semalam', 'italic'), ', kata ', text('BNPB', link('https://bnpb.example/rilis?id=7')), '.'),
      heading(2, 'Yang terdampak'),
      ul(li('Semarang', ul(li('Semarang Utara'))), li('Demak')),
      p('Lalu:'),
      ol(li('Ungsikan'), li('Data')),
      pull('Kami butuh perahu'),
      quote(p('Air datang malam hari')),
      table(tr(td(p(text('Pengungsi', 'bold'))), td()), tr(td('Demak'), td('1.204'))),
      p('H', text('2', 'subscript'), 'O setinggi 2 m dan ', text('tiga', 'strike'), ' empat rumah.'),
    ],
    lost: 1,
  },
  'google-docs': {
    blocks: [
      heading(2, 'Harga Beras Turun'),
      p('Harga ', text('beras medium', 'bold'), text(' turun', 'italic'), ' menurut ', text('panel harga', link('https://panel.example/harga')), '.'),
      p(text('lama', 'strike'), ' baru m', text('2', 'superscript')),
      ul(li('Jawa', ul(li('Semarang'))), li('Bali')),
      table(tr(td(p(text('Kota', 'bold'))), td('Harga')), tr(td('Demak'), td('12.900')), tr(td(), td())),
    ],
    lost: 1,
  },
  'web-page': {
    blocks: [
      heading(2, 'Rupiah Menguat'),
      p('Oleh Redaksi'),
      p('Rupiah menguat ', text('45 poin', 'bold'), '.'),
      p('Analis menyebut ', text('sentimen', 'italic'), ' global.'),
      heading(3, 'Angka kunci'),
      ul(li('Kurs: 15.820'), li('Poin')),
      embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'Jumpa pers'),
      embed('https://x.com/bank/status/1858000000000000000'),
      quote(p('Kami optimistis.')),
      p('Kurs'),
      table(tr(th('Hari'), th('Nilai')), tr(td('Senin'), td('15.865'))),
      p('Bukan tabel'),
      code('sql', 'SELECT 1;\n  -- dua'),
      hr(),
      p('Baca ', text('selengkapnya', link('https://situs.example/berita?id=3')), ' disini.'),
    ],
    lost: 1,
  },
  'our-page': {
    blocks: [
      p('Paragraf dari ', text('halaman', 'bold'), ' kita.'),
      fact('Sekilas', p('Satu fakta.')),
      image({ media: 'coffee', width: 600, height: 400, alt: 'Kopi', caption: 'Secangkir', credit: 'Rachel', focal: { x: 30, y: 70 }, size: 'wide' }),
      pull('Kalimat besar'),
      embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'Video'),
      related('banjir', 'Banjir Meluas'),
    ],
    lost: 0,
  },
};

for (const [name, { blocks, lost }] of Object.entries(FROM)) {
  test(`${name}.html`, async ({ page, paper }) => {
    await paper.open([]);
    await paper.text.click();
    await paper.paste({ html: await pasted(name) });
    expect(await paper.content()).toEqual(bare(blocks));
    await expect(page.getByRole('alert').filter({ hasText: 'gambar dari situs lain' })).toHaveCount(lost ? 1 : 0);
    expect(await page.locator('.editor__text [style]').count()).toBe(0);
  });
}

for (const [what, given, blocks] of [
  ['empty lines end paragraphs', 'Satu.\r\n\r\nDua,\r\nmasih dua.\n\n\nTiga.', [p('Satu.'), p('Dua,', br, 'masih dua.'), p('Tiga.')]],
  ['without empty lines every line is a paragraph', 'Satu.\nDua.', [p('Satu.'), p('Dua.')]],
  [
    'lines that a program broke are joined',
    'Menteri Luar Negeri Tiongkok, Wang Yi, pada hari Senin bertemu dengan\nMenteri Luar Negeri Rusia, Sergei Lavrov, di Rio de Janeiro, dan\nmembahas BRICS.\n\nSelesai.',
    [p('Menteri Luar Negeri Tiongkok, Wang Yi, pada hari Senin bertemu dengan Menteri Luar Negeri Rusia, Sergei Lavrov, di Rio de Janeiro, dan membahas BRICS.'), p('Selesai.')],
  ],
  ['marks in front make lists', 'Daftar:\n- beras\n- gula\n\n1. satu\n2) dua', [p('Daftar:'), ul(li('beras'), li('gula')), ol(li('satu'), li('dua'))]],
  ['a dash alone is speech', '- Halo, kata dia.\nLalu pergi.', [p('- Halo, kata dia.'), p('Lalu pergi.')]],
  ['HTML stays what it is', '<b>tebal</b>', [p('<b>tebal</b>')]],
]) {
  test(`plain text: ${what}`, async ({ paper }) => {
    await paper.open([]);
    await paper.text.click();
    await paper.paste({ text: given });
    expect(await paper.content()).toEqual(bare(blocks));
  });
}

test('text pasted into a sentence stays in it', async ({ paper }) => {
  await paper.open([p('Air naik semalam.')]);
  await paper.cursor('naik ');
  await paper.paste({ html: '<p><b>dua meter</b></p>', text: 'dua meter' });
  expect((await paper.content())[0]).toEqual(bare(p('Air naik ', text('dua meter', 'bold'), 'semalam.')));
});

test('an address alone is a link on chosen words, a card on an empty line, else a link of itself', async ({ paper }) => {
  await paper.open([p('Menurut BNPB saja'), p()]);
  await paper.cursor('BNPB', { before: true, to: 'BNPB' });
  await paper.paste({ text: 'https://bnpb.example/?utm_medium=x' });
  await paper.cursor(' saja');
  await paper.paste({ text: 'https://example.com/a' });
  await paper.page.keyboard.press('ArrowDown');
  await paper.paste({ text: 'https://youtu.be/dQw4w9WgXcQ' });
  const content = await paper.content();
  expect(content[0]).toEqual(bare(p('Menurut ', text('BNPB', link('https://bnpb.example/')), ' saja', text('https://example.com/a', link('https://example.com/a')))));
  expect(content[1]).toEqual(bare(embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ')));
});

test('in code everything is text', async ({ paper }) => {
  await paper.open([code('', 'a')]);
  await paper.cursor('a');
  await paper.paste({ html: '<p><b>x</b></p>', text: '\n**x**' });
  expect(await paper.content()).toEqual(bare([code('', 'a\n**x**')]));
});

test('hostile HTML leaves nothing that runs', async ({ page, paper }) => {
  await paper.open([]);
  await paper.text.click();
  await paper.paste({
    html: `<img src=x onerror="window.hacked=1"><svg onload="window.hacked=1"></svg><a href="jav&#x09;ascript:window.hacked=1">a</a><a href="data:text/html,x">b</a><p style="background:url(https://spy.example/x)" onmouseover="window.hacked=1">c</p><math><mtext><style><img src=x onerror="window.hacked=1"></style></mtext></math><iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
  });
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
  const written = JSON.stringify(await paper.document());
  expect(written).not.toMatch(/javascript|data:|onerror|spy/i);
  expect(written).toContain('"c"');
});
