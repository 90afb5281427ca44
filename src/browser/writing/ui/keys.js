// Keys and what they do: one table for the list that people read.
import { h, isApple } from './dom.js';

const APPLE = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Ctrl: '⌃' };
const OTHER = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Ctrl: 'Ctrl' };
const CAPS = { ArrowUp: '↑', ArrowDown: '↓', Enter: '↵', Slash: '/', Minus: '-' };

/** The caps of a combination such as `Mod-Shift-x`, as they are printed on this machine's keyboard. */
export function caps(combination) {
  const names = isApple ? APPLE : OTHER;
  return combination.split('-').map((part) => names[part] ?? CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** A combination in a word. */
export function keyName(combination) {
  return caps(combination).join(isApple ? '' : '+');
}

/** `[label, ...combinations]`, or what is typed. */
export const SHORTCUTS = [
  ['shortcutsText', [['bold', 'Mod-b'], ['italic', 'Mod-i'], ['link', 'Mod-k'], ['strike', 'Mod-Shift-x'], ['code', 'Mod-e'], ['subscript', 'Mod-,'], ['superscript', 'Mod-.'], ['toToolbar', 'Alt-F10']]],
  [
    'shortcutsBlocks',
    [
      ['heading2', 'Mod-Alt-2'],
      ['heading3', 'Mod-Alt-3'],
      ['text', 'Mod-Alt-0'],
      ['quote', 'Mod-Shift-b'],
      ['bulletList', 'Mod-Shift-8'],
      ['orderedList', 'Mod-Shift-7'],
      ['codeBlock', 'Mod-Alt-c'],
      ['deeper', 'Tab'],
      ['breakLine', 'Shift-Enter'],
      ['moveUp', 'Alt-Shift-ArrowUp'],
      ['moveDown', 'Alt-Shift-ArrowDown'],
      ['blockMenu', 'Alt-Enter'],
    ],
  ],
  ['shortcutsStory', [['insert', 'Slash'], ['find', 'Mod-f'], ['replaceWith', 'Mod-h'], ['undo', 'Mod-z'], ['redo', 'Mod-Shift-z'], ['pastePlain', 'Mod-Shift-v'], ['thisList', 'Mod-Slash']]],
];

const TYPED = [
  ['shortcutsMarkdown', [['heading2', '##'], ['heading3', '###'], ['quote', '>'], ['bulletList', '-'], ['orderedList', '1.'], ['divider', '---'], ['codeBlock', '```']]],
  ['shortcutsMarks', [['bold', '**…**'], ['italic', '*…*'], ['strike', '~~…~~'], ['code', '`…`']]],
];

/** The list, ready to be read. */
export function shortcutList(say) {
  const part = (title, rows, draw) => h('section', {}, h('h3', {}, say(title)), h('dl', {}, ...rows.map(([label, what]) => h('div', {}, h('dt', {}, say(label)), h('dd', {}, ...draw(what))))));
  const combination = (what) => caps(what).map((cap) => h('kbd', {}, cap));
  const typed = (what) => [h('kbd', {}, what)];
  return [...SHORTCUTS.map(([title, rows]) => part(title, rows, combination)), ...TYPED.map(([title, rows]) => part(title, rows, typed))];
}
