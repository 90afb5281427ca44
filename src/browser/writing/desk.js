// What the parts of the writing surface share: its words, its options, and what one part asks of another.
import { currentBlock, gapFor, insertBlock } from './commands/blocks.js';
import { newId } from './document/ids.js';
import { pictureUrl } from './schema/media.js';
import { speak } from './labels.js';
import { uploads } from './plugins/uploads.js';
import { askAddress } from './ui/dialog.js';
import { blockMenu } from './ui/menu.js';
import { button, h } from './ui/dom.js';
import { icon } from './ui/icons.js';
import { findPanel } from './ui/find.js';
import { toolbar } from './ui/toolbar.js';

export class Desk {
  /**
   * @param {HTMLElement} root
   * @param {import('./index.js').Options} options
   */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.say = speak(options.language ?? 'id', options.labels);
    this.providers = options.providers;
    this.pictureUrl = options.pictureUrl ?? pictureUrl;
    /** @type {import('@tiptap/core').Editor | null} */
    this.editor = null;

    this.status = h('p', { class: 'vh', role: 'status' });
    this.notices = h('div', { class: 'editor__notices' });
    this.find = findPanel(this);
    this.menu = blockMenu(this);
    this.toolbar = toolbar(this);
    this.uploads = uploads(this);
  }

  get view() {
    return this.editor?.view;
  }

  /** Told to those who listen. */
  announce(text) {
    this.status.textContent = text;
  }

  /** Told to everyone, until it is closed. */
  notify(text) {
    const notice = h('div', { class: 'editor__notice' }, h('p', { role: 'alert' }, text), button({ class: 'editor__close', onclick: () => notice.remove() }, icon('close'), this.say('close')));
    this.notices.append(notice);
  }

  openFind(replacing = false) {
    this.find.open(replacing);
  }

  openLink() {
    this.toolbar.openLink();
  }

  openBlockMenu(at, anchor, from) {
    this.menu.open(at, anchor, from);
  }

  /** The menu of the block with the cursor, beside it. */
  openMenuHere() {
    const block = currentBlock(this.view.state);
    const dom = block && this.view.nodeDOM(block.at);
    if (!dom) return false;
    const { left, top } = dom.getBoundingClientRect();
    const caret = this.view.coordsAtPos(this.view.state.selection.from);
    this.menu.open(block.at, { left, right: left, top: Math.max(top, caret.top), bottom: caret.bottom }, null);
    return true;
  }

  /** Pictures from the library or from this machine, into the text or into the gallery at `gallery`. */
  async pickPictures(gallery = null) {
    const place = () => {
      const node = gallery === null ? null : this.view.state.doc.nodeAt(gallery);
      return node ? gallery + node.nodeSize - 1 : gapFor(this.view.state).at;
    };
    if (this.options.pickImages) {
      const picked = (await this.options.pickImages()) ?? [];
      for (const picture of picked) {
        const node = this.editor.schema.nodes.image.create({ ...picture, id: newId() });
        if (gallery === null) insertBlock(this.view, node);
        else this.view.dispatch(this.view.state.tr.insert(place(), node));
      }
      this.view.focus();
      return;
    }
    const files = await this.chooseFiles(true);
    if (files.length > 0) this.uploads.send(files, place());
    this.view.focus();
  }

  /** Other pixels for a picture that keeps its words. */
  async replacePicture(at) {
    const { id } = this.view.state.doc.nodeAt(at).attrs;
    const [file] = await this.chooseFiles(false);
    if (!file || !this.options.uploadImage) return;
    this.announce(this.say('uploading', { name: file.name }));
    try {
      const { media, width, height } = await this.options.uploadImage(file, { signal: new AbortController().signal, onProgress() {} });
      this.view.state.doc.descendants((node, position) => {
        if (node.type.name !== 'image' || node.attrs.id !== id) return true;
        // What was in view of the old one says nothing of the new one.
        this.view.dispatch(this.view.state.tr.setNodeMarkup(position, null, { ...node.attrs, media, width, height, focal: null }));
        return false;
      });
    } catch (error) {
      this.notify(`${this.say('uploadFailed', { name: file.name })} ${error?.message ?? ''}`.trim());
    }
  }

  chooseFiles(multiple) {
    return new Promise((answer) => {
      const input = h('input', { type: 'file', accept: 'image/jpeg,image/png,image/webp,image/gif', multiple, hidden: true });
      const end = () => {
        answer([...input.files]);
        input.remove();
      };
      input.addEventListener('change', end);
      input.addEventListener('cancel', end);
      this.root.append(input);
      input.click();
    });
  }

  /** A card for something from elsewhere: a new one, or the one at `at`. */
  async askEmbed(at = null) {
    const url = await askAddress(this, at === null ? '' : this.view.state.doc.nodeAt(at).attrs.url);
    if (!url) return;
    if (at === null) insertBlock(this.view, this.editor.schema.nodes.embed.create({ id: newId(), url, title: '' }));
    else this.view.dispatch(this.view.state.tr.setNodeAttribute(at, 'url', url));
    this.view.focus();
  }

  async pickStory() {
    const story = await this.options.pickStory?.();
    if (story) insertBlock(this.view, this.editor.schema.nodes.relatedStory.create({ id: newId(), slug: story.slug, headline: story.headline }));
    this.view.focus();
  }

  destroy() {
    this.uploads.stop();
    this.menu.remove();
  }
}
