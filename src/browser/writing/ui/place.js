// Puts a box at a place over the text. The page's policy allows no style attribute, so the
// coordinates go into a style sheet of the box's own.
import { uniqueId } from './dom.js';

const MARGIN = 8;

/**
 * Lets `box` be placed over `root`, in which it stands; `remove` takes both away.
 * @param {HTMLElement} box
 * @param {HTMLElement} root
 */
export function placeable(box, root) {
  box.id ||= uniqueId('box');
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`#${box.id} {}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const { style } = sheet.cssRules[0];
  root.append(box);

  return {
    /** At these coordinates of the window. */
    at(left, top) {
      const origin = root.getBoundingClientRect();
      style.left = `${Math.round(left - origin.left)}px`;
      style.top = `${Math.round(top - origin.top)}px`;
    },

    /**
     * Beside a rectangle of the window: on the wanted side if there is room, and within its width.
     * @param {{left: number, right: number, top: number, bottom: number}} anchor
     * @param {{side?: 'above' | 'below', align?: 'start' | 'center'}} [wish]
     */
    beside(anchor, { side = 'below', align = 'start' } = {}) {
      const { offsetWidth: width, offsetHeight: height } = box;
      const screen = document.documentElement.clientWidth;
      const { height: tall, offsetTop: ceiling } = window.visualViewport ?? { height: window.innerHeight, offsetTop: 0 };
      const above = anchor.top - height - MARGIN;
      const below = anchor.bottom + MARGIN;
      const fitsAbove = above >= ceiling;
      const fitsBelow = below + height <= ceiling + tall;
      const top = (side === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove) ? above : below;
      const wanted = align === 'center' ? (anchor.left + anchor.right - width) / 2 : anchor.left;
      this.at(Math.max(MARGIN, Math.min(wanted, screen - width - MARGIN)), top);
    },

    remove() {
      box.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
