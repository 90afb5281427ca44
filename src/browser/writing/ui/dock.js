// On narrow screens, where no handle fits beside the text: a bar at the bottom.
import { undo, redo } from '@tiptap/pm/history';
import { TextSelection } from '@tiptap/pm/state';
import { newId } from '../document/ids.js';
import { currentBlock } from '../commands/blocks.js';
import { button, h } from './dom.js';
import { icon } from './icons.js';

/** @param {import('../desk.js').Desk} desk */
export function dock(desk) {
  const { say } = desk;
  const keep = (event) => event.preventDefault();
  const act = (attributes, ...content) => button({ onmousedown: keep, ...attributes }, ...content);
  const block = act({ 'aria-haspopup': 'menu', onclick: () => desk.openBlockMenu(topBlock(desk.view.state), block.getBoundingClientRect(), null) }, icon('grip'), say('block', { name: '' }).replace(/[:\s]+$/, ''));
  return h(
    'div',
    { class: 'editor__dock', role: 'group', 'aria-label': say('dock') },
    act({ onclick: () => insertBelow(desk) }, icon('plus'), say('insert')),
    block,
    act({ onclick: () => desk.openFind() }, icon('search'), say('find')),
    act({ onclick: () => run(undo), 'aria-label': say('undo') }, icon('undo')),
    act({ onclick: () => run(redo), 'aria-label': say('redo') }, icon('redo')),
  );

  function run(command) {
    command(desk.view.state, desk.view.dispatch);
    desk.view.focus();
  }
}

function topBlock(state) {
  return currentBlock(state)?.at ?? null;
}

/** A slash on a line of its own, which opens the menu. */
function insertBelow({ view }) {
  view.focus();
  const { selection, schema, tr } = view.state;
  const { $from } = selection;
  const empty = selection.empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  if (!empty) {
    const after = $from.depth === 0 ? selection.to : $from.after(1);
    tr.insert(after, schema.nodes.paragraph.create({ id: newId() }));
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
  }
  view.dispatch(tr.insertText('/').scrollIntoView());
}
