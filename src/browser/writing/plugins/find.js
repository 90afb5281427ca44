// Finding and replacing in the text. What is found is painted over it and changes nothing.
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const key = new PluginKey('find');
const NOTHING = { wanted: null, found: [], current: -1, painted: DecorationSet.empty };

/** @typedef {{text: string, matchCase: boolean, wholeWord: boolean}} Wanted */

export function finding() {
  return new Plugin({
    key,
    state: {
      init: () => NOTHING,
      apply(transaction, state) {
        const order = transaction.getMeta(key);
        if (!order && !transaction.docChanged) return state;
        const wanted = order?.wanted === undefined ? state.wanted : order.wanted;
        if (!wanted?.text) return NOTHING;
        const same = wanted === state.wanted && !transaction.docChanged;
        const found = same ? state.found : search(transaction.doc, wanted);
        const current = order?.current === undefined ? nearest(found, order?.from, transaction, state) : order.current;
        return { wanted, found, current, painted: paint(transaction.doc, found, current) };
      },
    },
    props: { decorations: (state) => key.getState(state).painted },
  });
}

/** Every place of the text, within one block each. */
export function search(doc, { text, matchCase, wholeWord }) {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const bounded = wholeWord ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  const pattern = new RegExp(bounded, matchCase ? 'gu' : 'giu');
  const found = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // One character for everything that is not text keeps the places right.
    const content = node.textBetween(0, node.content.size, '', '\ufffc');
    for (const match of content.matchAll(pattern)) {
      if (match[0]) found.push({ from: position + 1 + match.index, to: position + 1 + match.index + match[0].length });
    }
    return false;
  });
  return found;
}

function nearest(found, from, transaction, state) {
  if (found.length === 0) return -1;
  const before = state.found[state.current];
  const place = from ?? (before ? transaction.mapping.map(before.from) : transaction.selection.from);
  const index = found.findIndex((one) => one.from >= place);
  return index < 0 ? 0 : index;
}

function paint(doc, found, current) {
  const marks = found.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === current ? 'editor__found editor__found--current' : 'editor__found' }));
  return DecorationSet.create(doc, marks);
}

/** What is found: how many, which is the current one (from 0; -1 for none). */
export function findState(state) {
  return key.getState(state);
}

/** @param {Wanted | null} wanted */
export function look(view, wanted) {
  view.dispatch(view.state.tr.setMeta(key, { wanted, from: view.state.selection.from }));
}

/** To the next (or the one before), round and round. */
export function step(view, by) {
  const { found, current } = key.getState(view.state);
  if (found.length === 0) return;
  view.dispatch(view.state.tr.setMeta(key, { current: (current + by + found.length) % found.length }));
  reveal(view);
}

/** Puts the current one in sight and chooses it, so that one goes on writing there. */
export function reveal(view) {
  const { found, current } = key.getState(view.state);
  const place = found[current];
  if (!place) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)));
  const { node } = view.domAtPos(place.from);
  (node.nodeType === 1 ? node : node.parentElement)?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** Puts other text in the current one's place; the next becomes current. */
export function replaceCurrent(view, text) {
  const { found, current } = key.getState(view.state);
  const place = found[current];
  if (!place) return 0;
  view.dispatch(put(view.state.tr, place, text).setMeta(key, { from: place.from + text.length }));
  reveal(view);
  return 1;
}

/** All at once, as one step to undo. */
export function replaceAll(view, text) {
  const { found } = key.getState(view.state);
  if (found.length === 0) return 0;
  const change = view.state.tr;
  for (const place of found.toReversed()) put(change, place, text);
  view.dispatch(change);
  return found.length;
}

/** The new text is set as the first letter of the old one. */
function put(change, { from, to }, text) {
  if (!text) return change.delete(from, to);
  const marks = change.doc.resolve(from).marksAcross(change.doc.resolve(to)) ?? [];
  return change.replaceWith(from, to, change.doc.type.schema.text(text, marks));
}
