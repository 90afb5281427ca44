// A picture with what is said of it, and how it stands.
import { NodeSelection } from '@tiptap/pm/state';
import { deleteBlock, blockAt, moveBlock } from '../commands/blocks.js';
import { SIZES } from '../document/shape.js';
import { button, h, uniqueId } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { field, setAttribute, withControls } from './field.js';
import { focalPoint } from './focal.js';

/** @param {import('../desk.js').Desk} desk */
export function figureView(desk) {
  return ({ node: first, view, getPos }) => {
    let node = first;
    const { say } = desk;
    const place = { view, getPos, node };
    const inGallery = view.state.doc.resolve(getPos()).parent.type.name === 'gallery';

    const image = h('img', { draggable: 'false' });
    const picture = h('div', { class: 'editor__picture' }, image);
    const caption = field(place, 'caption', { label: say('caption'), placeholder: say('caption'), multiline: true });
    const credit = field(place, 'credit', { label: say('credit'), placeholder: say('credit'), class: 'editor__credit' });
    const alt = field(place, 'alt', { label: say('alt'), shown: true, placeholder: say('altHint'), multiline: true });
    const missing = button({ class: 'editor__missing', onclick: () => settle(alt.input) }, say('altMissing'));
    const focal = focalPoint(desk, picture, (value) => setAttribute(view, getPos(), 'focal', value));
    const sizes = sizeChoice(say, (value) => setAttribute(view, getPos(), 'size', value));
    const settings = h(
      'div',
      { class: 'editor__settings' },
      alt.element,
      !inGallery && sizes.element,
      h(
        'div',
        { class: 'editor__acts' },
        button({ onclick: () => focal.open(node.attrs.focal) }, icon('focal'), say('focal')),
        button({ onclick: () => desk.replacePicture(getPos()) }, icon('again'), say('replace')),
        inGallery && button({ onclick: () => moveBlock(view, -1, blockAt(view.state, getPos())) }, icon('up'), say('earlier')),
        inGallery && button({ onclick: () => moveBlock(view, 1, blockAt(view.state, getPos())) }, icon('down'), say('later')),
        button({ onclick: remove }, icon('trash'), say('remove')),
      ),
    );
    const dom = h('figure', { class: 'editor__figure' }, picture, h('figcaption', { contenteditable: 'false' }, caption.element, credit.element), missing, settings);
    for (const part of [missing, settings]) part.setAttribute('contenteditable', 'false');

    // A click on the picture chooses it, whatever the browser makes of a click in what is not text.
    image.addEventListener('mousedown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, getPos())));
      view.focus();
    });

    function settle(input) {
      dom.classList.add('editor__figure--open');
      input.focus();
    }
    function remove() {
      deleteBlock(view, blockAt(view.state, getPos()));
      view.focus();
    }
    dom.addEventListener('focusout', (event) => dom.contains(event.relatedTarget) || dom.classList.remove('editor__figure--open'));

    function draw() {
      const { attrs } = node;
      dom.id = `b-${attrs.id}`;
      dom.dataset.size = attrs.size;
      const src = desk.pictureUrl(attrs);
      if (image.getAttribute('src') !== src) image.setAttribute('src', src);
      image.alt = attrs.alt;
      if (attrs.width && attrs.height) {
        image.width = attrs.width;
        image.height = attrs.height;
      }
      image.className = attrs.focal ? `fx-${tens(attrs.focal.x)} fy-${tens(attrs.focal.y)}` : '';
      missing.hidden = Boolean(attrs.alt.trim());
      [caption, credit, alt].forEach((one) => one.sync(attrs));
      sizes.sync(attrs.size);
      focal.sync(attrs.focal);
    }
    draw();

    return withControls(dom, undefined, {
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        draw();
        return true;
      },
      selectNode() {
        dom.classList.add('ProseMirror-selectednode');
      },
      deselectNode() {
        dom.classList.remove('ProseMirror-selectednode');
      },
    });
  };
}

const tens = (value) => Math.round(value / 10) * 10;

function sizeChoice(say, choose) {
  const group = uniqueId('size');
  const words = { text: 'sizeText', small: 'sizeSmall', wide: 'sizeWide' };
  const radios = SIZES.map((value) => h('input', { type: 'radio', name: group, value, onchange: () => choose(value) }));
  const choices = radios.map((radio) => h('label', {}, radio, say(words[radio.value])));
  return {
    element: h('fieldset', { class: 'editor__sizes' }, h('legend', {}, say('size')), ...choices),
    sync(size) {
      for (const radio of radios) radio.checked = radio.value === size;
    },
  };
}
