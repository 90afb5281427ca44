// What readers' pages do for reading without a connection: they start the worker beside this file,
// say when a page is a copy, and keep the list of saved stories. Loaded once the app has hydrated
// (src/app/hydration.rs). The app and the server place the elements; what is in them is drawn here.

const LIST = 'simpanan';
const MOST = 200;

const root = document.documentElement;
const worker = isSecureContext ? navigator.serviceWorker : undefined;

/** The saved stories, the one that was saved last first. */
function saved() {
  try {
    const all = JSON.parse(localStorage.getItem(LIST) ?? '[]');
    return Array.isArray(all) ? all.filter((one) => isStory(one?.path)) : [];
  } catch {
    return [];
  }
}

function store(stories) {
  try {
    localStorage.setItem(LIST, JSON.stringify(stories));
  } catch {
    // A browser that keeps nothing: the button says so by staying as it is.
  }
  show();
}

const isStory = (path) => /^\/articles\/[^/]+$/.test(path);

async function tell(message) {
  const registration = await worker?.getRegistration().catch(() => undefined);
  registration?.active?.postMessage(message);
}

function drop(path) {
  const gone = saved().find((one) => one.path === path);
  store(saved().filter((one) => one.path !== path));
  tell({ drop: path });
  // A picture that another saved story shows is theirs too.
  const used = new Set(saved().flatMap((one) => one.pictures ?? []));
  for (const picture of gone?.pictures ?? []) if (!used.has(picture)) tell({ drop: picture });
}

/** Addresses of the pictures in the text as this screen shows them, those further down included. */
async function picturesIn(article) {
  const all = [...article.querySelectorAll('img')];
  for (const image of all) image.loading = 'eager';
  await Promise.allSettled(all.map((image) => image.decode()));
  const paths = all.map((image) => new URL(image.currentSrc || image.src, location.origin).pathname);
  return [...new Set(paths.filter((path) => path.startsWith('/media/')))];
}

async function save(article) {
  const path = location.pathname;
  if (!isStory(path)) return;
  const text = (selector) => article.querySelector(selector)?.textContent.trim() ?? '';
  const time = document.querySelector('.masthead__date time');
  const entry = {
    path,
    headline: text('.article__head h1'),
    category: text('.article__head .label'),
    time: time?.dateTime ?? '',
    when: time?.textContent ?? '',
    pictures: [],
  };
  for (const old of saved().slice(MOST - 1)) drop(old.path);
  store([entry, ...saved()]);
  tell({ save: path });
  entry.pictures = await picturesIn(article);
  const now = saved();
  // Unless it has been dropped meanwhile.
  if (!now.some((one) => one.path === path)) return;
  store(now.map((one) => (one.path === path ? entry : one)));
  tell({ save: path, pictures: entry.pictures });
}

function element(name, { text, ...properties } = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  if (text) made.textContent = text;
  made.append(...inside);
  return made;
}

/** The button beside a story, drawn by the app. */
class Save extends HTMLElement {
  connectedCallback() {
    this.onclick = () => this.press();
    this.show();
  }

  get isSaved() {
    return saved().some((one) => one.path === location.pathname);
  }

  press() {
    if (this.isSaved) drop(location.pathname);
    else save(this.closest('article'));
  }

  show() {
    const { isSaved, dataset } = this;
    const name = isSaved ? dataset.saved : dataset.save;
    const span = this.querySelector('span');
    this.toggleAttribute('data-is', isSaved);
    if (span && span.textContent !== name) span.textContent = name;
  }
}

/** The list at /saved. Around it the server has drawn what is said where it is empty. */
class Saved extends HTMLElement {
  connectedCallback() {
    this.list ??= this.appendChild(element('ol', { className: 'saved' }));
    this.show();
  }

  show() {
    const stories = saved();
    this.querySelector('.saved__empty').hidden = stories.length > 0;
    this.list.replaceChildren(...stories.map((one) => this.item(one)));
  }

  item({ path, headline, category, time, when }) {
    const button = element('button', { type: 'button', text: this.dataset.remove, onclick: () => this.forget(path) });
    button.setAttribute('aria-label', `${this.dataset.remove}: ${headline}`);
    return element(
      'li',
      {},
      element('p', { className: 'label', text: category }),
      element('h2', {}, element('a', { href: path, text: headline })),
      element('p', { className: 'meta' }, element('time', { dateTime: time, text: when })),
      button,
    );
  }

  forget(path) {
    const at = saved().findIndex((one) => one.path === path);
    drop(path);
    this.querySelector('[role=status]').textContent = this.dataset.removed;
    const buttons = this.list.querySelectorAll('button');
    // The next one takes the focus, or whatever stands above the empty list.
    const next = buttons[Math.min(at, buttons.length - 1)] ?? document.querySelector('main');
    next.focus();
  }
}

/** The line that says that this page is a copy, and of when. */
class Kept extends HTMLElement {
  connectedCallback() {
    this.show();
  }

  show() {
    const { offline, copy, again } = this.dataset;
    const at = new Date(root.dataset.kept ?? NaN);
    if (Number.isNaN(at.getTime())) return this.replaceChildren();
    const form = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
    const time = element('time', { dateTime: at.toISOString(), text: new Intl.DateTimeFormat(root.lang, form).format(at) });
    const line = element('p', { className: 'luring' }, element('span', {}, `${navigator.onLine ? copy : offline} `, time, '.'));
    if (navigator.onLine) line.append(reload(again));
    this.replaceChildren(line);
  }
}

/** Tries again what did not come. */
class Again extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(reload(this.dataset.again));
  }
}

function reload(text) {
  return element('button', { type: 'button', text, onclick: () => location.reload() });
}

function show() {
  for (const one of document.querySelectorAll('warta-save, warta-saved, warta-kept')) one.show();
}

const ELEMENTS = { 'warta-save': Save, 'warta-saved': Saved, 'warta-kept': Kept, 'warta-again': Again };
for (const [name, own] of Object.entries(ELEMENTS)) customElements.define(name, own);

for (const event of ['warta:page', 'online', 'offline', 'storage']) addEventListener(event, show);

/** Starts the worker. Where there can be none, the site is read as before. */
async function start() {
  const works = () => root.toggleAttribute('data-works', Boolean(worker.controller));
  works();
  worker.addEventListener('controllerchange', works);
  // Browsers look for a newer one by themselves. Asking for one that is there would call back a
  // worker that has just taken its leave.
  if (worker.controller) return;
  await worker.register('/sw.js');
  // This page came before there was a worker that could keep it.
  await worker.ready;
  const paths = [...document.images].map((image) => new URL(image.currentSrc || image.src, location.origin).pathname);
  await tell({ read: location.pathname + location.search, pictures: paths.filter((path) => path.startsWith('/media/')) });
}

if (worker) start().catch(() => {});
