// Choosing the point of a picture that stays in view when it is cropped.
import { button, h } from '../ui/dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const STEP = 5;
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/**
 * @param {import('../desk.js').Desk} desk
 * @param {HTMLElement} picture The box of the picture.
 * @param {(focal: {x: number, y: number} | null) => void} choose
 */
export function focalPoint(desk, picture, choose) {
  const { say } = desk;
  let point = { x: 50, y: 50 };

  const target = document.createElementNS(SVG, 'svg');
  const rings = ['outer', 'inner'].map((name) => {
    const ring = document.createElementNS(SVG, 'circle');
    ring.setAttribute('r', name === 'outer' ? '11' : '3');
    ring.setAttribute('class', `editor__ring editor__ring--${name}`);
    return ring;
  });
  target.append(...rings);
  target.setAttribute('aria-hidden', 'true');
  const surface = button({ class: 'editor__focal', title: say('focalHint') }, target);
  const clear = button({ onclick: () => set(null) }, say('focalClear'));
  const done = button({ onclick: close }, say('done'));
  const panel = h('div', { class: 'editor__focalPanel', contenteditable: 'false', hidden: true }, surface, h('p', { class: 'editor__focalHint' }, say('focalHint'), ' ', clear, done));
  picture.append(panel);

  function set(next) {
    choose(next);
    if (next) desk.announce(say('focalAt', next));
  }
  function sync(focal) {
    point = focal ?? { x: 50, y: 50 };
    for (const ring of rings) {
      ring.setAttribute('cx', `${point.x}%`);
      ring.setAttribute('cy', `${point.y}%`);
    }
    surface.setAttribute('aria-label', `${say('focal')}: ${say('focalAt', point)}`);
  }
  function close() {
    panel.hidden = true;
  }

  surface.addEventListener('click', (event) => {
    // A click by key has no place.
    if (event.detail === 0) return close();
    const box = surface.getBoundingClientRect();
    const part = (value, from, size) => Math.round((100 * (value - from)) / size);
    return set({ x: part(event.clientX, box.left, box.width), y: part(event.clientY, box.top, box.height) });
  });
  surface.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const within = (value) => Math.min(100, Math.max(0, value));
    set({ x: within(point.x + move[0]), y: within(point.y + move[1]) });
  });

  return {
    sync,
    open(focal) {
      sync(focal);
      panel.hidden = false;
      surface.focus();
    },
  };
}
