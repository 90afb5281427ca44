// How long a story is.

/** Words a minute, as readers of news manage on a screen. */
const PACE = 200;

/**
 * What is counted is what readers read: text, captions and titles.
 * @param {import('@tiptap/pm/model').Node} doc
 * @returns {{words: number, characters: number, minutes: number}}
 */
export function measure(doc) {
  let words = 0;
  let characters = 0;
  const add = (text) => {
    words += text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,:/-]*/gu)?.length ?? 0;
    characters += [...text].length;
  };
  doc.descendants((node) => {
    if (node.isTextblock) {
      add(node.textBetween(0, node.content.size, '', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : '')));
      return false;
    }
    add(node.attrs.caption ?? node.attrs.title ?? '');
    return true;
  });
  return { words, characters, minutes: Math.max(1, Math.ceil(words / PACE)) };
}
