// Following by push. No push service can be reached from here: where one is needed, the browser's part
// of it is played by the page, and messages are handed to the worker by the browser's own tools.
import { expect, FORUM, test } from '../fixtures.mjs';

test.use({ serviceWorkers: 'allow' });

const CATEGORY = '/categories/sains';
const ENDPOINT = 'https://push.example/satu';

/** Waits until the worker brings this page's next ones. */
const worker = (page) => expect(page.locator('html[data-works]')).toBeAttached();
const button = (page) => page.locator('warta-follow button');
const said = (page) => page.locator('warta-follow').getByRole('status');

/** A push service that takes everybody, and what the site is told. */
async function subscribing(page) {
  await page.addInitScript((endpoint) => {
    const subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }), unsubscribe: async () => sessionStorage.removeItem('langganan') };
    PushManager.prototype.getSubscription = async () => (sessionStorage.getItem('langganan') ? subscription : null);
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      sessionStorage.setItem('langganan', applicationServerKey);
      return subscription;
    };
    const real = window.fetch;
    window.fetch = async (address, options) => {
      if (!/^\/push\/(follow|unfollow)$/.test(address)) return real(address, options);
      const told = JSON.parse(sessionStorage.getItem('dikirim') ?? '[]');
      sessionStorage.setItem('dikirim', JSON.stringify([...told, [address, JSON.parse(options.body)]]));
      return new Response(null, { status: 204 });
    };
  }, ENDPOINT);
}

const told = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem('dikirim') ?? '[]'));

test('who does not allow notifications is told what to do', async ({ page, context, hydrated }) => {
  // Whatever is not granted here is refused.
  await context.grantPermissions([]);
  await page.goto(FORUM);
  await hydrated();
  await worker(page);
  await expect(button(page)).toHaveText('Ikuti berita ini');
  await button(page).click();
  await expect(said(page)).toContainText('Izinkan lewat setelan situs');
  await expect(button(page)).toHaveText('Ikuti berita ini');
});

test('where the push service does not answer, that is said', async ({ page, context, hydrated }) => {
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    PushManager.prototype.subscribe = async () => {
      throw new DOMException('Registration failed', 'AbortError');
    };
  });
  await page.goto(CATEGORY);
  await hydrated();
  await worker(page);
  await button(page).click();
  await expect(said(page)).toContainText('layanan pemberitahuan tidak menjawab');
  await expect(button(page)).toHaveText('Kabari saya bila ada berita baru');
});

test('what is followed is shown on later visits, stands on the list and is let be', async ({ page, context, hydrated }) => {
  await context.grantPermissions(['notifications']);
  await subscribing(page);
  await page.goto(CATEGORY);
  await hydrated();
  await worker(page);
  await button(page).click();
  await expect(button(page)).toHaveText('Diikuti');
  await page.goto(FORUM);
  await hydrated();
  const headline = (await page.locator('.article__head h1').textContent()).trim();
  await button(page).click();
  await expect(button(page)).toHaveText('Diikuti');
  await page.reload();
  await hydrated();
  await expect(button(page)).toHaveText('Diikuti');
  const keys = { endpoint: ENDPOINT, p256dh: 'p', auth: 'a' };
  expect(await told(page)).toEqual([
    ['/push/follow', { path: CATEGORY, ...keys }],
    ['/push/follow', { path: FORUM, ...keys }],
  ]);

  await page.goto('/saved');
  await hydrated();
  const list = page.locator('warta-followed');
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button', { name: `Berhenti mengikuti: ${headline}` }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(page.locator('main')).toBeFocused();
  await list.getByRole('button', { name: 'Berhenti mengikuti: Sains' }).click();
  await expect(list).toBeHidden();
  expect((await told(page)).slice(2)).toEqual([
    ['/push/unfollow', { endpoint: ENDPOINT, path: FORUM }],
    ['/push/unfollow', { endpoint: ENDPOINT }],
  ]);
  await page.goto(FORUM);
  await hydrated();
  await expect(button(page)).toHaveText('Ikuti berita ini');
});

test('nothing moves when the button can be used', async ({ page, hydrated }) => {
  await page.goto(CATEGORY);
  const below = page.locator('.list__lead');
  const before = await below.boundingBox();
  await hydrated();
  await expect(page.locator('warta-follow[data-can]')).toBeVisible();
  expect(await below.boundingBox()).toEqual(before);
});

test('the worker shows each message, a later one in the place of an earlier one', async ({ page, context, hydrated }) => {
  await context.grantPermissions(['notifications']);
  await page.goto(FORUM);
  await hydrated();
  await worker(page);
  const session = await context.newCDPSession(page);
  const registered = new Promise((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const one = registrations.find(({ isDeleted }) => !isDeleted);
      if (one) resolve(one.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const { origin } = new URL(process.env.WARTA_URL);
  const deliver = (data) => session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  const shown = () =>
    page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications();
      return all.map(({ title, body, tag, icon, data }) => ({ title, body, tag, icon: new URL(icon).pathname, url: data.url }));
    });

  const message = { title: 'Banjir', body: 'Air naik.', url: FORUM, tag: FORUM };
  const icon = '/icon-192.png';
  await deliver(JSON.stringify(message));
  await expect.poll(shown).toEqual([{ ...message, icon }]);
  await deliver(JSON.stringify({ ...message, body: 'Air surut.' }));
  await expect.poll(shown).toEqual([{ ...message, body: 'Air surut.', icon }]);
  // What cannot be read is a reason to look at the site all the same.
  await deliver('bukan JSON');
  await expect.poll(async () => (await shown()).map(({ url }) => url).sort()).toEqual(['/', FORUM]);
});
