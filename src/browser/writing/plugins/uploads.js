// Pictures on their way to the server. Until one has arrived it stands over the text and not in it,
// so that no document ever names a picture that does not exist.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { newId } from '../document/ids.js';
import { button, h } from '../ui/dom.js';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const AT_ONCE = 2;
const key = new PluginKey('uploads');

/** @param {import('../desk.js').Desk} desk */
export function uploads(desk) {
  const waiting = [];
  const running = new Set();
  let sent = 0;

  /** Sends files; they stand at `at`, one after the other, or take their place in a gallery there. */
  function send(files, at) {
    for (const file of files) {
      if (!TYPES.includes(file.type)) desk.notify(desk.say('notPicture', { name: file.name }));
      else if (desk.options.uploadImage) show(file, at);
    }
    next();
  }

  function show(file, at) {
    sent += 1;
    const upload = { file, number: sent, abort: null };
    upload.bar = h('progress', { max: 1, value: 0, 'aria-label': desk.say('uploading', { name: file.name }) });
    upload.line = h('p', {}, desk.say('waiting', { name: file.name }));
    upload.acts = h('div', { class: 'editor__acts' });
    upload.dom = h('div', { class: 'editor__upload', contenteditable: 'false' }, upload.line, upload.bar, upload.acts);
    offer(upload, ['cancel', () => drop(upload)]);
    const { view } = desk.editor;
    view.dispatch(view.state.tr.setMeta(key, { add: upload, at }));
    waiting.push(upload);
  }

  function next() {
    while (running.size < AT_ONCE && waiting.length > 0) run(waiting.shift());
  }

  async function run(upload) {
    running.add(upload);
    upload.abort = new AbortController();
    upload.line.textContent = desk.say('uploading', { name: upload.file.name });
    upload.bar.hidden = false;
    upload.bar.removeAttribute('value');
    offer(upload, ['cancel', () => drop(upload)]);
    try {
      const picture = await desk.options.uploadImage(upload.file, {
        signal: upload.abort.signal,
        onProgress: (part) => {
          upload.bar.value = part;
        },
      });
      if (!upload.abort.signal.aborted) arrive(upload, picture);
    } catch (error) {
      if (!upload.abort.signal.aborted) fail(upload, error);
    } finally {
      running.delete(upload);
      next();
    }
  }

  function arrive(upload, picture) {
    const { view } = desk.editor;
    const place = placeOf(view.state, upload);
    // Whoever deleted the text around it wanted it gone.
    if (place === null) return;
    const { media, width, height, alt = '', caption = '', credit = '', focal = null } = picture;
    const attrs = { id: newId(), media, width, height, alt, caption, credit, focal, size: 'text' };
    // Those sent earlier stand before it still.
    const stay = widgets(view.state).filter(({ from, spec }) => from === place && spec.upload.number < upload.number).map(({ spec }) => spec.upload);
    const change = view.state.tr.setMeta(key, { remove: upload, stay, at: place });
    view.dispatch(change.insert(place, view.state.schema.nodes.image.create(attrs)));
  }

  function fail(upload, error) {
    const why = error instanceof Error && error.message ? ` ${error.message}` : '';
    upload.line.textContent = desk.say('uploadFailed', { name: upload.file.name }) + why;
    upload.line.setAttribute('role', 'alert');
    upload.bar.hidden = true;
    const again = () => {
      upload.line.removeAttribute('role');
      waiting.push(upload);
      next();
    };
    offer(upload, ['retry', again], ['remove', () => drop(upload)]);
  }

  function offer(upload, ...acts) {
    upload.acts.replaceChildren(...acts.map(([label, onclick]) => button({ onclick }, desk.say(label))));
  }

  function drop(upload) {
    upload.abort?.abort();
    const index = waiting.indexOf(upload);
    if (index >= 0) waiting.splice(index, 1);
    const { view } = desk.editor;
    view.dispatch(view.state.tr.setMeta(key, { remove: upload }));
    view.focus();
  }

  const plugin = new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, set) {
        const mapped = set.map(transaction.mapping, transaction.doc);
        const { add, at, remove, stay = [] } = transaction.getMeta(key) ?? {};
        const gone = [remove, ...stay];
        const left = mapped.remove(mapped.find(undefined, undefined, (spec) => gone.includes(spec.upload)));
        return left.add(transaction.doc, [add, ...stay].filter(Boolean).map((upload) => widget(upload, at)));
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });

  return {
    plugin,
    send,
    pending: () => running.size + waiting.length,
    stop() {
      waiting.length = 0;
      for (const upload of running) upload.abort.abort();
    },
  };
}

/** In the order in which they were sent. */
function widget(upload, at) {
  return Decoration.widget(at, upload.dom, { side: upload.number, upload, key: `upload-${upload.number}`, stopEvent: () => true, ignoreSelection: true });
}

const widgets = (state) => key.getState(state).find();

function placeOf(state, upload) {
  return widgets(state).find(({ spec }) => spec.upload === upload)?.from ?? null;
}
