// The menu behind a slash: blocks by name. The cursor stays in the text; the menu is a list of
// choices that the text field controls.
import { Plugin } from '@tiptap/pm/state';
import { h, marked, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { matches } from './blocks.js';
import { placeable } from './place.js';

const TYPED = /(?:^|\s)\/([^/\n]{0,24})$/;

/** @param {import('../desk.js').Desk} desk */
export function slashMenu(desk) {
  const { say } = desk;
  const list = h('div', { class: 'editor__menuList', role: 'listbox', tabindex: '0', id: uniqueId('blocks'), 'aria-label': say('insert') });
  const keys = h('p', { class: 'editor__menuKeys', 'aria-hidden': 'true' }, ...hint(['↑', '↓'], 'keyChoose'), ...hint(['↵'], 'keyInsert'), ...hint(['Esc'], 'keyClose'));
  const box = h('div', { class: 'editor__menu editor__menu--slash', hidden: true }, list, keys);
  let place;
  let open = null;
  let dismissedAt = null;
  let options = [];
  let chosen = 0;

  function hint(caps, word) {
    return [h('span', {}, ...caps.map((cap) => h('kbd', {}, cap)), ' ', say(word))];
  }

  function slashBefore(state) {
    const { selection } = state;
    const { $from } = selection;
    if (!selection.empty || $from.parent.type.name !== 'paragraph') return null;
    const before = $from.parent.textBetween(0, $from.parentOffset, '', '\ufffc');
    const match = TYPED.exec(before);
    return match && { from: $from.pos - match[1].length - 1, to: $from.pos, query: match[1] };
  }

  function follow(view, before) {
    const slash = view.editable && view.hasFocus() ? slashBefore(view.state) : null;
    if (!slash) {
      dismissedAt = null;
      return close(view);
    }
    const typed = !before.doc.eq(view.state.doc);
    if (dismissedAt === slash.from || (!open && !typed)) return undefined;
    if (open && open.query === slash.query && open.from === slash.from) return undefined;
    return show(view, slash);
  }

  function show(view, slash) {
    const { found, rest } = matches(slash.query, say, desk.options.without);
    // Whoever types on past all names means a slash.
    if (found.length === 0 && /\s/.test(slash.query)) return close(view);
    open = slash;
    chosen = 0;
    options = [];
    const query = slash.query.trim();
    const group = (title, note, blocks) => {
      const id = uniqueId('group');
      const head = h('p', { class: 'editor__menuHead' }, h('b', { id }, title), note && h('span', {}, note));
      return h('div', { role: 'group', 'aria-labelledby': id }, head, ...blocks.map((block) => row(view, block, query)));
    };
    const note = query && say(found.length > 0 ? 'matching' : 'noMatch', { n: found.length, query });
    list.replaceChildren(group(say('insert'), note, found), ...(rest.length > 0 ? [group(say('allBlocks'), '', rest)] : []));
    if (note) desk.announce(note);
    box.hidden = false;
    const caret = view.coordsAtPos(slash.from);
    place.beside({ left: caret.left, right: caret.left, top: caret.top, bottom: caret.bottom });
    view.dom.setAttribute('aria-controls', list.id);
    choose(view, found.length > 0 ? 0 : -1);
    list.scrollTop = 0;
    return undefined;
  }

  function row(view, block, query) {
    const index = options.length;
    const option = h(
      'div',
      { class: 'editor__option', role: 'option', id: uniqueId('option'), 'aria-selected': 'false' },
      icon(block.icon),
      h('span', { class: 'editor__optionText' }, h('b', {}, ...marked(say(block.key), query)), h('span', {}, say(`${block.key}Hint`))),
      block.typed && h('kbd', {}, block.typed),
    );
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('mousemove', () => index !== chosen && choose(view, index));
    option.addEventListener('click', () => take(view, index));
    options.push({ block, option });
    return option;
  }

  function choose(view, index) {
    chosen = index;
    options.forEach(({ option }, i) => option.setAttribute('aria-selected', String(i === index)));
    const option = options[index]?.option;
    if (!option) return view.dom.removeAttribute('aria-activedescendant');
    view.dom.setAttribute('aria-activedescendant', option.id);
    return option.scrollIntoView({ block: 'nearest' });
  }

  function take(view, index) {
    const { block } = options[index];
    const { from, to } = open;
    close(view);
    view.dispatch(view.state.tr.delete(from, to));
    view.focus();
    block.run(desk.editor, desk);
  }

  function close(view) {
    if (!open) return;
    open = null;
    box.hidden = true;
    view.dom.removeAttribute('aria-controls');
    view.dom.removeAttribute('aria-activedescendant');
  }

  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (!open || event.isComposing) return false;
        const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
        if (to !== undefined) choose(view, (Math.max(to, -1) + options.length) % options.length);
        else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) take(view, chosen);
        else if (event.key === 'Escape') {
          dismissedAt = open.from;
          close(view);
        } else return false;
        event.preventDefault();
        return true;
      },
      handleDOMEvents: {
        blur: (view) => close(view),
      },
    },
    view() {
      place = placeable(box, desk.root);
      return { update: follow, destroy: () => place.remove() };
    },
  });
}
