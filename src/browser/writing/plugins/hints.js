// Words in empty lines, and the line below the last block.
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { newId } from '../document/ids.js';

const HINTS = { heading: 'emptyHeading', blockquote: 'emptyQuote', pullQuote: 'emptyPullQuote' };

/** @param {import('../desk.js').Desk} desk */
export function hints(desk) {
  return new Plugin({
    props: {
      decorations({ doc, selection: { $from, empty } }) {
        const { parent } = $from;
        if (!desk.view?.editable || !empty || !parent.isTextblock || parent.content.size > 0) return null;
        const alone = doc.childCount === 1;
        const name = parent.type.name === 'paragraph' && $from.depth === 2 ? $from.node(1).type.name : parent.type.name;
        const hint = HINTS[name] ?? (name === 'paragraph' && $from.depth === 1 ? 'placeholder' : null);
        if (!hint) return null;
        const attributes = { class: alone ? 'editor__empty editor__empty--first' : 'editor__empty', 'data-hint': desk.say(hint) };
        return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), attributes)]);
      },
      /** A click below the text goes on writing there. */
      handleClick(view, _, event) {
        const last = view.dom.lastElementChild;
        if (!view.editable || event.target !== view.dom || !last || event.clientY < last.getBoundingClientRect().bottom) return false;
        const { doc, schema, tr } = view.state;
        const { lastChild } = doc;
        const ready = lastChild.type.name === 'paragraph' && lastChild.content.size === 0;
        if (!ready) tr.insert(doc.content.size, schema.nodes.paragraph.create({ id: newId() }));
        view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
        return true;
      },
      handleKeyDown(view, event) {
        if (event.key !== 'ArrowDown' || event.shiftKey || event.altKey) return false;
        return lineBelow(view);
      },
    },
  });
}

/** Down from the last line of a last block that is not plain text makes a line below it. */
function lineBelow(view) {
  const { doc, schema, selection, tr } = view.state;
  const { $head } = selection;
  const inLast = selection.node ? selection.to === doc.content.size : $head.depth > 0 && $head.index(0) === doc.childCount - 1;
  if (!inLast || ['paragraph', 'heading'].includes(doc.lastChild.type.name)) return false;
  if (!selection.node && (!view.endOfTextblock('down') || $head.after() < doc.content.size - $head.depth + 1)) return false;
  const at = doc.content.size;
  tr.insert(at, schema.nodes.paragraph.create({ id: newId() }));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}
