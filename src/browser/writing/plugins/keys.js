// Keys that belong to the surface as a whole.
import { Extension } from '@tiptap/core';
import { redo, undo } from '@tiptap/pm/history';
import { moveBlock } from '../commands/blocks.js';
import { showShortcuts } from '../ui/dialog.js';
import { enterField } from '../views/pieces.js';

/** @param {import('../desk.js').Desk} desk */
export function surfaceKeys(desk) {
  return Extension.create({
    name: 'surfaceKeys',
    priority: 1100,
    addKeyboardShortcuts() {
      const does = (act) => () => {
        act();
        return true;
      };
      const history = (command) => () => command(desk.view.state, desk.view.dispatch);
      const move = (by) => does(() => desk.menu.tellPlace(moveBlock(desk.view, by)));
      return {
        Enter: () => enterField(desk.view) || withoutSpan(desk.view),
        'Alt-Enter': () => desk.openMenuHere(),
        'Alt-Shift-ArrowUp': move(-1),
        'Alt-Shift-ArrowDown': move(1),
        'Mod-k': does(() => desk.openLink()),
        'Mod-f': does(() => desk.openFind()),
        'Mod-h': does(() => desk.openFind(true)),
        'Mod-Alt-f': does(() => desk.openFind(true)),
        'Mod-/': does(() => showShortcuts(desk)),
        'Mod-z': history(undo),
        'Mod-Shift-z': history(redo),
        'Mod-y': history(redo),
      };
    },
  });
}

/** Enter on text of several blocks deletes it first: Tiptap's split of such a range can fail. */
function withoutSpan(view) {
  const { state } = view;
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to)) view.dispatch(state.tr.deleteSelection());
  return false;
}
