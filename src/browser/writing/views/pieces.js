// How the other blocks with fields of their own are shown.
import { NodeSelection } from '@tiptap/pm/state';
import { blockAt, deleteBlock } from '../commands/blocks.js';
import { addColumn, addRow, deleteColumn, deleteRow, toggleHeader } from '../commands/table.js';
import { providerOf } from '../document/providers.js';
import { button, h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { field, withControls } from './field.js';

/** Keeps a view's node up to date and draws it again. */
function living(first, dom, contentDOM, draw, more = {}) {
  let node = first;
  draw(node);
  return withControls(dom, contentDOM, {
    update(next) {
      if (next.type !== node.type) return false;
      node = next;
      draw(node);
      return true;
    },
    ...more,
  });
}

export function galleryView(desk) {
  return ({ node, getPos }) => {
    const { say } = desk;
    const row = h('div', { class: 'editor__row' });
    const empty = h('p', {}, say('galleryEmpty'));
    const tools = h('div', { class: 'editor__galleryTools', contenteditable: 'false' }, empty, button({ onclick: () => desk.pickPictures(getPos()) }, icon('plus'), say('addPictures')));
    const dom = h('div', { class: 'gallery editor__gallery' }, row, tools);
    return living(node, dom, row, ({ attrs, childCount }) => {
      dom.id = `b-${attrs.id}`;
      empty.hidden = childCount > 0;
    });
  };
}

export function factBoxView(desk) {
  return ({ node, view, getPos }) => {
    const title = field({ view, getPos, node }, 'title', { label: desk.say('factTitle'), placeholder: desk.say('factTitle'), class: 'editor__factTitle' });
    const inside = h('div', { class: 'editor__factText' });
    const dom = h('aside', { class: 'factbox' }, h('div', { contenteditable: 'false' }, title.element), inside);
    return living(node, dom, inside, ({ attrs }) => {
      dom.id = `b-${attrs.id}`;
      title.sync(attrs);
    });
  };
}

export function codeView(desk) {
  return ({ node, view, getPos }) => {
    const language = field({ view, getPos, node }, 'language', { label: desk.say('language'), placeholder: desk.say('language'), class: 'editor__language' });
    const code = h('code', { spellcheck: 'false' });
    const dom = h('div', { class: 'editor__code' }, h('div', { contenteditable: 'false' }, language.element), h('pre', {}, code));
    return living(node, dom, code, ({ attrs }) => {
      dom.id = `b-${attrs.id}`;
      language.sync(attrs);
    });
  };
}

export function tableView(desk) {
  return ({ node, view }) => {
    const { say } = desk;
    const body = h('tbody');
    const act = (label, what) => button({ onmousedown: (event) => event.preventDefault(), onclick: () => what(view) && view.focus() }, say(label));
    const tools = h(
      'div',
      { class: 'editor__tableTools', contenteditable: 'false', role: 'group', 'aria-label': say('tableTools') },
      act('rowBelow', addRow),
      act('columnAfter', addColumn),
      act('headerRow', toggleHeader),
      act('rowDelete', deleteRow),
      act('columnDelete', deleteColumn),
    );
    const dom = h('div', { class: 'editor__table' }, h('div', { class: 'table' }, h('table', {}, body)), tools);
    return living(node, dom, body, ({ attrs }) => {
      dom.id = `b-${attrs.id}`;
    });
  };
}

export function embedView(desk) {
  return ({ node, view, getPos }) => {
    const { say } = desk;
    const title = field({ view, getPos, node }, 'title', { label: say('embedTitle'), placeholder: say('embedTitle'), class: 'editor__cardTitle' });
    const provider = h('span');
    const address = h('p', { class: 'editor__cardAddress' });
    const acts = h(
      'div',
      { class: 'editor__acts' },
      button({ onclick: () => desk.askEmbed(getPos()) }, say('change')),
      button({ onclick: () => { deleteBlock(view, blockAt(view.state, getPos())); view.focus(); } }, say('remove')),
    );
    const dom = h('div', { class: 'editor__card', contenteditable: 'false' }, h('p', { class: 'editor__cardKind' }, icon('embed'), provider), title.element, address, acts);
    return living(node, dom, undefined, ({ attrs }) => {
      dom.id = `b-${attrs.id}`;
      const known = providerOf(attrs.url, desk.providers);
      provider.textContent = known ? `${known.name} · ${say('embedNote')}` : say('embedUnknown');
      address.textContent = attrs.url;
      title.sync(attrs);
    }, chosen(dom));
  };
}

export function storyView(desk) {
  return ({ node, view, getPos }) => {
    const { say } = desk;
    const headline = h('p', { class: 'editor__cardHeadline' });
    const address = h('p', { class: 'editor__cardAddress' });
    const change = async () => {
      const story = await desk.options.pickStory?.();
      if (!story) return;
      const at = getPos();
      if (at === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(at, 'slug', story.slug).setNodeAttribute(at, 'headline', story.headline));
    };
    const acts = h(
      'div',
      { class: 'editor__acts' },
      button({ onclick: change }, say('change')),
      button({ onclick: () => { deleteBlock(view, blockAt(view.state, getPos())); view.focus(); } }, say('remove')),
    );
    const dom = h('div', { class: 'editor__card', contenteditable: 'false' }, h('p', { class: 'editor__cardKind' }, icon('story'), say('relatedStory')), headline, address, acts);
    return living(node, dom, undefined, ({ attrs }) => {
      dom.id = `b-${attrs.id}`;
      headline.textContent = attrs.headline;
      address.textContent = `/articles/${attrs.slug}`;
    }, chosen(dom));
  };
}

export function unknownView(desk, tag) {
  return ({ node }) => {
    const dom = h(tag, { class: 'editor__unknown', contenteditable: 'false' }, desk.say('unknown', { name: node.attrs.name }));
    return { dom };
  };
}

function chosen(dom) {
  return {
    selectNode: () => dom.classList.add('ProseMirror-selectednode'),
    deselectNode: () => dom.classList.remove('ProseMirror-selectednode'),
  };
}

/** Enter on a chosen block goes to its first field, if it has one. */
export function enterField(view) {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection)) return false;
  const input = view.nodeDOM(selection.from)?.querySelector?.('input, textarea');
  input?.focus();
  return Boolean(input);
}
