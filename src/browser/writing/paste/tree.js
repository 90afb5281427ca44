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

/**
 * Parses HTML for reading. The page's policy is in force there too and speaks up on the console for
 * every style and handler, so these are only text here: `data-style`, and gone.
 */
export function parse(html) {
  const quiet = html
    .replace(/<style\b[^]*?(<\/style\s*>|$)/gi, '')
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi, (tag) =>
      tag.replace(/"[^"]*"|'[^']*'|([\s/])(style|on\w+)(?=\s*=)/gi, (part, space, name) => {
        if (!name) return part;
        return space + (name.toLowerCase() === 'style' ? 'data-style' : 'data-gone');
      }),
    );
  return new DOMParser().parseFromString(quiet, 'text/html').body;
}

/** The declarations of a style attribute, read as text: no style of a stranger is ever applied. */
export function styleOf(element) {
  const style = {};
  for (const declaration of (element.getAttribute('data-style') ?? '').split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) style[declaration.slice(0, colon).trim().toLowerCase()] = declaration.slice(colon + 1).trim().toLowerCase();
  }
  return style;
}

/** Whether there is nothing to read or see. */
export function isEmpty(element) {
  return !/\S/.test(element.textContent.replaceAll('\u00a0', ' ')) && !element.querySelector('img, hr, table');
}
