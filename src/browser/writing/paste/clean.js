// HTML of other programs, cleaned into what the model knows: their looks go, their meaning stays.
import { idOf } from '../schema/id.js';
import { isSafeHref, withoutTracking } from '../document/href.js';
import { embedAddress } from '../document/providers.js';
import { pictures } from './pictures.js';
import { tables } from './tables.js';
import { isEmpty, parse, rename, styleOf, unwrap, wrapInside } from './tree.js';
import { fromWord } from './word.js';

const NOTHING = 'script, style, meta, link, title, head, noscript, template, object, embed, svg, math, canvas, audio, video, form > input, select, textarea, button, nav, [hidden], [aria-hidden="true"]';
const OWN_CLASS = /^(pullquote|embed|related-story|factbox|gallery|table|credit|figure--\w+|f[xy]-\d+|language-\S+)$/;
const OWN_ATTRIBUTES = ['href', 'src', 'alt', 'width', 'height', 'data-media', 'data-focal', 'data-size', 'data-title', 'data-language'];
const BLOCKS = 'p, div, section, article, h1, h2, h3, h4, h5, h6, blockquote, li, td, th';

/**
 * @param {string} html
 * @returns {{html: string, files: File[], lost: number}} clean HTML; pictures that came as data; how
 *   many pictures could not come along, because they are on another site.
 */
export function clean(html) {
  const own = /data-pm-slice/.test(html);
  if (own) return { html, files: [], lost: 0 };
  const body = parse(html);
  comments(body);
  if (/class=["']?Mso|mso-|urn:schemas-microsoft-com/.test(html)) fromWord(body);
  embeds(body);
  body.querySelectorAll(NOTHING).forEach((element) => element.remove());
  const found = pictures(body);
  looks(body);
  headings(body);
  nestedLists(body);
  tables(body);
  links(body);
  lines(body);
  spaces(body);
  body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, blockquote').forEach((element) => isEmpty(element) && element.remove());
  bare(body);
  return { html: body.innerHTML, ...found };
}

function comments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach((comment) => comment.remove());
}

/** What is shown from elsewhere, as the address it is shown from. */
function embeds(body) {
  const posts = 'iframe[src], blockquote.twitter-tweet, blockquote.instagram-media, blockquote.tiktok-embed';
  for (const element of body.querySelectorAll(posts)) {
    const link = [...element.querySelectorAll('a[href]')].at(-1)?.href;
    const address = element.getAttribute('src') ?? element.dataset.instgrmPermalink ?? element.getAttribute('cite') ?? link ?? '';
    const url = embedAddress(address);
    if (!url) element.remove();
    else {
      const card = rename(element, 'p', { class: 'embed' });
      const anchor = body.ownerDocument.createElement('a');
      anchor.setAttribute('href', url);
      anchor.textContent = element.getAttribute('title') || url;
      card.replaceChildren(anchor);
    }
  }
}

/** Boldness and the like, said in a style, said in an element. */
function looks(body) {
  // Google Docs wraps everything in a <b> that is not bold.
  for (const element of body.querySelectorAll('b, strong')) if (/^(normal|400)$/.test(styleOf(element)['font-weight'] ?? '')) unwrap(element);
  for (const element of body.querySelectorAll('span, font, a, p, li, div, td, th')) {
    const style = styleOf(element);
    const wanted = [];
    if (/^(bold(er)?|[6-9]\d\d)$/.test(style['font-weight'] ?? '')) wanted.push('strong');
    if (style['font-style'] === 'italic') wanted.push('em');
    if (/line-through/.test(`${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`)) wanted.push('s');
    if (style['vertical-align'] === 'super' && !element.matches('td, th')) wanted.push('sup');
    if (style['vertical-align'] === 'sub' && !element.matches('td, th')) wanted.push('sub');
    if (element.matches('p, li, div, td, th') && element.querySelector(BLOCKS)) continue;
    wanted.forEach((tag) => wrapInside(element, tag));
  }
}

/** A heading is bold by itself. */
function headings(body) {
  body.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach((heading) => heading.querySelectorAll('strong, b').forEach(unwrap));
}

/** A list that stands between items belongs to the item before it. */
function nestedLists(body) {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
    else rename(list, 'li').append(...list.childNodes);
  }
}

function links(body) {
  for (const anchor of body.querySelectorAll('a')) {
    const href = withoutTracking((anchor.getAttribute('href') ?? '').trim());
    if (href && isSafeHref(href) && !anchor.querySelector(BLOCKS)) anchor.setAttribute('href', href);
    else unwrap(anchor);
  }
}

/** Two breaks in a row are a new paragraph; one at a block's end is nothing. */
function lines(body) {
  body.querySelectorAll('br.Apple-interchange-newline').forEach((line) => line.remove());
  for (const first of body.querySelectorAll('br')) {
    if (!first.isConnected || first.closest('pre')) continue;
    const run = [first];
    let next = first.nextSibling;
    while (next && (next.nodeName === 'BR' || (next.nodeType === 3 && !/[^\s\u00a0]/.test(next.data)))) {
      run.push(next);
      next = next.nextSibling;
    }
    const block = first.closest(BLOCKS) ?? body;
    const alone = isBlock(worded(first, 'previousSibling')) && isBlock(next);
    const ends = alone || (!next && first.parentElement === block);
    if (run.filter((node) => node.nodeName === 'BR').length < 2 && !ends) continue;
    if (ends) run.forEach((node) => node.remove());
    else {
      split(block, first, body);
      run.forEach((node) => node.remove());
    }
  }
}

const isBlock = (node) => !node || (node.nodeType === 1 && node.matches(`${BLOCKS}, ul, ol, table, figure, pre, hr, aside`));

/** The next node in a direction that is more than space. */
function worded(node, direction) {
  let other = node[direction];
  while (other?.nodeType === 3 && !/\S/.test(other.data)) other = other[direction];
  return other;
}

/** Divides a block of text before a node; where a block cannot be divided, a paragraph of its own. */
function split(block, before, body) {
  const range = body.ownerDocument.createRange();
  range.setStart(block, 0);
  range.setEndBefore(before);
  const head = range.extractContents();
  if (/^(P|H\d)$/.test(block.nodeName)) {
    const first = block.cloneNode(false);
    block.removeAttribute('id');
    first.append(head);
    block.before(first);
  } else {
    const paragraph = body.ownerDocument.createElement('p');
    paragraph.append(head);
    block.prepend(paragraph);
    const rest = body.ownerDocument.createElement('p');
    let next = paragraph.nextSibling;
    while (next && !(next.nodeType === 1 && next.matches(BLOCKS))) {
      const following = next.nextSibling;
      rest.append(next);
      next = following;
    }
    if (rest.childNodes.length > 0) paragraph.after(rest);
  }
}

/** Hard spaces and characters without width were never typed. */
function spaces(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode } = walker;
    currentNode.data = currentNode.data.replaceAll('\u00a0', ' ').replace(/[\u200b\ufeff\u00ad]/g, '');
  }
}

function bare(body) {
  for (const element of body.querySelectorAll('*')) {
    const classes = [...element.classList].filter((name) => OWN_CLASS.test(name));
    for (const { name } of [...element.attributes]) {
      if (name === 'id' ? !idOf(element) : !OWN_ATTRIBUTES.includes(name)) element.removeAttribute(name);
    }
    if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  }
}
