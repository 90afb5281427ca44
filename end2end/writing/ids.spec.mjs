// Blocks keep their names for ever, and no two have the same.
import { expect, heading, hr, li, p, td, test, th, tr, table, ul, image, gallery } from './fixtures.mjs';

const NAME = /^[a-z2-7]{12}$/;
const ids = (blocks) => blocks.map((block) => block.attrs.id);

/** Every name in a document, each once. */
function all(value, found = []) {
  if (value?.attrs?.id !== undefined) found.push(value.attrs.id);
  for (const inner of value?.content ?? []) all(inner, found);
  return found;
}

async function allDifferent(paper) {
  const found = all(await paper.document());
  for (const id of found) expect(id).toMatch(NAME);
  expect(new Set(found).size).toBe(found.length);
}

test('a split leaves the name with the first half', async ({ page, paper }) => {
  const blocks = [p('Satu dua'), p('Tiga')];
  await paper.open(blocks);
  await paper.cursor('Satu');
  await page.keyboard.press('Enter');
  const { content } = await paper.document();
  expect(content).toHaveLength(3);
  expect(ids(content)[0]).toBe(blocks[0].attrs.id);
  expect(ids(content)[2]).toBe(blocks[1].attrs.id);
  await allDifferent(paper);
});

test('a split at the very start or end does too, also of a heading', async ({ page, paper }) => {
  const blocks = [heading(2, 'Judul'), p('Teks')];
  await paper.open(blocks);
  await paper.cursor('Judul', { before: true });
  await page.keyboard.press('Enter');
  expect((await paper.document()).content[0].attrs.id).toBe(blocks[0].attrs.id);
  await paper.cursor('Teks');
  await page.keyboard.press('Enter');
  expect((await paper.document()).content[2].attrs.id).toBe(blocks[1].attrs.id);
  await allDifferent(paper);
});

test('a merge keeps the first name; joined to an empty line, that of the words', async ({ page, paper }) => {
  const blocks = [p('Satu'), p('Dua'), p(), p('Tiga')];
  await paper.open(blocks);
  await paper.cursor('Dua', { before: true });
  await page.keyboard.press('Backspace');
  expect(ids((await paper.document()).content)[0]).toBe(blocks[0].attrs.id);
  await paper.cursor('Tiga', { before: true });
  await page.keyboard.press('Backspace');
  const { content } = await paper.document();
  expect(ids(content)).toEqual([blocks[0].attrs.id, blocks[3].attrs.id]);
});

test('undone and done again, a split gives the same names', async ({ page, paper }) => {
  await paper.open([p('Satu dua')]);
  await paper.cursor('Satu');
  await page.keyboard.press('Enter');
  const after = await paper.document();
  await page.keyboard.press('Control+z');
  expect((await paper.document()).content).toHaveLength(1);
  await page.keyboard.press('Control+Shift+z');
  expect(await paper.document()).toEqual(after);
});

test('a copy gets a name of its own, wherever it is pasted', async ({ page, paper }) => {
  const blocks = [p('Satu'), p('Dua')];
  await paper.open(blocks);
  const html = await page.evaluate(() => {
    const { view } = window.surface.editor;
    return view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size)).dom.innerHTML;
  });
  await paper.cursor('Satu', { before: true });
  await paper.paste({ html });
  const { content } = await paper.document();
  expect(content.length).toBeGreaterThan(2);
  const named = new Map(content.map((block) => [block.attrs.id, block.content[0].text]));
  expect(named.get(blocks[1].attrs.id)).toBe('Dua');
  await allDifferent(paper);
});

test('what is cut and pasted is the same block', async ({ page, paper }) => {
  const blocks = [p('Satu'), p('Dua'), p('Tiga')];
  await paper.open(blocks);
  const html = await page.evaluate(() => {
    const { editor } = window.surface;
    const { view } = editor;
    const from = view.state.doc.child(0).nodeSize;
    const to = from + view.state.doc.child(1).nodeSize;
    const { innerHTML } = view.serializeForClipboard(view.state.doc.slice(from, to)).dom;
    view.dispatch(view.state.tr.delete(from, to));
    editor.commands.focus('end');
    return innerHTML;
  });
  await page.keyboard.press('Enter');
  await paper.paste({ html });
  const { content } = await paper.document();
  expect(content.find((block) => block.content[0]?.text === 'Dua').attrs.id).toBe(blocks[1].attrs.id);
  await allDifferent(paper);
});

test('another kind of block is the same block', async ({ page, paper }) => {
  const blocks = [p('Satu'), p('Dua'), p('Tiga')];
  await paper.open(blocks);
  await paper.cursor('Satu', { before: true, to: 'Tiga' });
  await page.keyboard.press('Control+Alt+2');
  const { content } = await paper.document();
  expect(content.map(({ type }) => type)).toEqual(['heading', 'heading', 'heading']);
  expect(ids(content)).toEqual(ids(blocks));
});

test('items, rows and pictures have names, and keep them', async ({ page, paper }) => {
  const list = ul(li('satu dua'), li('tiga'));
  const rows = table(tr(th('a'), th('b')), tr(td('c'), td('d')));
  const pictures = gallery(image(), image());
  await paper.open([list, rows, hr(), pictures, p('x')]);
  await paper.cursor('satu');
  await page.keyboard.press('Enter');
  await paper.cursor('c');
  await page.keyboard.press('Control+Enter');
  const { content } = await paper.document();
  expect(content[0].content).toHaveLength(3);
  expect([content[0].content[0], content[0].content[2]].map((item) => item.attrs.id)).toEqual(ids(list.content));
  expect(content[1].content).toHaveLength(3);
  expect(ids(content[1].content).slice(0, 2)).toEqual(ids(rows.content));
  expect(ids(content[3].content)).toEqual(ids(pictures.content));
  await allDifferent(paper);
});

test('wild editing leaves no block without a name and no two alike', async ({ page, paper }) => {
  await paper.open([p('Air naik dua meter'), ul(li('satu'), li('dua')), heading(2, 'Judul'), p('Selesai')]);
  await page.evaluate(() => {
    const { editor } = window.surface;
    let state = 7;
    const next = (n) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % n;
    };
    for (let i = 0; i < 120; i += 1) {
      const { doc, selection } = editor.state;
      const place = () => Object.getPrototypeOf(selection.constructor).near(doc.resolve(next(doc.content.size)));
      const [from, to] = [place(), place()];
      if (from.$from.parent.isTextblock && to.$from.parent.isTextblock) editor.commands.setTextSelection({ from: from.from, to: to.from });
      const press = (key, more = {}) => {
        const event = new KeyboardEvent('keydown', { key, ...more });
        return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
      };
      const acts = [
        () => press('Enter'),
        () => press('Backspace'),
        () => editor.view.dispatch(editor.state.tr.insertText('kata ')),
        () => editor.commands.toggleList('bulletList', 'listItem'),
        () => editor.commands.toggleNode('heading', 'paragraph', { level: 2 }),
        () => editor.commands.toggleWrap('blockquote'),
        () => press('ArrowUp', { altKey: true, shiftKey: true }),
        () => press('z', { ctrlKey: true }),
        () => {
          const { view } = editor;
          // Copies of copies would fill the page.
          if (doc.content.size < 400) view.pasteHTML(view.serializeForClipboard(view.state.selection.content()).dom.innerHTML);
        },
      ];
      acts[next(acts.length)]();
    }
  });
  await allDifferent(paper);
});
