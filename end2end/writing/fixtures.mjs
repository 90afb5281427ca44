// What the specs of the writing surface share: the page with nothing to complain of, and short ways.
import { test as base, expect } from '@playwright/test';
import { startPage } from './server.mjs';

export { expect };

export const test = base.extend({
  site: [
    async ({}, use) => {
      const page = await startPage();
      await use(page.url);
      await page.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: ({ site }, use) => use(site),

  /** The page with an empty surface; any word on the console fails the test. */
  paper: [
    async ({ page }, use) => {
      const complaints = [];
      page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error}`));
      page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`));
      await page.goto('/');
      await page.waitForFunction(() => window.ready);
      await use(new Paper(page));
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Words for what one does with the surface. */
class Paper {
  constructor(page) {
    this.page = page;
    this.text = page.getByRole('textbox', { name: 'Isi naskah' });
  }

  open(content, options = {}) {
    return this.page.evaluate(([document, rest]) => window.open({ document, ...rest }), [{ type: 'doc', version: 1, content }, options]);
  }

  document() {
    return this.page.evaluate(() => window.surface.document());
  }

  /** The document without the names of its blocks, for what is about the rest. */
  async content() {
    return bare((await this.document()).content);
  }

  /** Puts the cursor behind (or before) the first place where these words stand. */
  async cursor(words, { before = false, to = '' } = {}) {
    await this.page.evaluate(
      ([wanted, isBefore, end]) => {
        const { editor } = window.surface;
        const find = (text) => {
          let found = null;
          editor.state.doc.descendants((node, position) => {
            if (!node.isTextblock) return true;
            const at = node.textContent.indexOf(text);
            if (at >= 0 && found === null) found = position + 1 + at;
            return false;
          });
          return found;
        };
        const from = find(wanted);
        const selection = end ? { from, to: find(end) + end.length } : isBefore ? from : from + wanted.length;
        editor.view.focus();
        editor.commands.setTextSelection(selection);
      },
      [words, before, to],
    );
  }

  /** What the clipboard of another program would bring. */
  paste({ html, text = '', files = [] }) {
    return this.page.evaluate(
      ([htmlText, plain, named]) => {
        const data = new DataTransfer();
        if (htmlText !== undefined) data.setData('text/html', htmlText);
        if (plain) data.setData('text/plain', plain);
        for (const { name, type } of named) data.items.add(new File([new Uint8Array(8)], name, { type }));
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        window.surface.editor.view.dom.dispatchEvent(event);
      },
      [html, text, files],
    );
  }
}

/** Without ids. */
export function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'id');
  return Object.fromEntries(entries.map(([name, inner]) => [name, bare(inner)]).filter(([name, inner]) => name !== 'attrs' || Object.keys(inner).length > 0));
}

let serial = 0;
const id = () => {
  serial += 1;
  return serial.toString(32).replace(/[0189]/g, (digit) => 'wxyz'['0189'.indexOf(digit)]).padStart(12, 'w');
};

export const text = (words, ...marks) => ({ type: 'text', text: words, ...(marks.length > 0 && { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }) });
export const link = (href) => ({ type: 'link', attrs: { href } });
const runs = (content) => content.map((run) => (typeof run === 'string' ? text(run) : run));

/** Blocks with ids of their own; strings are runs of plain text. */
export const p = (...content) => ({ type: 'paragraph', attrs: { id: id() }, content: runs(content) });
export const heading = (level, ...content) => ({ type: 'heading', attrs: { id: id(), level }, content: runs(content) });
export const li = (...content) => ({ type: 'listItem', attrs: { id: id() }, content: content.map((one) => (typeof one === 'string' ? p(one) : one)) });
export const ul = (...content) => ({ type: 'bulletList', attrs: { id: id() }, content });
export const ol = (...content) => ({ type: 'orderedList', attrs: { id: id() }, content });
export const quote = (...content) => ({ type: 'blockquote', attrs: { id: id() }, content });
export const pull = (...content) => ({ type: 'pullQuote', attrs: { id: id() }, content: runs(content) });
export const hr = () => ({ type: 'horizontalRule', attrs: { id: id() } });
export const br = { type: 'hardBreak' };
export const code = (language, ...content) => ({ type: 'codeBlock', attrs: { id: id(), language }, content: runs(content) });
export const embed = (url, title = '') => ({ type: 'embed', attrs: { id: id(), url, title } });
export const related = (slug, headline) => ({ type: 'relatedStory', attrs: { id: id(), slug, headline } });
export const fact = (title, ...content) => ({ type: 'factBox', attrs: { id: id(), title }, content });
export const image = (attrs = {}) => ({ type: 'image', attrs: { id: id(), media: 'coffee', width: 600, height: 400, alt: '', caption: '', credit: '', ...attrs } });
export const gallery = (...content) => ({ type: 'gallery', attrs: { id: id() }, content });
const cell = (type) => (...content) => ({ type, content: content.length > 0 ? content.map((one) => (typeof one === 'string' ? p(one) : one)) : [p()] });
export const th = cell('tableHeader');
export const td = cell('tableCell');
export const tr = (...content) => ({ type: 'tableRow', attrs: { id: id() }, content });
export const table = (...content) => ({ type: 'table', attrs: { id: id() }, content });
