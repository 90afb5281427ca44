// Following stories and categories by push, in readers' pages: the server puts this behind reader.js.
// What this browser follows is a list in its own store; the server knows the browser by the address at
// its push service, and not whose it is.

const FOLLOWED = 'diikuti';
const canFollow = Boolean(worker && window.PushManager && window.Notification);

/** `{endpoint, list: [{path, name}]}`, what was followed last first. */
function followed() {
  try {
    const { endpoint, list } = JSON.parse(localStorage.getItem(FOLLOWED) ?? '{}');
    return { endpoint, list: Array.isArray(list) ? list.filter(({ path }) => /^\/(articles|categories)\/[^/]+$/.test(path)) : [] };
  } catch {
    return { list: [] };
  }
}

function keepFollowed(endpoint, list) {
  try {
    localStorage.setItem(FOLLOWED, JSON.stringify({ endpoint, list }));
  } catch {
    // A browser that keeps nothing: the button says so by staying as it is.
  }
  showFollowed();
}

function showFollowed() {
  for (const one of document.querySelectorAll('warta-follow, warta-followed')) one.show();
}

/** `false` where there is no such page any more. */
async function post(address, fields) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(fields) });
  if (!answer.ok && answer.status !== 404) throw new Error(`${address} answers ${answer.status}`);
  return answer.ok;
}

async function follow(path, subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return post('/push/follow', { path, endpoint, p256dh: keys.p256dh, auth: keys.auth });
}

/** Where the worker never comes, this must come to an end all the same. */
async function pushes() {
  const late = new Promise((_, refuse) => setTimeout(refuse, 10_000));
  return (await Promise.race([worker.ready, late])).pushManager;
}

/** The browser's subscription, made where there is none. */
async function subscribed() {
  const push = await pushes();
  const held = await push.getSubscription();
  if (held) return held;
  const { key } = await (await fetch('/push/key')).json();
  return push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** Follows one thing less. With the last one the browser's subscription ends. */
async function unfollow(path) {
  const { endpoint, list } = followed();
  const left = list.filter((one) => one.path !== path);
  if (endpoint) await post('/push/unfollow', left.length ? { endpoint, path } : { endpoint });
  keepFollowed(endpoint, left);
  if (!left.length) await (await (await pushes()).getSubscription())?.unsubscribe();
}

/** The button of a story or a category, drawn by the server and out of sight where it would do nothing. */
class Follow extends HTMLElement {
  connectedCallback() {
    this.toggleAttribute('data-can', canFollow);
    this.button = this.querySelector('button');
    this.button.onclick = () => this.press();
    this.show();
  }

  get isFollowed() {
    return followed().list.some(({ path }) => path === this.dataset.path);
  }

  async press() {
    const { button, dataset } = this;
    const { path, name } = dataset;
    if (button.hasAttribute('aria-busy')) return;
    this.say('');
    button.setAttribute('aria-busy', 'true');
    try {
      if (this.isFollowed) await unfollow(path);
      else if ((await Notification.requestPermission()) !== 'granted') this.say(dataset.denied);
      else {
        const subscription = await subscribed();
        if (!(await follow(path, subscription))) throw new Error(`nothing at ${path}`);
        keepFollowed(subscription.endpoint, [{ path, name }, ...followed().list]);
      }
    } catch {
      this.say(dataset.failed);
    }
    button.removeAttribute('aria-busy');
  }

  say(text) {
    this.querySelector('[role=status]').textContent = text;
  }

  show() {
    const { isFollowed, button, dataset } = this;
    this.toggleAttribute('data-is', isFollowed);
    const name = isFollowed ? dataset.following : dataset.follow;
    const span = button.querySelector('span');
    if (span.textContent !== name) span.textContent = name;
  }
}

/** The list of what is followed, at /saved, there once there is something. */
class Followed extends HTMLElement {
  connectedCallback() {
    this.list ??= this.appendChild(element('ol', { className: 'saved' }));
    this.show();
  }

  show() {
    const { list } = followed();
    this.hidden = list.length === 0;
    this.list.replaceChildren(...list.map((one) => this.item(one)));
  }

  item({ path, name }) {
    const { stop, failed } = this.dataset;
    const status = element('p', { className: 'meta' });
    status.setAttribute('role', 'status');
    const press = () => unfollow(path).then(() => document.querySelector('main').focus(), () => (status.textContent = failed));
    const button = element('button', { type: 'button', text: stop, onclick: press });
    button.setAttribute('aria-label', `${stop}: ${name}`);
    return element('li', {}, element('h3', {}, element('a', { href: path, text: name })), button, status);
  }
}

customElements.define('warta-follow', Follow);
customElements.define('warta-followed', Followed);

addEventListener('storage', showFollowed);

/** What this browser follows, against what it would hear of. A reader who took the permission back
    hears of nothing; a push service that gave another address is told all of it again. */
async function agree() {
  const { endpoint, list } = followed();
  if (!list.length) return;
  const held = Notification.permission === 'granted' ? await (await pushes()).getSubscription() : null;
  if (held?.endpoint === endpoint) return;
  if (!held) return keepFollowed(undefined, []);
  const left = [];
  for (const one of list) if (await follow(one.path, held)) left.push(one);
  keepFollowed(held.endpoint, left);
}

if (canFollow) agree().catch(() => {});
