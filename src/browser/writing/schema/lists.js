// Lists and their items.
import { Node, wrappingInputRule } from '@tiptap/core';
import { idAttribute } from './id.js';

function list({ name, tag, find, key }) {
  return Node.create({
    name,
    group: 'block list',
    content: 'listItem+',
    addAttributes: () => idAttribute(),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return { [key]: () => this.editor.commands.toggleList(name, 'listItem') };
    },
    addInputRules() {
      return [wrappingInputRule({ find, type: this.type })];
    },
  });
}

export const BulletList = list({ name: 'bulletList', tag: 'ul', find: /^\s*[-+*]\s$/, key: 'Mod-Shift-8' });
export const OrderedList = list({ name: 'orderedList', tag: 'ol', find: /^\s*\d{1,3}[.)]\s$/, key: 'Mod-Shift-7' });

export const ListItem = Node.create({
  name: 'listItem',
  content: 'block+',
  defining: true,
  addAttributes: () => idAttribute(),
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem('listItem'),
      // Tab is kept only where it does something, so that it leads on from everywhere else.
      Tab: () => this.editor.commands.sinkListItem('listItem'),
      'Shift-Tab': () => this.editor.commands.liftListItem('listItem'),
      Backspace: () => atStartOfItem(this.editor.state.selection) && this.editor.commands.liftListItem('listItem'),
    };
  },
});

function atStartOfItem({ empty, $from }) {
  const { depth } = $from;
  return empty && $from.parentOffset === 0 && depth > 1 && $from.node(depth - 1).type.name === 'listItem' && $from.index(depth - 1) === 0;
}
