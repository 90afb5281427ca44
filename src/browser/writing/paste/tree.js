// A few words for changing a tree of elements that is not on screen.

/** Puts an element's children in its place. */
export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** The same element under another name. */
export function rename(element, tag, attributes = {}) {
  const other = element.ownerDocument.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** Puts all that is in an element into a new one inside it. */
export function wrapInside(element, tag) {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

/** The declarations of a style attribute, read as text: no style of a stranger is ever applied. */
export function styleOf(element) {
  const style = {};
  for (const declaration of (element.getAttribute('style') ?? '').split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) style[declaration.slice(0, colon).trim().toLowerCase()] = declaration.slice(colon + 1).trim().toLowerCase();
  }
  return style;
}

/** Whether there is nothing to read or see. */
export function isEmpty(element) {
  return !/\S/.test(element.textContent.replaceAll('\u00a0', ' ')) && !element.querySelector('img, hr, table');
}
