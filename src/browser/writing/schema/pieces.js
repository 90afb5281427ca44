// Blocks that are more than text: pictures, code, dividers, cards, fact boxes.
import { Node, mergeAttributes, nodeInputRule, textblockTypeInputRule } from '@tiptap/core';
import { idAttribute, quietAttribute } from './id.js';
import { pictureUrl } from './media.js';
import { SIZES } from '../document/shape.js';

const FILE = /^(?:https?:\/\/[^/]+)?\/media\/([^/]+)\/\d+\.\w+$/;

/** A picture of this site in a figure, or nothing: pictures from elsewhere are not shown from there. */
function pictureIn(figure) {
  const image = figure.matches('img') ? figure : figure.querySelector('img');
  const media = image?.getAttribute('data-media') ?? FILE.exec(image?.getAttribute('src') ?? '')?.[1];
  if (!media) return false;
  const caption = figure.querySelector('figcaption')?.cloneNode(true);
  const credit = caption?.querySelector('.credit');
  credit?.remove();
  const [x, y] = focalOf(image);
  const size = figure.getAttribute('data-size') ?? SIZES.find((one) => figure.classList.contains(`figure--${one}`));
  return {
    media,
    width: Number(image.getAttribute('width')) || 0,
    height: Number(image.getAttribute('height')) || 0,
    alt: image.getAttribute('alt') ?? '',
    caption: caption?.textContent.trim() ?? '',
    credit: credit?.textContent.trim() ?? '',
    focal: Number.isInteger(x) && Number.isInteger(y) ? { x, y } : null,
    size: SIZES.includes(size) ? size : 'text',
  };
}

/** The point that stays in view: exact from this editor, rounded to tens from a page. */
function focalOf(image) {
  const exact = image.getAttribute('data-focal')?.split(' ');
  return (exact ?? ['x', 'y'].map((axis) => new RegExp(`\\bf${axis}-(\\d+)\\b`).exec(image.className)?.[1] ?? NaN)).map(Number);
}

export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    ...idAttribute(),
    media: quietAttribute(''),
    width: quietAttribute(0),
    height: quietAttribute(0),
    alt: quietAttribute(''),
    caption: quietAttribute(''),
    credit: quietAttribute(''),
    focal: quietAttribute(null),
    size: quietAttribute('text'),
  }),
  parseHTML: () => [
    { tag: 'figure', getAttrs: pictureIn },
    { tag: 'img', getAttrs: pictureIn },
  ],
  renderHTML({ node: { attrs }, HTMLAttributes }) {
    const image = { src: pictureUrl(attrs), 'data-media': attrs.media, width: attrs.width, height: attrs.height, alt: attrs.alt };
    if (attrs.focal) image['data-focal'] = `${attrs.focal.x} ${attrs.focal.y}`;
    const caption = ['figcaption', {}, attrs.caption, ['span', { class: 'credit' }, attrs.credit]];
    return ['figure', mergeAttributes(HTMLAttributes, { 'data-size': attrs.size }), ['img', image], caption];
  },
  renderText: ({ node }) => node.attrs.caption,
});

export const Gallery = Node.create({
  name: 'gallery',
  group: 'block',
  content: 'image*',
  isolating: true,
  addAttributes: () => idAttribute(),
  parseHTML: () => [{ tag: 'div.gallery' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { class: 'gallery' }), 0],
});

export const CodeBlock = Node.create({
  name: 'codeBlock',
  group: 'block',
  // The model lets marks stand here; the editor offers none.
  content: 'inline*',
  code: true,
  defining: true,
  addAttributes: () => ({ ...idAttribute(), language: quietAttribute('') }),
  parseHTML: () => [
    {
      tag: 'pre',
      preserveWhitespace: 'full',
      getAttrs: (element) => ({ language: element.getAttribute('data-language') ?? /language-([\w+#-]+)/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? '' }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => ['pre', mergeAttributes(HTMLAttributes, { 'data-language': node.attrs.language }), ['code', {}, 0]],
  addKeyboardShortcuts() {
    return {
      'Mod-Alt-c': () => this.editor.commands.toggleNode('codeBlock', 'paragraph'),
      // A third Enter at the end leaves the block.
      Enter: () => this.editor.isActive('codeBlock') && leaveCode(this.editor),
      'Shift-Enter': () => this.editor.isActive('codeBlock') && this.editor.commands.newlineInCode(),
    };
  },
  addInputRules() {
    return [textblockTypeInputRule({ find: /^```([a-z0-9+#-]*)\s$/, type: this.type, getAttributes: ([, language]) => ({ language }) })];
  },
});

function leaveCode(editor) {
  const { $from, empty } = editor.state.selection;
  const text = $from.parent.textContent;
  if (!empty || $from.parentOffset < $from.parent.content.size || !text.endsWith('\n\n')) return false;
  return editor
    .chain()
    .command(({ tr }) => Boolean(tr.delete($from.pos - 2, $from.pos)))
    .exitCode()
    .run();
}

export const HorizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  addAttributes: () => idAttribute(),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
  addInputRules() {
    return [nodeInputRule({ find: /^(?:---|—-|\*\*\*)$/, type: this.type })];
  },
});

export const Embed = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  addAttributes: () => ({ ...idAttribute(), url: quietAttribute(''), title: quietAttribute('') }),
  parseHTML: () => [
    {
      tag: 'p.embed',
      priority: 60,
      getAttrs(element) {
        const url = element.querySelector('a')?.getAttribute('href');
        const title = element.textContent;
        return url ? { url, title: title === url ? '' : title } : false;
      },
    },
  ],
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'embed' }), ['a', { href: attrs.url }, attrs.title || attrs.url]],
  renderText: ({ node }) => node.attrs.url,
});

export const RelatedStory = Node.create({
  name: 'relatedStory',
  group: 'block',
  atom: true,
  addAttributes: () => ({ ...idAttribute(), slug: quietAttribute(''), headline: quietAttribute('') }),
  parseHTML: () => [
    {
      tag: 'p.related-story',
      priority: 60,
      getAttrs(element) {
        const slug = /\/articles\/([^/?#]+)$/.exec(element.querySelector('a')?.getAttribute('href') ?? '')?.[1];
        return slug ? { slug, headline: element.textContent } : false;
      },
    },
  ],
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => [
    'p',
    mergeAttributes(HTMLAttributes, { class: 'related-story' }),
    ['a', { href: `/articles/${attrs.slug}` }, attrs.headline],
  ],
  renderText: ({ node }) => node.attrs.headline,
});

/** On a page a fact box begins with its title; from this editor it comes apart from the text. */
const titleOf = (box) => (box.hasAttribute('data-title') ? null : box.querySelector(':scope > h3:first-child:not([id])'));

export const FactBox = Node.create({
  name: 'factBox',
  group: 'block',
  content: 'block+',
  defining: true,
  isolating: true,
  addAttributes: () => ({ ...idAttribute(), title: quietAttribute('') }),
  parseHTML: () => [
    {
      tag: 'aside.factbox',
      getAttrs: (box) => ({ title: box.getAttribute('data-title') ?? titleOf(box)?.textContent ?? '' }),
      contentElement(box) {
        const inside = box.cloneNode(true);
        titleOf(inside)?.remove();
        return inside;
      },
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => ['aside', mergeAttributes(HTMLAttributes, { class: 'factbox', 'data-title': node.attrs.title }), 0],
});

/** Stands for what this editor does not know, in a document that is open for reading alone. */
export const Unknown = Node.create({
  name: 'unknown',
  group: 'block',
  atom: true,
  addAttributes: () => ({ name: quietAttribute('') }),
  renderHTML: ({ node }) => ['p', { class: 'editor__unknown' }, node.attrs.name],
});

export const UnknownInline = Node.create({
  name: 'unknownInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ name: quietAttribute('') }),
  renderHTML: ({ node }) => ['span', { class: 'editor__unknown' }, node.attrs.name],
});
