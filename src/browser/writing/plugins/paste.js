// What is pasted or dropped: cleaned into the model, files uploaded, lone addresses understood.
import { Plugin } from '@tiptap/pm/state';
import { newId } from '../document/ids.js';
import { isSafeHref, withoutTracking } from '../document/href.js';
import { providerOf } from '../document/providers.js';
import { gapFor, insertBlock } from '../commands/blocks.js';
import { clean } from '../paste/clean.js';
import { parseText } from '../paste/text.js';

/** @param {import('../desk.js').Desk} desk */
export function pasting(desk) {
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        const { html: cleaned, files, lost } = clean(html);
        // The text has to be in its place before pictures can stand behind it.
        if (files.length > 0) queueMicrotask(() => desk.uploads.send(files, gapFor(desk.editor.state).at));
        if (lost > 0) desk.notify(desk.say('picturesLost', { n: lost }));
        return cleaned;
      },
      clipboardTextParser: (text, _, __, view) => parseText(text, view.state.schema),
      handlePaste(view, event) {
        const data = event.clipboardData;
        const files = [...(data?.files ?? [])];
        // Word sends a picture of the text along with the text.
        if (files.length > 0 && !/\S/.test(data.getData('text/plain'))) {
          desk.uploads.send(files, gapFor(view.state).at);
          return true;
        }
        return address(desk, view, data?.getData('text/plain') ?? '', data?.getData('text/html') ?? '');
      },
      handleDrop(view, event, _, moved) {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (moved || files.length === 0) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        event.preventDefault();
        desk.uploads.send(files, place ? between(view.state.doc, place) : view.state.doc.content.size);
        return true;
      },
    },
  });
}

/** An address alone: on chosen text a link, on an empty line what it shows, else a link of itself. */
function address(desk, view, text, html) {
  const url = withoutTracking(text.trim());
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(url) || !isSafeHref(url)) return false;
  if (/<(p|div|table|ul|ol|h\d)\b/i.test(html)) return false;
  const { state } = view;
  const { selection, schema } = state;
  if (selection.$from.parent.type.spec.code) return false;
  const mark = schema.marks.link.create({ href: url });
  if (!selection.empty && selection.$from.sameParent(selection.$to)) {
    view.dispatch(state.tr.addMark(selection.from, selection.to, mark));
    return true;
  }
  const known = providerOf(url, desk.providers);
  const emptyLine = selection.empty && selection.$from.depth === 1 && selection.$from.parent.type.name === 'paragraph' && selection.$from.parent.content.size === 0;
  if (known && emptyLine) {
    insertBlock(view, schema.nodes.embed.create({ id: newId(), url: known.url }));
    return true;
  }
  view.dispatch(state.tr.replaceSelectionWith(schema.text(url, [mark]), false).scrollIntoView());
  return true;
}

/** The gap between top-level blocks nearest to a place, or the end of a gallery there. */
function between(doc, { pos, inside }) {
  const $place = doc.resolve(inside >= 0 ? inside : pos);
  if ($place.nodeAfter?.type.name === 'gallery') return $place.pos + $place.nodeAfter.nodeSize - 1;
  for (let depth = $place.depth; depth > 0; depth -= 1) if ($place.node(depth).type.name === 'gallery') return $place.end(depth);
  if ($place.depth === 0) return $place.nodeAfter && inside >= 0 ? $place.pos + $place.nodeAfter.nodeSize : $place.pos;
  return $place.after(1);
}
