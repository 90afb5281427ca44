// The story editor's writing surface. It is loaded by `import()` on the pages that need it; nothing
// that readers load knows of it.
import { Editor, Extension } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { history, redo, undo } from '@tiptap/pm/history';
import { EditorState } from '@tiptap/pm/state';
import { gapFor } from './commands/blocks.js';
import { Desk } from './desk.js';
import { problemsOf } from './document/check.js';
import { keepIds } from './document/ids.js';
import { read } from './document/read.js';
import { measure } from './document/words.js';
import { write } from './document/write.js';
import { finding } from './plugins/find.js';
import { hints } from './plugins/hints.js';
import { surfaceKeys } from './plugins/keys.js';
import { pasting } from './plugins/paste.js';
import { nodesAndMarks } from './schema/index.js';
import { showShortcuts } from './ui/dialog.js';
import { dock } from './ui/dock.js';
import { h } from './ui/dom.js';
import { handle } from './ui/handle.js';
import { slashMenu } from './ui/slash.js';

/** The way of a document into the editor's tree and back, by itself. */
export { problemsOf, read, write };

/**
 * @typedef {object} Picture What the server knows of an uploaded picture.
 * @property {string} media Its key in the media library.
 * @property {number} width
 * @property {number} height
 * @property {string} [alt]
 * @property {string} [caption]
 * @property {string} [credit]
 * @property {{x: number, y: number} | null} [focal] In percent.
 */

/**
 * @typedef {object} Options
 * @property {object} document A document as `src/domain/document.rs` writes it.
 * @property {'id' | 'en'} [language] Of the surface's own words; `id` unless told otherwise.
 * @property {string} [storyLanguage] Of the story, as a language tag.
 * @property {Record<string, string>} [labels] Words in place of those of `labels.js`.
 * @property {boolean} [editable] `true` unless told otherwise.
 * @property {(surface: Surface) => void} [onChange] After every change that the person made.
 * @property {(surface: Surface) => void} [onBlur] When the text is left.
 * @property {(file: File, way: {signal: AbortSignal, onProgress: (part: number) => void}) => Promise<Picture>} [uploadImage]
 *   Stores a file; a refusal's message is shown beside the file's name.
 * @property {() => Promise<Picture[] | null>} [pickImages] Chooses from the library; without it, from the machine.
 * @property {() => Promise<{slug: string, headline: string} | null>} [pickStory] Chooses a related story.
 * @property {string[]} [without] Keys of blocks (`ui/blocks.js`) that are not offered.
 * @property {(picture: Picture) => string} [pictureUrl] Where a picture's file is.
 * @property {import('./document/providers.js').Provider[]} [providers] From where something may be shown.
 */

/**
 * @typedef {object} Surface
 * @property {() => object} document The document as it stands. One that is open for reading alone comes back as it came.
 * @property {(document: object) => void} setDocument Puts another in its place; what was done before cannot be undone.
 * @property {() => {words: number, characters: number, minutes: number}} words
 * @property {() => import('./document/check.js').Problem[]} problems What this editor does not know; if there is any, the story can only be read.
 * @property {() => number} uploading How many pictures are on their way.
 * @property {(place?: 'start' | 'end') => void} focus
 * @property {(replacing?: boolean) => void} find Opens the panel for finding, and replacing.
 * @property {() => void} shortcuts Shows the list of keys.
 * @property {(files: Iterable<File>) => void} insertImages Uploads pictures to where the cursor is.
 * @property {() => boolean} undo
 * @property {() => boolean} redo
 * @property {(editable: boolean) => void} setEditable
 * @property {(id: string) => boolean} showBlock Brings the block with this id into view and the cursor into it.
 * @property {() => void} destroy
 * @property {import('@tiptap/core').Editor} editor For what is not here.
 */

/**
 * Puts a writing surface into an element.
 * @param {HTMLElement} element
 * @param {Options} options
 * @returns {Surface}
 */
export function mount(element, options) {
  const root = h('div', { class: 'editor' });
  element.append(root);
  const desk = new Desk(root, options);
  const warning = h('p', { class: 'editor__readOnly', role: 'note', hidden: true }, desk.say('readOnly'));
  const paper = h('div', { class: 'editor__paper' });
  root.append(desk.find.panel, warning, paper);

  let given = options.document;
  let problems = problemsOf(given);
  let wantsEditing = options.editable ?? true;

  const editor = new Editor({
    element: paper,
    injectCSS: false,
    content: read(given),
    editable: wantsEditing && problems.length === 0,
    extensions: [surfaceKeys(desk), plugins(desk), ...nodesAndMarks(desk)],
    enablePasteRules: false,
    editorProps: {
      attributes: {
        class: 'body editor__text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': desk.say('surface'),
        ...(options.storyLanguage && { lang: options.storyLanguage }),
      },
    },
    onUpdate() {
      desk.find.tell();
      options.onChange?.(surface);
    },
    onBlur: () => options.onBlur?.(surface),
    onBeforeCreate({ editor: made }) {
      desk.editor = made;
    },
  });
  root.append(desk.notices, dock(desk), desk.status);

  function settle() {
    const editable = wantsEditing && problems.length === 0;
    editor.setEditable(editable, false);
    root.classList.toggle('editor--reading', !editable);
    warning.hidden = problems.length === 0;
    for (const input of paper.querySelectorAll('input, textarea')) input.readOnly = !editable;
  }
  settle();

  /** The list of keys: on a question mark that nobody is typing, and on Ctrl and slash in a field of the surface. */
  function question(event) {
    const { target } = event;
    const control = event.ctrlKey || event.metaKey;
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, dialog'));
    const wanted = control ? event.key === '/' && root.contains(target) && !event.defaultPrevented : event.key === '?' && !event.altKey && !typing;
    if (!wanted) return;
    event.preventDefault();
    showShortcuts(desk);
  }
  document.addEventListener('keydown', question);

  /** @type {Surface} */
  const surface = {
    editor,
    document: () => (problems.length > 0 ? structuredClone(given) : write(editor.state.doc)),
    setDocument(next) {
      given = next;
      problems = problemsOf(next);
      desk.uploads.stop();
      const doc = editor.schema.nodeFromJSON(read(next));
      editor.view.updateState(EditorState.create({ doc, plugins: editor.state.plugins }));
      settle();
    },
    words: () => measure(editor.state.doc),
    problems: () => problems,
    uploading: () => desk.uploads.pending(),
    focus: (place) => editor.commands.focus(place),
    find: (replacing) => desk.openFind(replacing),
    shortcuts: () => showShortcuts(desk),
    insertImages: (files) => desk.uploads.send(files, gapFor(editor.state).at),
    undo: () => undo(editor.state, editor.view.dispatch),
    redo: () => redo(editor.state, editor.view.dispatch),
    setEditable(editable) {
      wantsEditing = editable;
      settle();
    },
    showBlock(id) {
      const dom = paper.querySelector(`#b-${CSS.escape(id)}`);
      if (!dom) return false;
      editor.commands.setTextSelection(editor.view.posAtDOM(dom, 0));
      dom.scrollIntoView({ block: 'center' });
      editor.view.focus();
      return true;
    },
    destroy() {
      document.removeEventListener('keydown', question);
      desk.destroy();
      editor.destroy();
      root.remove();
    },
  };
  return surface;
}

/** The menu behind a slash has the keys before all others. */
function plugins(desk) {
  return Extension.create({
    name: 'surface',
    priority: 1200,
    // Tiptap would turn what is left of an emptied document into plain paragraphs, and do so behind the
    // back of the history, which then undoes what is no longer there.
    dispatchTransaction: ({ transaction, next }) => next(transaction.setMeta('preventClearDocument', true)),
    addProseMirrorPlugins: () => [
      slashMenu(desk),
      desk.toolbar.plugin,
      pasting(desk),
      desk.uploads.plugin,
      finding(),
      hints(desk),
      handle(desk),
      keepIds(),
      history(),
      gapCursor(),
      dropCursor({ class: 'editor__drop', width: 2, color: false }),
    ],
  });
}
