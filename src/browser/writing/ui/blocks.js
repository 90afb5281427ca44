// The blocks that can be put in, as menus list them.
import { newId } from '../document/ids.js';
import { insertBlock, turnInto } from '../commands/blocks.js';
import { emptyTable } from '../commands/table.js';

/**
 * Each: its label, icon, the Markdown that makes it, words by which it is also found, and what choosing it does.
 * @returns {Array<{key: string, icon: string, typed?: string, also: string, converts?: string, run: (editor: object, desk: object) => void}>}
 */
export const BLOCKS = [
  { key: 'text', icon: 'text', also: 'paragraf paragraph teks text', converts: 'paragraph', run: (editor) => turnInto(editor, 'paragraph') },
  { key: 'image', icon: 'image', also: 'foto photo image picture gambar', run: (editor, desk) => desk.pickPictures() },
  { key: 'gallery', icon: 'gallery', also: 'foto photo gallery album', run: (editor) => put(editor, 'gallery') },
  { key: 'embed', icon: 'embed', also: 'video youtube instagram x twitter spotify peta map tiktok embed gambar bergerak', run: (editor, desk) => desk.askEmbed() },
  { key: 'heading2', icon: 'heading2', typed: '##', also: 'judul heading h2', converts: 'heading2', run: (editor) => turnInto(editor, 'heading2') },
  { key: 'heading3', icon: 'heading3', typed: '###', also: 'judul heading h3', converts: 'heading3', run: (editor) => turnInto(editor, 'heading3') },
  { key: 'quote', icon: 'quote', typed: '>', also: 'quote blockquote ucapan', converts: 'blockquote', run: (editor) => turnInto(editor, 'blockquote') },
  { key: 'pullQuote', icon: 'pull', also: 'pullquote petikan', converts: 'pullQuote', run: (editor) => turnInto(editor, 'pullQuote') },
  { key: 'bulletList', icon: 'bullets', typed: '-', also: 'butir bullet list', converts: 'bulletList', run: (editor) => turnInto(editor, 'bulletList') },
  { key: 'orderedList', icon: 'numbers', typed: '1.', also: 'nomor number list', converts: 'orderedList', run: (editor) => turnInto(editor, 'orderedList') },
  { key: 'factBox', icon: 'fact', also: 'fact box fakta', run: (editor) => put(editor, 'factBox') },
  { key: 'relatedStory', icon: 'story', also: 'berita terkait related story tautan link', run: (editor, desk) => desk.pickStory() },
  { key: 'table', icon: 'table', also: 'tabel table', run: (editor) => insertBlock(editor.view, emptyTable(editor.schema)) },
  { key: 'divider', icon: 'divider', typed: '---', also: 'garis divider rule hr', run: (editor) => put(editor, 'horizontalRule') },
  { key: 'codeBlock', icon: 'codeBlock', typed: '```', also: 'kode code', converts: 'codeBlock', run: (editor) => turnInto(editor, 'codeBlock') },
];

function put(editor, name) {
  const type = editor.schema.nodes[name];
  const line = () => editor.schema.nodes.paragraph.create({ id: newId() });
  const takesBlocks = type.spec.content === 'block+';
  insertBlock(editor.view, type.create({ id: newId() }, takesBlocks ? [line()] : []));
  editor.view.focus();
}

/** A block's label, by the name of its node. */
export function labelOf(node) {
  const { name } = node.type;
  if (name === 'heading') return node.attrs.level <= 2 ? 'heading2' : 'heading3';
  return { paragraph: 'text', blockquote: 'quote', horizontalRule: 'divider', listItem: 'bulletList', tableRow: 'table', unknown: 'block' }[name] ?? name;
}

/**
 * The blocks whose label has the query in it, the best first, and all others.
 * @param {string} query
 * @param {(key: string) => string} say
 * @param {string[]} [without] Keys of blocks that are not offered.
 */
export function matches(query, say, without = []) {
  const offered = BLOCKS.filter((block) => !without.includes(block.key));
  const wanted = query.toLowerCase().trim();
  if (!wanted) return { found: offered, rest: [] };
  const rank = (block) => {
    const label = say(block.key).toLowerCase();
    if (label.startsWith(wanted)) return 0;
    if (label.includes(wanted)) return 1;
    if (block.also.split(' ').some((word) => word.startsWith(wanted))) return 2;
    return 3;
  };
  const ranked = offered.map((block) => ({ block, rank: rank(block) })).sort((a, b) => a.rank - b.rank);
  return {
    found: ranked.filter((one) => one.rank < 3).map((one) => one.block),
    rest: ranked.filter((one) => one.rank === 3).map((one) => one.block),
  };
}
