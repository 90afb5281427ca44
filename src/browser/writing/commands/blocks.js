// What one does with whole blocks: move, double, delete, put in.
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { newId } from '../document/ids.js';

const MOVE_ALONE = new Set(['listItem', 'tableRow']);

/** The block that an order such as "move up" means: the innermost that moves by itself. */
export function currentBlock({ selection }) {
  const { $from, node } = selection;
  if (node?.isBlock) return { parent: $from.parent, index: $from.index(), at: selection.from, node };
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (depth > 1 && !MOVE_ALONE.has($from.node(depth).type.name)) continue;
    return { parent: $from.node(depth - 1), index: $from.index(depth - 1), at: $from.before(depth), node: $from.node(depth) };
  }
  return null;
}

/** The block at this place of the document, named by where it begins. */
export function blockAt({ doc }, at) {
  const $at = doc.resolve(at);
  return { parent: $at.parent, index: $at.index(), at, node: $at.nodeAfter };
}

/** Changes places with the neighbour; the answer is the new place among how many, or nothing. */
export function moveBlock(view, by, block = currentBlock(view.state)) {
  const { state } = view;
  const neighbour = block?.parent.maybeChild(block.index + by);
  if (!neighbour) return null;
  const { at, node } = block;
  const target = by < 0 ? at - neighbour.nodeSize : at + neighbour.nodeSize;
  const change = state.tr.delete(at, at + node.nodeSize).insert(target, node);
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.from === at) change.setSelection(NodeSelection.create(change.doc, target));
  else if (selection.from >= at && selection.to <= at + node.nodeSize) {
    const moved = (position) => position - at + target;
    change.setSelection(TextSelection.between(change.doc.resolve(moved(selection.anchor)), change.doc.resolve(moved(selection.head))));
  }
  view.dispatch(change.scrollIntoView());
  return { place: block.index + by + 1, of: block.parent.childCount };
}

/** Puts a copy behind the block; it gets names of its own. */
export function doubleBlock(view, block = currentBlock(view.state)) {
  if (!block) return false;
  const end = block.at + block.node.nodeSize;
  const change = view.state.tr.insert(end, block.node);
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(end + 1))).scrollIntoView());
  return true;
}

/** Deletes the block; an emptied document keeps a line to write in. */
export function deleteBlock(view, block = currentBlock(view.state)) {
  if (!block) return false;
  const { state } = view;
  let { at, node } = block;
  let { parent, index } = block;
  let $at = state.doc.resolve(at);
  // What would be left empty goes too: the list with its last item.
  while (parent.childCount === 1 && $at.depth > 0 && parent.type.name !== 'gallery') {
    node = parent;
    at = $at.before();
    $at = state.doc.resolve(at);
    parent = $at.parent;
    index = $at.index();
  }
  const change = state.tr;
  if (parent.childCount === 1 && parent.type.name === 'doc') {
    change.replaceWith(at, at + node.nodeSize, state.schema.nodes.paragraph.create({ id: newId() }));
  } else change.delete(at, at + node.nodeSize);
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(Math.min(at, change.doc.content.size)), index > 0 ? -1 : 1)).scrollIntoView());
  return true;
}

/**
 * Puts a block where the cursor is: in place of an empty paragraph, otherwise behind the block with
 * the cursor. The cursor goes into it, or below it if it holds no text.
 */
export function insertBlock(view, node) {
  const { state } = view;
  const change = state.tr;
  const { at, until } = gapFor(state);
  if (until > at) change.replaceWith(at, until, node);
  else change.insert(at, node);
  const end = at + node.nodeSize;
  const takesText = node.isTextblock || (!node.isAtom && node.type.name !== 'gallery');
  const $end = change.doc.resolve(end);
  // Behind a block that holds no text there is always a line to go on.
  if (!$end.nodeAfter?.isTextblock && $end.parent.type.name === 'doc' && !takesText) {
    change.insert(end, state.schema.nodes.paragraph.create({ id: newId() }));
  }
  change.setSelection(takesText ? TextSelection.near(change.doc.resolve(at + 1)) : Selection.near(change.doc.resolve(end), 1));
  view.dispatch(change.scrollIntoView());
  return at;
}

/** The range that a new block takes: an empty paragraph's, or none, behind what has the cursor. */
export function gapFor({ selection }) {
  const { $from, $to } = selection;
  if ($from.depth === 0) return { at: selection.to, until: selection.to };
  if (selection.empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0) {
    return { at: $from.before(), until: $from.after() };
  }
  const end = selection.node ? selection.to : $to.after();
  return { at: end, until: end };
}

/** Makes the block with the cursor another kind of text. */
export function turnInto(editor, kind) {
  const chain = editor.chain().focus();
  const inList = ['bulletList', 'orderedList'].find((name) => editor.isActive(name));
  if (inList && inList !== kind && !['bulletList', 'orderedList'].includes(kind)) chain.liftListItem('listItem');
  switch (kind) {
    case 'paragraph':
      return chain.setNode('paragraph').run();
    case 'heading2':
    case 'heading3':
      return chain.setNode('heading', { level: Number(kind.at(-1)) }).run();
    case 'bulletList':
    case 'orderedList':
      if (inList === kind) return true;
      if (!inList) chain.setNode('paragraph');
      return chain.toggleList(kind, 'listItem').run();
    case 'blockquote':
      return editor.isActive('blockquote') ? true : chain.setNode('paragraph').wrapIn('blockquote').run();
    default:
      return chain.setNode(kind, kind === 'codeBlock' ? { language: '' } : {}).run();
  }
}
