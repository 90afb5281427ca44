// The menu of a block: move, turn into, double, delete.
import { blockAt, currentBlock, deleteBlock, doubleBlock, moveBlock, turnInto } from '../commands/blocks.js';
import { TextSelection } from '@tiptap/pm/state';
import { BLOCKS, labelOf } from './blocks.js';
import { button, h, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { keyName } from './keys.js';
import { placeable } from './place.js';

const TEXTS = new Set(['paragraph', 'heading', 'pullQuote', 'codeBlock', 'blockquote', 'bulletList', 'orderedList']);

/** @param {import('../desk.js').Desk} desk */
export function blockMenu(desk) {
  const { say } = desk;
  const box = h('div', { class: 'editor__menu editor__menu--block', role: 'menu', hidden: true });
  const place = placeable(box, desk.root);
  let opener = null;

  /**
   * @param {number | null} at Where the block begins; without it, the one with the cursor.
   * @param {DOMRect} anchor
   */
  function open(at, anchor, from) {
    const { view, editor } = desk;
    const block = at === null ? currentBlock(view.state) : blockAt(view.state, at);
    if (!block?.node || !view.editable) return;
    opener = from;
    box.setAttribute('aria-label', say('block', { name: say(labelOf(block.node)) }));
    const isText = TEXTS.has(block.node.type.name);
    const into = () => {
      // A menu of another block than the one with the cursor is about that block.
      const { selection } = view.state;
      if (selection.from < block.at || selection.to > block.at + block.node.nodeSize) {
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(block.at + 1))));
      }
    };
    const kinds = BLOCKS.filter((one) => one.converts && isText);
    const items = [
      item('up', say('moveUp'), () => tellPlace(moveBlock(view, -1, block)), { key: 'Alt-Shift-ArrowUp', off: block.index === 0 }),
      item('down', say('moveDown'), () => tellPlace(moveBlock(view, 1, block)), { key: 'Alt-Shift-ArrowDown', off: block.index === block.parent.childCount - 1 }),
      item('copy', say('double'), () => doubleBlock(view, block)),
      item('trash', say('remove'), () => deleteBlock(view, block)),
    ];
    const turns = kinds.map((one) => item(one.icon, say(one.key), () => { into(); turnInto(editor, one.converts); }));
    const id = uniqueId('group');
    box.replaceChildren(...items, ...(turns.length > 0 ? [h('div', { role: 'group', 'aria-labelledby': id }, h('p', { class: 'editor__menuHead' }, h('b', { id }, say('turnInto'))), ...turns)] : []));
    box.hidden = false;
    place.beside(anchor);
    rows()[0]?.focus();
  }

  function item(shape, label, act, { key, off = false } = {}) {
    const one = button({ class: 'editor__item', role: 'menuitem', tabindex: '-1', 'aria-disabled': off ? 'true' : null }, icon(shape), h('span', {}, label), key && h('kbd', {}, keyName(key)));
    one.addEventListener('click', () => {
      if (off) return;
      close(false);
      act();
      desk.view.focus();
    });
    return one;
  }

  const rows = () => [...box.querySelectorAll('[role="menuitem"]')];

  function tellPlace(where) {
    if (where) desk.announce(say('movedTo', { n: where.place, of: where.of }));
  }

  function close(back = true) {
    if (box.hidden) return;
    box.hidden = true;
    if (back) (opener ?? desk.view).focus();
  }

  box.addEventListener('keydown', (event) => {
    const all = rows();
    const index = all.indexOf(document.activeElement);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[(to + all.length) % all.length].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener('focusout', (event) => box.contains(event.relatedTarget) || close(false));

  return { open, close, tellPlace, remove: () => place.remove() };
}
