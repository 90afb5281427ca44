// The attribute that every block has.

/** The name in an element's `id="b-…"`. */
export function idOf(element) {
  return /^b-([a-z2-7]{12})$/.exec(element?.id ?? '')?.[1] ?? null;
}

/** A block's name; the second half of a split block has none until it is given one. */
export function idAttribute(elementOf = (element) => element) {
  return {
    id: {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) => idOf(elementOf(element)),
      renderHTML: ({ id }) => (id ? { id: `b-${id}` } : {}),
    },
  };
}

/** An attribute that the rule of its node reads, and that no element shows by itself. */
export function quietAttribute(initial, keepOnSplit = false) {
  return { default: initial, keepOnSplit, parseHTML: () => null, renderHTML: () => ({}) };
}
