// What goes into the surface comes out of it: thousands of random documents, the same each time.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { randomDocument } from './documents.mjs';
import { bare, expect, p, test, text } from './fixtures.mjs';

const MANY = 5_000;
const ON_SCREEN = 300;
const BY_CLIPBOARD = 200;
const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/** What a function makes of each value in the page; as text, which is faster than Playwright's own way. */
async function inPage(page, values, make) {
  const each = await page.evaluateHandle(`(${make})`);
  return JSON.parse(await page.evaluate(([json, one]) => JSON.stringify(JSON.parse(json).map((value) => one(value))), [JSON.stringify(values), each]));
}

/** All equal; the first that is not is shown. */
function same(returned, expected, first = 0) {
  const index = expected.findIndex((one, i) => !isDeepStrictEqual(returned[i], one));
  if (index >= 0) expect(returned[index], `seed ${first + index}`).toEqual(expected[index]);
  expect(returned).toHaveLength(expected.length);
}

test(`${MANY} random documents come back as they went in, ids and all`, async ({ page }) => {
  test.setTimeout(60_000);
  for (let from = 0; from < MANY; from += 1000) {
    const documents = range(from, from + 1000).map((seed) => randomDocument(seed));
    const returned = await inPage(page, documents, (document) => {
      const { problemsOf, read, write } = window.conversions;
      const doc = window.surface.editor.schema.nodeFromJSON(read(document));
      doc.check();
      return problemsOf(document).length > 0 ? problemsOf(document) : write(doc);
    });
    same(returned, documents, from);
  }
  // For the server's own types to read, in tests/it/documents.rs.
  const target = new URL('../../target/writing/', import.meta.url);
  await mkdir(target, { recursive: true });
  await writeFile(new URL('emitted.json', target), JSON.stringify(range(0, 1000).map((seed) => randomDocument(seed))));
});

test(`${ON_SCREEN} of them are the same after they were on screen and somebody typed`, async ({ page }) => {
  test.setTimeout(60_000);
  const documents = range(0, ON_SCREEN).map((seed) => randomDocument(seed));
  const returned = await inPage(page, documents, (document) => {
    window.surface.setDocument(document);
    const { view } = window.surface.editor;
    view.dispatch(view.state.tr.insert(0, view.state.schema.nodes.paragraph.create()));
    const typed = window.surface.document();
    window.surface.undo();
    return [typed.content.length, window.surface.document()];
  });
  same(returned, documents.map((document) => [document.content.length + 1, document]));
});

test(`${BY_CLIPBOARD} random documents are the same after a way through the clipboard, with names of their own`, async ({ page }) => {
  test.setTimeout(60_000);
  const documents = range(0, BY_CLIPBOARD).map((seed) => randomDocument(90_000 + seed, { ends: false }));
  const returned = await inPage(page, documents, (document) => {
    window.surface.setDocument(document);
    const { view } = window.surface.editor;
    const html = view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size)).dom.innerHTML;
    window.surface.setDocument({ type: 'doc', version: 1, content: [] });
    view.pasteHTML(html);
    return window.surface.document();
  });
  same(bare(returned), bare(documents), 90_000);
});

test('what the server prints is read back as it was written', async ({ page }) => {
  const rendered = JSON.parse(await readFile(new URL('rendered.json', import.meta.url), 'utf8'));
  expect(rendered.length).toBeGreaterThanOrEqual(60);
  rendered.forEach(({ document }, seed) => expect(document, 'script: see tests/it/documents.rs').toEqual(randomDocument(seed, { tidy: true })));
  const returned = await page.evaluate((list) => list.map(({ html }) => {
    window.surface.setDocument({ type: 'doc', version: 1, content: [] });
    // As from this editor: what is cleaned away from strangers, such as empty paragraphs, is not here.
    window.surface.editor.view.pasteHTML(`<div data-pm-slice="0 0 []">${html}</div>`);
    return window.surface.document();
  }), rendered);
  // The server prints no name for a paragraph that is alone in an item or a cell.
  rendered.forEach(({ document }, index) => {
    expect(bare(returned[index]), `document ${index}`).toEqual(bare(document));
    expect(returned[index].content.map((block) => block.attrs.id)).toEqual(document.content.map((block) => block.attrs.id));
  });
});

test('order of marks and division into runs are the only things that are put in order', async ({ page }) => {
  const given = { type: 'doc', version: 1, content: [p(text('a', 'italic', 'bold'), text('b', 'bold', 'italic'), text(''), { type: 'hardBreak' }, text('c'))] };
  const returned = await page.evaluate((document) => {
    window.surface.setDocument(document);
    return window.surface.document();
  }, given);
  expect(returned.content[0].content).toEqual([text('ab', 'bold', 'italic'), { type: 'hardBreak' }, text('c')]);
});

for (const [what, change] of Object.entries({
  'a block it does not know': (document) => document.content.push({ type: 'poll', attrs: { id: 'aaaaaaaaaaaa', question: 'Ya?' } }),
  'a block within a list': (document) => document.content.push({ type: 'bulletList', attrs: { id: 'aaaaaaaaaaab' }, content: [{ type: 'taskItem', attrs: { done: true } }] }),
  'an attribute it does not know': (document) => { document.content[0].attrs.align = 'right'; },
  'a mark it does not know': (document) => { document.content[0].content = [{ type: 'text', text: 'x', marks: [{ type: 'highlight' }] }]; },
  'a run it does not know': (document) => { document.content[0].content = [{ type: 'mention', attrs: { to: 'x' } }]; },
  'a later version': (document) => { document.version = 2; },
  'a value of another kind': (document) => { document.content[0].attrs.id = 7; },
})) {
  test(`a document with ${what} is open for reading alone and comes back untouched`, async ({ page, paper }) => {
    const given = { type: 'doc', version: 1, content: [p('Teks lama')] };
    change(given);
    const { returned, problems } = await page.evaluate((document) => {
      window.open({ document });
      return { returned: window.surface.document(), problems: window.surface.problems() };
    }, given);
    expect(problems.length).toBeGreaterThan(0);
    expect(returned).toEqual(given);
    await expect(page.getByText('hanya dapat dibaca')).toBeVisible();
    await paper.text.click();
    await page.keyboard.type('baru');
    expect(await paper.document()).toEqual(given);
  });
}
