// One attribute of a block as a field in it.
import { NodeSelection, Selection } from '@tiptap/pm/state';
import { h } from '../ui/dom.js';

let last = null;

/**
 * Changes one attribute. Letters typed one after the other are undone together.
 * @param {import('@tiptap/pm/view').EditorView} view
 */
export function setAttribute(view, at, name, value, together = false) {
  const change = view.state.tr.setNodeAttribute(at, name, value);
  const follows = together && last && last.name === name && last.at === at && last.doc === view.state.doc;
  // As ProseMirror marks what belongs to the change before it.
  if (follows) change.setMeta('appendedTransaction', last.change);
  view.dispatch(change);
  last = { name, at, change: follows ? last.change : change, doc: view.state.doc };
}

/**
 * @param {{view: object, getPos: () => number, node: object}} place
 * @param {string} name The attribute.
 * @param {{label: string, shown?: boolean, placeholder?: string, multiline?: boolean, class?: string}} options
 */
export function field({ view, getPos, node }, name, { label, shown = false, placeholder = '', multiline = false, class: className = '' }) {
  const input = h(multiline ? 'textarea' : 'input', {
    class: className,
    placeholder,
    'aria-label': shown ? null : label,
    rows: multiline ? 1 : null,
    type: multiline ? null : 'text',
    autocomplete: 'off',
  });
  input.value = node.attrs[name];
  input.readOnly = !view.editable;
  input.addEventListener('input', () => setAttribute(view, getPos(), name, input.value.replace(/\s*\n\s*/g, ' '), true));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') leave(view, getPos(), event, 1);
    if (event.key === 'Escape') leave(view, getPos(), event, 0);
  });
  return {
    input,
    element: shown ? h('label', { class: 'editor__field' }, h('span', {}, label), input) : input,
    sync(attrs) {
      if (attrs[name] !== input.value.replace(/\s*\n\s*/g, ' ')) input.value = attrs[name];
    },
  };
}

/** Back to the text: behind the block, or to the block as a whole. */
function leave(view, at, event, behind) {
  event.preventDefault();
  event.stopPropagation();
  const { doc, tr } = view.state;
  const node = doc.nodeAt(at);
  const whole = NodeSelection.isSelectable(node) ? NodeSelection.create(doc, at) : Selection.near(doc.resolve(at + 1));
  const target = behind && node.isAtom ? Selection.near(doc.resolve(at + node.nodeSize), 1) : whole;
  view.dispatch(tr.setSelection(target).scrollIntoView());
  view.focus();
}

/** What every view of a block with fields has: events in its controls are its own. */
export function withControls(dom, contentDOM, more) {
  const isControl = (target) => target instanceof Element && dom.contains(target) && Boolean(target.closest('input, textarea, select, button, label, fieldset, form'));
  return {
    dom,
    contentDOM,
    stopEvent: (event) => isControl(event.target) && !event.type.startsWith('drag') && event.type !== 'drop',
    ignoreMutation: (mutation) => mutation.type !== 'selection' && (!contentDOM || !contentDOM.contains(mutation.target)),
    ...more,
  };
}
