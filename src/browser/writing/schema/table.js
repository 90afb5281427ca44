// Tables: rows of cells, ragged if a document says so; no cell spans two.
import { Node, mergeAttributes } from '@tiptap/core';
import { idAttribute } from './id.js';
import { addRow, stepCell } from '../commands/table.js';

export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  // The name stands on the box in which a wide table scrolls.
  addAttributes: () => idAttribute((element) => (element.id || !element.parentElement?.matches('div.table') ? element : element.parentElement)),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { class: 'table' }), ['table', {}, ['tbody', {}, 0]]],
  addKeyboardShortcuts() {
    return {
      Tab: () => stepCell(this.editor.view, 1),
      'Shift-Tab': () => stepCell(this.editor.view, -1),
      'Mod-Enter': () => addRow(this.editor.view),
    };
  },
});

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  addAttributes: () => idAttribute(),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

export const TableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});

export const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes, { scope: 'col' }), 0],
});
