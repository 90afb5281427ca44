// Names of blocks: 12 random characters of base 32, kept for ever.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** A new name. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte & 31]).join('');
}

/**
 * After every change each block has a name, and no two the same. Of two with one name, the one that
 * had it before keeps it: so a split leaves it with the first half, and a pasted copy gets a new one.
 */
export function keepIds() {
  return new Plugin({
    key: new PluginKey('ids'),
    appendTransaction(transactions, before, state) {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      const { named, nameless } = census(state.doc);
      const doubles = [...named].filter(([, places]) => places.length > 1);
      if (nameless.length === 0 && doubles.length === 0) return null;

      const back = new Mapping(transactions.flatMap(({ mapping }) => mapping.maps)).invert();
      const former = (position) => before.doc.nodeAt(back.map(position))?.attrs.id;
      // A block that only became another kind is the same block; one that was pasted over it is not.
      const inserted = transactions.some((one) => ['paste', 'drop'].includes(one.getMeta('uiEvent')));
      // As `index.js` says of every change.
      const change = state.tr.setMeta('preventClearDocument', true);
      for (const [id, places] of doubles) {
        const keeper = places.find((place) => former(place) === id) ?? places[0];
        for (const place of places) if (place !== keeper) change.setNodeAttribute(place, 'id', newId());
      }
      for (const place of nameless) {
        const old = inserted ? null : former(place);
        const [holder] = (old && named.get(old)) ?? [];
        // Split off from it, the second half may hold the name alone: it goes back to the first.
        const isFree = old && (holder === undefined || former(holder) !== old);
        if (isFree && holder !== undefined) change.setNodeAttribute(holder, 'id', newId());
        const id = isFree ? old : newId();
        named.set(id, [place]);
        change.setNodeAttribute(place, 'id', id);
      }
      return change;
    },
  });
}

/** Where each name stands, and where one is missing. */
function census(doc) {
  const named = new Map();
  const nameless = [];
  doc.descendants((node, position) => {
    if ('id' in node.attrs) {
      const { id } = node.attrs;
      if (!id) nameless.push(position);
      else if (named.has(id)) named.get(id).push(position);
      else named.set(id, [position]);
    }
    return !node.isTextblock;
  });
  return { named, nameless };
}
