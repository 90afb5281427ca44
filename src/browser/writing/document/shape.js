// The document model, as `src/domain/document.rs` defines it: which nodes there are, what they say
// of themselves and what may stand in them.

export const VERSION = 1;

const text = { holds: (value) => typeof value === 'string', initial: '' };
const needed = { holds: text.holds };
const count = { holds: (value) => Number.isInteger(value) && value >= 0 };
const percent = (value) => Number.isInteger(value) && value >= 0 && value <= 100;

/** How wide a picture stands: as the text, smaller, or beyond its edge. */
export const SIZES = ['text', 'small', 'wide'];

const FOCAL = {
  holds: (value) => value === null || (percent(value?.x) && percent(value?.y) && Object.keys(value).length === 2),
  initial: null,
};
const SIZE = { holds: (value) => SIZES.includes(value), initial: 'text' };

/** Left out of a document where they say nothing. */
export const QUIET = { focal: null, size: 'text' };

const id = { id: needed };

/** Each node's attributes and the kind of its content; the first of `holds` fills an empty one. */
export const NODES = {
  paragraph: { group: 'block', attrs: id, holds: 'inline' },
  heading: { group: 'block', attrs: { ...id, level: count }, holds: 'inline' },
  image: {
    group: 'block',
    attrs: { ...id, media: needed, width: count, height: count, alt: needed, caption: text, credit: text, focal: FOCAL, size: SIZE },
  },
  gallery: { group: 'block', attrs: id, holds: ['image'], mayBeEmpty: true },
  blockquote: { group: 'block', attrs: id, holds: 'block' },
  pullQuote: { group: 'block', attrs: id, holds: 'inline' },
  bulletList: { group: 'block', attrs: id, holds: ['listItem'] },
  orderedList: { group: 'block', attrs: id, holds: ['listItem'] },
  codeBlock: { group: 'block', attrs: { ...id, language: text }, holds: 'inline' },
  table: { group: 'block', attrs: id, holds: ['tableRow'] },
  horizontalRule: { group: 'block', attrs: id },
  embed: { group: 'block', attrs: { ...id, url: needed, title: text } },
  relatedStory: { group: 'block', attrs: { ...id, slug: needed, headline: needed } },
  factBox: { group: 'block', attrs: { ...id, title: text }, holds: 'block' },
  listItem: { attrs: id, holds: 'block' },
  tableRow: { attrs: id, holds: ['tableCell', 'tableHeader'] },
  tableHeader: { attrs: {}, holds: 'block' },
  tableCell: { attrs: {}, holds: 'block' },
};

/** The marks, the outermost first. */
export const MARKS = {
  link: { href: needed },
  bold: {},
  italic: {},
  strike: {},
  code: {},
  subscript: {},
  superscript: {},
};

export const MARK_ORDER = Object.keys(MARKS);

/** The names of what may stand in a node; `null` where runs of text do. */
export function allowedIn({ holds }) {
  if (!holds || holds === 'inline') return null;
  return holds === 'block' ? Object.keys(NODES).filter((name) => NODES[name].group === 'block') : holds;
}
