// What the site's own code calls: the writing surface with texts for documents, and one way to ask the
// page for what it has and this has not. Loaded as a script of its own, so that no file of the readers
// names it.
import { mount } from './index.js';

export * from './index.js';

/** Stores a picture in the library; a refusal's message is for whoever sent it. */
function upload(file, { signal, onProgress }, failed) {
  return new Promise((done, refuse) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file);
    request.open('POST', '/editor/media');
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('load', () => {
      const answer = request.response ?? {};
      if (request.status === 201 && answer.key) done(pictureOf(answer));
      else refuse(new Error(answer.message ?? failed));
    });
    request.addEventListener('error', () => refuse(new Error(failed)));
    request.addEventListener('abort', () => refuse(new DOMException('', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function pictureOf({ key, width, height, alt = '', caption = '', credit = '', focal }) {
  const centred = !focal || (focal.x === 50 && focal.y === 50);
  return { media: key, width, height, alt, caption, credit, focal: centred ? null : { x: Math.round(focal.x), y: Math.round(focal.y) } };
}

/** Pictures of a document that lack what readers need. */
function lacking(doc) {
  const lack = { credit: 0, alt: 0, keys: [] };
  doc.descendants((node) => {
    if (node.type.name !== 'image') return true;
    lack.keys.push(node.attrs.media);
    if (!node.attrs.credit?.trim()) lack.credit += 1;
    if (!node.attrs.alt?.trim()) lack.alt += 1;
    return false;
  });
  return lack;
}

globalThis.wartaWriting = {
  /**
   * @param {HTMLElement} element
   * @param {string} text JSON of the document.
   * @param {string} setup JSON of the plain options of `mount`.
   * @param {(what: string) => any} tell Told of `change` and `blur`; asked for `pictures` and `story`.
   */
  open(element, text, setup, tell) {
    const { uploadFailed, ...options } = JSON.parse(setup);
    const surface = mount(element, {
      ...options,
      document: JSON.parse(text),
      onChange: () => tell('change'),
      onBlur: () => tell('blur'),
      uploadImage: (file, way) => upload(file, way, uploadFailed),
      pickImages: () => tell('pictures'),
      pickStory: () => tell('story'),
    });
    return {
      text: () => JSON.stringify(surface.document()),
      put: (next) => surface.setDocument(JSON.parse(next)),
      count() {
        const { words, minutes } = surface.words();
        const { credit, alt, keys } = lacking(surface.editor.state.doc);
        return Uint32Array.of(words, minutes, credit, alt, keys.length, surface.uploading());
      },
      /** Id, text and place of the block with the cursor, one a line; empty where there is none. */
      block() {
        const { $from } = surface.editor.state.selection;
        const node = $from.depth > 0 ? $from.node(1) : $from.nodeAfter;
        return node?.attrs.id ? `${node.attrs.id}\n${$from.index(0) + 1}\n${node.textContent}` : '';
      },
      setEditable: (editable) => surface.setEditable(editable),
      focus: () => surface.focus('start'),
      find: () => surface.find(true),
      shortcuts: () => surface.shortcuts(),
      showBlock: (id) => surface.showBlock(id),
      readable: () => surface.problems().length === 0,
      destroy: () => surface.destroy(),
    };
  },
};
