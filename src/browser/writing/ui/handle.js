// The handle beside a block: drag it to put the block elsewhere, press it for the block's menu.
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { h } from './dom.js';
import { icon } from './icons.js';
import { placeable } from './place.js';

/** @param {import('../desk.js').Desk} desk */
export function handle(desk) {
  // Not a <button>: Firefox drags none.
  const grip = h('div', { class: 'editor__handle', role: 'button', tabindex: '0', draggable: 'true', 'aria-label': desk.say('blockMenu'), 'aria-haspopup': 'menu', title: desk.say('blockMenu') }, icon('grip'));
  let place;
  let at = null;

  /** The top-level block, or the list item, at this height. */
  function blockUnder(view, event) {
    const column = view.dom.getBoundingClientRect();
    const inside = view.posAtCoords({ left: Math.min(Math.max(event.clientX, column.left + 4), column.right - 4), top: event.clientY });
    if (!inside) return null;
    const $place = view.state.doc.resolve(inside.inside >= 0 ? inside.inside : inside.pos);
    for (let depth = $place.depth; depth > 0; depth -= 1) if ($place.node(depth).type.name === 'listItem') return $place.before(depth);
    if ($place.depth > 0) return $place.before(1);
    return $place.nodeAfter ? $place.pos : null;
  }

  function blockWithCursor({ selection: { $from } }) {
    for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === 'listItem') return $from.before(depth);
    if ($from.depth > 0) return $from.before(1);
    return $from.nodeAfter ? $from.pos : null;
  }

  function show(view, position) {
    at = position;
    const dom = position === null || !view.editable ? null : view.nodeDOM(position);
    grip.hidden = !(dom instanceof HTMLElement);
    if (grip.hidden) return;
    const box = dom.getBoundingClientRect();
    const first = dom.matches('p, h2, h3, li') ? parseFloat(getComputedStyle(dom).lineHeight) : 0;
    const column = view.dom.getBoundingClientRect();
    const middle = box.top + (first ? (first - grip.offsetHeight) / 2 : 0);
    const left = dom.matches('li') ? box.left - parseFloat(getComputedStyle(dom.parentElement).paddingInlineStart) : column.left;
    place.at(left - grip.offsetWidth - 6, middle);
  }

  grip.addEventListener('dragstart', (event) => {
    const { view } = desk;
    const selection = NodeSelection.create(view.state.doc, at);
    const slice = selection.content();
    const { dom, text } = view.serializeForClipboard(slice);
    event.dataTransfer.clearData();
    event.dataTransfer.setData('text/html', dom.innerHTML);
    event.dataTransfer.setData('text/plain', text);
    event.dataTransfer.effectAllowed = 'copyMove';
    const picture = view.nodeDOM(at);
    if (picture) event.dataTransfer.setDragImage(picture, 0, 0);
    view.dispatch(view.state.tr.setSelection(selection));
    view.dragging = { slice, move: true, node: selection };
  });
  grip.addEventListener('dragend', () => {
    // A drop outside the text ends it too.
    desk.view.dragging = null;
  });
  const press = () => at !== null && desk.openBlockMenu(at, grip.getBoundingClientRect(), grip);
  grip.addEventListener('click', press);
  grip.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  });

  return new Plugin({
    view(view) {
      place = placeable(grip, desk.root);
      grip.hidden = true;
      const moved = (event) => {
        if (event.buttons !== 0 || desk.root.querySelector('.editor__menu:not([hidden])')) return;
        const column = view.dom.getBoundingClientRect();
        if (event.clientY < column.top || event.clientY > column.bottom) return;
        const under = blockUnder(view, event);
        if (under !== null && under !== at) show(view, under);
      };
      desk.root.addEventListener('mousemove', moved);
      return {
        update(_, before) {
          const changed = !before.doc.eq(view.state.doc) || !before.selection.eq(view.state.selection);
          if (changed) show(view, blockWithCursor(view.state));
        },
        destroy() {
          desk.root.removeEventListener('mousemove', moved);
          place.remove();
        },
      };
    },
  });
}
