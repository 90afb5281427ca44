// The service worker: keeps what was read, so that it can be read without a connection. The server
// puts SETUP before it (src/server/installable/worker.rs): `version`, the `assets` that the pages of
// this build name, and the public `pages` as expressions. Whatever is not in that list passes by.

const SHELL = `warta-shell-${SETUP.version}`; // /offline and /saved, as this build draws them
const ASSETS = 'warta-assets'; // files whose names change with their content, of any build
const READ = 'warta-read'; // the front page and the stories that were read last
const PICTURES = 'warta-pictures'; // what they showed
const SAVED = 'warta-saved'; // what the reader saved, with its pictures

const MOST_STORIES = 50;
const MOST_PICTURES = 150;
const LARGEST_PICTURE = 1_500_000;
/** After so many milliseconds the shell is asked for anew, and whether there still is a worker. */
const RENEW = 3_600_000;
/** When a copy was made. */
const KEPT = 'x-warta-kept';
/** Set when this worker has taken its leave: pages that are open yet pass it by. */
let isGone = false;

const PUBLIC = SETUP.pages.map((page) => new RegExp(page));
const FILES = /^\/(?:pkg|fonts|theme|offline)\/./;
/** Such files as a page names them, between quotes or in url(). */
const NAMED = /["'(](\/(?:pkg|fonts|theme|offline)\/[^"'()\s<>?]+\.(?:js|css|wasm|woff2))["')]/g;
const IMPORTED = /["']\.\/([^"'\s]+\.js)["']/g;

const isStory = (path) => /^\/articles\/[^/]+$/.test(path);
const isPublic = (path) => PUBLIC.some((page) => page.test(path));
const match = (name, path) => caches.match(path, { cacheName: name, ignoreVary: true });

/** Lets work go on that nobody waits for. What fails, such as a full disk, leaves no copy. */
const later = (event, work) => event.waitUntil(work.catch(() => {}));

addEventListener('install', (event) => {
  // Takes over at once: pages come from the network first, and files never change under a name, so
  // no open page can be shown something that does not belong to it.
  skipWaiting();
  event.waitUntil(fill());
});

addEventListener('activate', (event) => {
  event.waitUntil(clients.claim());
  later(event, tidy());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isGone || request.method !== 'GET' || url.origin !== location.origin || request.headers.has('range')) return;
  if (request.mode === 'navigate') {
    if (isPublic(url.pathname)) event.respondWith(page(event, url));
  } else if (FILES.test(url.pathname)) {
    event.respondWith(file(request));
  } else if (url.pathname.startsWith('/media/')) {
    event.respondWith(picture(event));
  } else if (url.pathname === '/api/visit') {
    // A page that is swapped in place. The browser fetches it by itself; what is kept is the whole
    // document, from which the app starts wherever it is shown. Without a connection the app
    // leaves for that document (src/browser/offline.rs).
    const address = new URL(url.searchParams.get('address') ?? '', location.origin);
    later(event, copy(address));
  }
});

addEventListener('message', (event) => {
  const { read, save, drop, pictures } = event.data ?? {};
  if (read) later(event, copy(new URL(read, location.origin)));
  if (read && pictures) later(event, keepPictures(PICTURES, pictures));
  if (save) later(event, inTurn(() => (pictures ? keepPictures(SAVED, pictures) : keepSaved(save))));
  if (drop) later(event, inTurn(() => remove(SAVED, drop)));
});

let turn = Promise.resolve();
/** One after the other: what is dropped while it is being fetched must not come back. */
function inTurn(work) {
  turn = turn.catch(() => {}).then(work);
  return turn;
}

/** A page: from the network; without one its copy, or the page that says that there is none. The
    browser's own cache is asked for nothing without the server: what it holds would not say that it
    is a copy. */
async function page(event, url) {
  try {
    const answer = await fetch(event.request, { cache: 'no-cache' });
    later(event, note(url, answer.clone()));
    return answer;
  } catch {
    return (await copyOf(url.pathname)) ?? (await match(SHELL, '/offline')) ?? Response.error();
  }
}

/** The newest copy, marked as one. Nothing in its body changes, so that it hydrates. */
async function copyOf(path) {
  const found = await Promise.all([READ, SAVED, SHELL].map((name) => match(name, path)));
  const [newest] = found.filter(Boolean).sort((a, b) => (a.headers.get(KEPT) < b.headers.get(KEPT) ? 1 : -1));
  if (!newest || path === '/offline') return newest;
  const { status, headers } = newest;
  const html = await newest.text();
  return new Response(html.replace('<html', `<html data-kept="${headers.get(KEPT)}"`), { status, headers });
}

/** The path under which an address may be kept: the front page, and stories from the top of their threads. */
function keepable({ pathname, searchParams }) {
  const story = isStory(pathname) && !searchParams.has('sort') && !searchParams.has('comments');
  return story || pathname === '/' ? pathname : null;
}

function mayKeep({ status, type, headers }) {
  const control = headers.get('cache-control') ?? '';
  return status === 200 && type === 'basic' && !/private|no-store/i.test(control) && headers.get('content-type')?.startsWith('text/html');
}

/** Keeps what has come from the network; what is there no longer is kept no longer. */
async function note(url, answer) {
  const path = keepable(url);
  if (path && (answer.status === 404 || answer.status === 410)) {
    await Promise.all([READ, SAVED].map((name) => remove(name, path)));
  } else if (path && mayKeep(answer)) {
    const again = answer.clone();
    await keep(READ, path, answer);
    // Who saved a story has it as it was read last.
    if (await match(SAVED, path)) await keep(SAVED, path, again);
    await trim(READ, MOST_STORIES, isStory);
  }
  await renew();
}

/** Fetches and keeps the document at an address that the reader has seen in another way. */
async function copy(url) {
  const path = keepable(url);
  if (path && !navigator.connection?.saveData) await note(url, await fetch(path, { credentials: 'omit', priority: 'low' }));
}

async function keep(name, path, answer) {
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  // Those of the way here.
  headers.delete('content-encoding');
  headers.delete('content-length');
  headers.set(KEPT, new Date().toISOString());
  const cache = await caches.open(name);
  await cache.put(path, new Response(html, { headers }));
  await Promise.allSettled([...html.matchAll(NAMED)].map(([, file]) => take(file)));
}

async function remove(name, path) {
  await (await caches.open(name)).delete(path, { ignoreVary: true });
}

/** Lets the oldest go. Caches list what they hold in the order in which it came. */
async function trim(name, most, counts) {
  const cache = await caches.open(name);
  const held = (await cache.keys()).filter(({ url }) => counts(new URL(url).pathname));
  await Promise.all(held.slice(0, Math.max(0, held.length - most)).map((request) => cache.delete(request, { ignoreVary: true })));
}

async function keepSaved(path) {
  if (!isStory(path)) return;
  try {
    const answer = await fetch(path, { credentials: 'omit' });
    if (mayKeep(answer)) await keep(SAVED, path, answer);
  } catch {
    const read = await match(READ, path);
    if (read) await (await caches.open(SAVED)).put(path, read);
  }
}

/** A built file: what is kept under such a name never changes. */
async function file(request) {
  const kept = await match(ASSETS, request.url);
  if (kept?.headers.get('cache-control')?.includes('immutable')) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}

/** Puts a file into its cache, with the modules that it imports before it runs. */
async function take(path) {
  const cache = await caches.open(ASSETS);
  if (await cache.match(path, { ignoreVary: true })) return;
  const answer = await fetch(path);
  if (answer.status !== 200) return;
  const code = path.endsWith('.js') ? await answer.clone().text() : '';
  await cache.put(path, answer);
  await Promise.allSettled(imports(path, code).map(take));
}

function imports(path, code) {
  const all = [...code.matchAll(IMPORTED)].map(([, name]) => new URL(name, new URL(path, location.origin)).pathname);
  return all.filter((name) => FILES.test(name));
}

/** A picture: kept ones first, since none ever changes. */
async function picture(event) {
  const { request } = event;
  const found = (await match(PICTURES, request.url)) ?? (await match(SAVED, request.url));
  if (found) return found;
  const answer = await fetch(request).catch(() => Response.error());
  const page = request.referrer ? new URL(request.referrer) : null;
  if (page?.origin === location.origin && keepable(page) && isPicture(answer)) later(event, put(answer.clone()));
  return answer;

  async function put(answer) {
    await (await caches.open(PICTURES)).put(request.url, answer);
    await trim(PICTURES, MOST_PICTURES, () => true);
  }
}

function isPicture({ status, type, headers }) {
  return status === 200 && type === 'basic' && headers.get('content-type')?.startsWith('image/') && Number(headers.get('content-length')) <= LARGEST_PICTURE;
}

async function keepPictures(name, paths) {
  const cache = await caches.open(name);
  for (const path of paths.filter((path) => path.startsWith('/media/'))) {
    if (await cache.match(path, { ignoreVary: true })) continue;
    const answer = (await match(PICTURES, path)) ?? (await fetch(path));
    if (answer.status === 200) await cache.put(path, answer);
  }
  if (name === PICTURES) await trim(PICTURES, MOST_PICTURES, () => true);
}

/** The pages of the shell must come, or there is no new worker; files may come with the first page. */
async function fill() {
  await Promise.all(
    ['/offline', '/saved'].map(async (path) => {
      const answer = await fetch(path, { cache: 'no-cache', credentials: 'omit' });
      if (!mayKeep(answer)) throw new Error(`${path} answers ${answer.status}`);
      await keep(SHELL, path, answer);
    }),
  );
  await Promise.allSettled(SETUP.assets.map(take));
}

/** Now and then, while there is a connection: the shell as the site looks now. A site that has no
    worker any more (404, 410) loses this one, and everything that it kept. */
async function renew() {
  const shell = await match(SHELL, '/offline');
  if (shell && Date.now() - Date.parse(shell.headers.get(KEPT)) < RENEW) return;
  const { status } = await fetch('/sw.js', { cache: 'no-cache' });
  if (status === 404 || status === 410) {
    isGone = true;
    await registration.unregister();
    await Promise.all((await caches.keys()).filter((name) => name.startsWith('warta-')).map((name) => caches.delete(name)));
  } else if (status === 200) {
    await fill();
  }
}

/** Former shells go at once, since this one is whole. A file goes when neither this build nor any
    page that is kept names it: a story that was read under a former build is shown with its own
    style and its own code. */
async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('warta-shell-') && name !== SHELL).map((name) => caches.delete(name)));
  const needed = new Set(SETUP.assets);
  for (const name of [SHELL, READ, SAVED]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request, { ignoreVary: true });
      if (!kept?.headers.get('content-type')?.startsWith('text/html')) continue;
      for (const [, file] of (await kept.text()).matchAll(NAMED)) needed.add(file);
    }
  }
  const assets = await caches.open(ASSETS);
  // A set is walked to its end, though it grows: what modules import is needed too.
  for (const path of needed) {
    const kept = path.endsWith('.js') && (await assets.match(path, { ignoreVary: true }));
    if (kept) for (const file of imports(path, await kept.text())) needed.add(file);
  }
  const held = await assets.keys();
  await Promise.all(held.filter(({ url }) => !needed.has(new URL(url).pathname)).map((request) => assets.delete(request, { ignoreVary: true })));
}
