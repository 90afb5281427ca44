// What the site tells of what is followed, in the worker: the server puts this behind worker.js, and
// into SETUP the site's `name`, its `icon` and the `key` by which browsers subscribe. A message is
// `{title, body, url, tag}` (src/service/pushing/sending.rs).

addEventListener('push', (event) => event.waitUntil(announce(event.data)));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url));
});

addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription, newSubscription } = event;
  event.waitUntil(resubscribe(oldSubscription, newSubscription));
});

// The site has another key: what was subscribed by the old one brings nothing any more.
addEventListener('activate', (event) => later(event, rekey()));

/** A browser that was promised a notification for each message takes offence at none. */
async function announce(data) {
  let told = {};
  try {
    told = data.json();
  } catch {
    // Nothing that can be read: the site has something to say all the same.
  }
  const { title = SETUP.name, body, url = '/', tag } = told;
  await registration.showNotification(title, { body, tag, icon: SETUP.icon, data: { url } });
}

/** Shows what a notification tells of: where it is open already, or else in a tab of its own. */
async function open(path) {
  let url = new URL(path ?? '/', location.origin);
  if (url.origin !== location.origin) url = new URL('/', location.origin);
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = all.find((one) => new URL(one.url).pathname === url.pathname);
  return there ? there.focus() : clients.openWindow(url.href);
}

/** What was followed goes along with the new address. A browser that does not say which was the old
    one names all that it follows with its next page (follow.js). */
async function resubscribe(old, fresh) {
  const made = fresh ?? (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: SETUP.key }));
  if (!old) return;
  const { endpoint, keys } = made.toJSON();
  const body = JSON.stringify({ old: old.endpoint, endpoint, ...keys });
  await fetch('/push/renew', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

async function rekey() {
  const held = await registration.pushManager?.getSubscription();
  const key = held?.options.applicationServerKey;
  if (!key) return;
  const text = btoa(String.fromCharCode(...new Uint8Array(key))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (text === SETUP.key) return;
  await held.unsubscribe();
  await resubscribe(held);
}
