// A few words for making elements.

/**
 * An element. `on…` are listeners, `class` and all else are attributes; `false` and `null` are left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

/** A button that sends no form. */
export function button(attributes, ...children) {
  return h('button', { type: 'button', ...attributes }, ...children);
}

let serial = 0;

/** A name for an element that another one refers to. */
export function uniqueId(stem) {
  serial += 1;
  return `editor-${stem}-${serial}`;
}

/** The text with every occurrence of `part` in a `<mark>`, whatever its case. */
export function marked(text, part) {
  const needle = part.toLowerCase();
  const pieces = [];
  let from = 0;
  for (let at; needle && (at = text.toLowerCase().indexOf(needle, from)) >= 0; from = at + needle.length) {
    pieces.push(text.slice(from, at), h('mark', {}, text.slice(at, at + needle.length)));
  }
  pieces.push(text.slice(from));
  return pieces.filter((piece) => piece !== '');
}

/** Whether the browser runs on one of Apple's keyboards. */
export const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
