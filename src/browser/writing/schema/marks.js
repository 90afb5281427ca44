// How runs of text are set. No rule reads a style attribute: what those of other programs mean is
// said in elements before (`paste/clean.js`).
import { Mark, markInputRule } from '@tiptap/core';
import { isSafeHref } from '../document/href.js';

function mark({ name, tags, key, find, isOne = () => null }) {
  return Mark.create({
    name,
    parseHTML: () => tags.map((tag) => ({ tag, getAttrs: isOne })),
    renderHTML: ({ HTMLAttributes }) => [tags[0], HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return Object.fromEntries([key].flat().map((one) => [one, () => !this.editor.isActive('codeBlock') && this.editor.commands.toggleMark(name)]));
    },
    addInputRules() {
      return (find ?? []).map((one) => markInputRule({ find: one, type: this.type }));
    },
  });
}

export const Bold = mark({
  name: 'bold',
  tags: ['strong', 'b'],
  key: 'Mod-b',
  find: [/(?:^|\s)(\*\*(?!\s+\*\*)((?:[^*]+))\*\*(?!\s+\*\*))$/, /(?:^|\s)(__(?!\s+__)((?:[^_]+))__(?!\s+__))$/],
});

export const Italic = mark({
  name: 'italic',
  tags: ['em', 'i'],
  key: 'Mod-i',
  find: [/(?:^|\s)(\*(?!\s+\*)((?:[^*]+))\*(?!\s+\*))$/, /(?:^|\s)(_(?!\s+_)((?:[^_]+))_(?!\s+_))$/],
});

export const Strike = mark({
  name: 'strike',
  tags: ['s', 'del', 'strike'],
  key: 'Mod-Shift-x',
  find: [/(?:^|\s)(~~(?!\s+~~)((?:[^~]+))~~(?!\s+~~))$/],
});

export const Code = mark({
  name: 'code',
  tags: ['code'],
  key: 'Mod-e',
  find: [/(?:^|\s)(`(?!\s+`)((?:[^`]+))`(?!\s+`))$/],
  // What surrounds a whole block of code is that block's own.
  isOne: (element) => (element.parentElement?.matches('pre') ? false : null),
});

export const Subscript = mark({
  name: 'subscript',
  tags: ['sub'],
  key: 'Mod-,',
});

export const Superscript = mark({
  name: 'superscript',
  tags: ['sup'],
  key: 'Mod-.',
});

export const Link = Mark.create({
  name: 'link',
  // What is typed behind a link is not part of it.
  inclusive: false,
  addAttributes: () => ({ href: { default: '', parseHTML: (element) => element.getAttribute('href') } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => isSafeHref(element.getAttribute('href')) && null }],
  renderHTML: ({ HTMLAttributes: { href } }) => ['a', { href: isSafeHref(href) ? href : null, rel: 'noopener' }, 0],
});
