// What Word means by its own HTML: lists that are paragraphs, titles and quotations that are classes.
import { rename, styleOf } from './tree.js';

const KINDS = [
  ['.MsoTitle', 'h2'],
  ['.MsoQuote', 'blockquote'],
  ['.MsoIntenseQuote', 'p', { class: 'pullquote' }],
];

/** Says in elements what Word says in classes and comments. */
export function fromWord(body) {
  for (const element of body.querySelectorAll('*')) {
    // `o:p`, `w:sdt` and the like; Word's picture boxes hold nothing that can come along.
    if (element.localName.startsWith('v:')) element.remove();
    else if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  }
  for (const [selector, tag, attributes] of KINDS) {
    body.querySelectorAll(`p${selector}`).forEach((paragraph) => rename(paragraph, tag, attributes));
  }
  lists(body);
}

function lists(body) {
  let open = [];
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const level = Number(/\blevel(\d)/.exec(styleOf(paragraph)['mso-list'] ?? '')?.[1]);
    if (!level) {
      open = [];
      continue;
    }
    const marker = [...paragraph.querySelectorAll('span')].find((span) => styleOf(span)['mso-list'] === 'ignore');
    const tag = /^[\s\u00a0]*(\d+|[a-z]|[ivxlc]+)[.)]/i.test(marker?.textContent ?? '') ? 'ol' : 'ul';
    marker?.remove();
    if (paragraph.previousElementSibling !== open[0]) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && open.at(-1).localName !== tag) open.length -= 1;
    while (open.length < level) {
      const list = body.ownerDocument.createElement(tag);
      if (open.length === 0) paragraph.before(list);
      else (open.at(-1).lastElementChild ?? open.at(-1)).append(list);
      open.push(list);
    }
    const item = body.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1).append(item);
    paragraph.remove();
  }
}
