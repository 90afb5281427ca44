// The bar over chosen text, and the form for a link in its place.
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { getMarkRange } from '@tiptap/core';
import { completeHref } from '../document/href.js';
import { turnInto } from '../commands/blocks.js';
import { button, h, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { placeable } from './place.js';
import { keyName } from './keys.js';

const MARKS = [
  ['bold', 'bold', 'Mod-b'],
  ['italic', 'italic', 'Mod-i'],
  ['link', 'link', 'Mod-k'],
  ['strike', 'strike', 'Mod-Shift-x'],
  ['code', 'code', 'Mod-e'],
  ['subscript', 'sub', 'Mod-,'],
  ['superscript', 'sup', 'Mod-.'],
];
const KINDS = [
  ['heading2', 'heading2', 'Mod-Alt-2'],
  ['heading3', 'heading3', 'Mod-Alt-3'],
  ['quote', 'quote', 'Mod-Shift-b'],
];

/** @param {import('../desk.js').Desk} desk */
export function toolbar(desk) {
  const { say } = desk;
  const marks = MARKS.map(([name, shape, key]) => tool(name, shape, key, () => (name === 'link' ? desk.openLink() : desk.editor.chain().focus().toggleMark(name).run())));
  const kinds = KINDS.map(([name, shape, key]) => tool(name, shape, key, () => toggleKind(name)));
  const bar = h('div', { class: 'editor__bar', role: 'toolbar', 'aria-label': say('toolbar') }, ...marks, h('span', { class: 'editor__barRule' }), ...kinds);
  const wrong = h('p', { class: 'editor__wrong', id: uniqueId('wrong'), role: 'alert' });
  const input = h('input', { type: 'text', inputmode: 'url', placeholder: say('linkPlaceholder'), 'aria-label': say('linkAddress'), autocomplete: 'off', spellcheck: 'false' });
  const unlink = button({ onclick: () => setLink(null) }, say('unlink'));
  const form = h('form', { class: 'editor__link', novalidate: true, hidden: true, 'aria-label': say('link') }, icon('link'), input, h('button', { type: 'submit', class: 'editor__primary' }, say('apply')), unlink, wrong);
  const box = h('div', { class: 'editor__float', hidden: true }, bar, form);
  const tools = [...marks, ...kinds];
  let place;
  let dismissed = false;
  let range = null;
  let pointing = false;
  let entering = false;

  function tool(name, shape, key, act) {
    const title = `${say(name)} (${keyName(key)})`;
    const one = button({ class: 'editor__tool', title, 'aria-label': say(name), 'aria-pressed': 'false', tabindex: '-1', onclick: act }, icon(shape));
    one.addEventListener('mousedown', (event) => event.preventDefault());
    return one;
  }

  function toggleKind(name) {
    const { editor } = desk;
    const isOn = name === 'quote' ? editor.isActive('blockquote') : editor.isActive('heading', { level: Number(name.at(-1)) });
    if (name === 'quote') editor.chain().focus().toggleWrap('blockquote').run();
    else turnInto(editor, isOn ? 'paragraph' : name);
  }

  function follow(view, before) {
    const { state } = view;
    if (!form.hidden) return;
    if (before && !(before.selection.eq(state.selection) && before.doc.eq(state.doc))) dismissed = false;
    const { selection } = state;
    const wanted = selection instanceof TextSelection && !selection.empty && !selection.$from.parent.type.spec.code && /\S/.test(state.doc.textBetween(selection.from, selection.to, ' '));
    const here = entering || view.hasFocus() || box.contains(document.activeElement);
    if (!wanted || !here || !view.editable || dismissed || pointing) {
      box.hidden = true;
      return;
    }
    paint();
    box.hidden = false;
    put(view, selection.from, selection.to);
  }

  function paint() {
    const { editor } = desk;
    const on = [...MARKS.map(([name]) => editor.isActive(name)), ...KINDS.map(([name]) => (name === 'quote' ? editor.isActive('blockquote') : editor.isActive('heading', { level: Number(name.at(-1)) })))];
    tools.forEach((one, index) => one.setAttribute('aria-pressed', String(on[index])));
    if (!tools.some((one) => one.tabIndex === 0)) tools[0].tabIndex = 0;
  }

  function put(view, from, to) {
    const start = view.coordsAtPos(from);
    const end = view.coordsAtPos(to, -1);
    const oneLine = Math.abs(start.top - end.top) < 4;
    const column = view.dom.getBoundingClientRect();
    const anchor = { left: oneLine ? start.left : column.left, right: oneLine ? end.right : column.right, top: start.top, bottom: end.bottom };
    // A finger's own menu of the browser stands above the text.
    const side = matchMedia('(pointer: coarse)').matches ? 'below' : 'above';
    place.beside(anchor, { side, align: 'center' });
  }

  bar.addEventListener('keydown', (event) => {
    const index = tools.indexOf(document.activeElement);
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (event.key === 'Escape') {
      desk.view.focus();
      dismissed = true;
      box.hidden = true;
    } else if (to !== undefined) focusTool((to + tools.length) % tools.length);
    else return;
    event.preventDefault();
  });

  function focusTool(index) {
    tools.forEach((one, i) => {
      one.tabIndex = i === index ? 0 : -1;
    });
    // Between leaving the text and arriving here nothing has the focus.
    entering = true;
    tools[index].focus();
    entering = false;
  }

  box.addEventListener('focusout', (event) => {
    if (box.contains(event.relatedTarget)) return;
    closeLink();
    if (event.relatedTarget !== desk.view.dom) box.hidden = true;
  });

  // The form for a link.
  function openLink() {
    const { view, editor } = desk;
    const { selection, schema, doc } = view.state;
    if (!view.editable || selection.$from.parent.type.spec.code) return;
    range = selection.empty ? getMarkRange(selection.$from, schema.marks.link) ?? wordAt(selection.$from) : { from: selection.from, to: selection.to };
    if (!range || range.from === range.to) return;
    let href = editor.getAttributes('link').href ?? '';
    doc.nodesBetween(range.from, range.to, (node) => {
      href ||= schema.marks.link.isInSet(node.marks)?.attrs.href ?? '';
    });
    input.value = href;
    unlink.hidden = !href;
    complain('');
    bar.hidden = true;
    form.hidden = false;
    box.hidden = false;
    put(view, range.from, range.to);
    input.focus();
    input.select();
  }

  function complain(text) {
    wrong.textContent = text;
    wrong.hidden = !text;
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', wrong.id);
  }

  function setLink(href) {
    const { view } = desk;
    const { link } = view.state.schema.marks;
    const change = view.state.tr.removeMark(range.from, range.to, link);
    if (href) change.addMark(range.from, range.to, link.create({ href }));
    // On to what follows: the next letter is not part of the link.
    change.setSelection(TextSelection.create(change.doc, range.to)).removeStoredMark(link);
    closeLink();
    box.hidden = true;
    view.dispatch(change.scrollIntoView());
    view.focus();
  }

  function closeLink() {
    form.hidden = true;
    bar.hidden = false;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!input.value.trim()) return setLink(null);
    const href = completeHref(input.value);
    if (href) return setLink(href);
    complain(say('linkWrong'));
    return input.focus();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    closeLink();
    desk.view.focus();
  });

  const plugin = new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.key === 'Escape' && !box.hidden) {
          dismissed = true;
          box.hidden = true;
          return true;
        }
        if (event.key !== 'F10' || !event.altKey) return false;
        dismissed = false;
        follow(view, null);
        if (!box.hidden) focusTool(Math.max(0, tools.findIndex((one) => one.tabIndex === 0)));
        return true;
      },
    },
    view(view) {
      place = placeable(box, desk.root);
      // While a pointer chooses, a bar under it would be in the way.
      const down = () => {
        pointing = true;
      };
      const up = () => {
        if (!pointing) return;
        pointing = false;
        // The browser settles the selection after the pointer has gone up.
        requestAnimationFrame(() => view.isDestroyed || follow(view, null));
      };
      const focus = () => follow(view, null);
      const blur = () => requestAnimationFrame(() => view.isDestroyed || follow(view, null));
      view.dom.addEventListener('pointerdown', down);
      view.dom.addEventListener('focus', focus);
      view.dom.addEventListener('blur', blur);
      for (const name of ['pointerup', 'pointercancel', 'dragend']) window.addEventListener(name, up);
      return {
        update: follow,
        destroy() {
          view.dom.removeEventListener('pointerdown', down);
          view.dom.removeEventListener('focus', focus);
          view.dom.removeEventListener('blur', blur);
          for (const name of ['pointerup', 'pointercancel', 'dragend']) window.removeEventListener(name, up);
          place.remove();
        },
      };
    },
  });
  return { plugin, openLink };
}

/** The word with the cursor in it. */
function wordAt($position) {
  const { parent, parentOffset } = $position;
  const text = parent.textBetween(0, parent.content.size, '', '\ufffc');
  const before = /[\p{L}\p{N}_-]*$/u.exec(text.slice(0, parentOffset))[0].length;
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(parentOffset))[0].length;
  return { from: $position.pos - before, to: $position.pos + after };
}
