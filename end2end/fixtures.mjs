// What the specs share: a page that fails its test when it complains, and the pages there are.
import { test as base, expect } from '@playwright/test';

export { expect };

export const REFERENCE = '/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro';
export const FORUM = '/articles/forum-pangan-dunia-ke-2-dibuka-di-roma';

/** One page of each kind that nobody need sign in for. */
export const KINDS = [
  { path: '/' },
  { path: REFERENCE },
  { path: FORUM },
  { path: '/categories/international' },
  { path: '/tags/brics' },
  { path: '/authors/eko-satrio-wibowo' },
  { path: '/archive' },
  { path: '/archive/2024/11' },
  { path: '/pages/tentang' },
  { path: '/search?q=bahas' },
  { path: '/saved' },
  { path: '/offline' },
  { path: '/nope', status: 404 },
  // These work by forms and links alone: no script comes with them.
  { path: '/api/v1/docs', plain: true },
  { path: '/login', plain: true },
  { path: '/signup', plain: true },
  { path: '/password/reset', plain: true },
  { path: `${FORUM}/comment`, plain: true },
];

/** The same for any page. */
export async function awake(page) {
  await page.locator('#comments').scrollIntoViewIfNeeded();
  await expect(page.locator('#comments[data-alive]')).toBeVisible();
}

export const test = base.extend({
  // Not in the configuration, which is read before the site has an address.
  baseURL: ({}, use) => use(process.env.WARTA_URL),

  /** Complaints that a test declares: `expected.push(/pattern/)`. */
  expected: ({}, use) => use([]),

  /** Fails the test on any console message, page error, failed request or error status. */
  quiet: [
    async ({ page, expected, javaScriptEnabled }, use) => {
      // Chromium itself tells that it does not run the scripts, in the name of a policy.
      if (!javaScriptEnabled) expected.push(/^csp .*\.js$/, /\.wasm was preloaded .* but not used/);
      // Playwright's own, where a spec runs without the worker.
      expected.push(/Service Worker registration blocked by Playwright/);
      const complaints = [];
      page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`));
      page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error}`));
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
      });
      page.on('requestfailed', (request) => {
        const { errorText } = request.failure();
        // Leaving a page ends what it was still loading.
        if (errorText !== 'net::ERR_ABORTED') complaints.push(`${errorText} ${request.url()}`);
      });
      await use();
      expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],

  /** Opens a page of KINDS and checks its status. */
  open: ({ page, expected }, use) =>
    use(async ({ path, status = 200 }) => {
      // The browser reports the error status of a document itself.
      if (status !== 200) expected.push(new RegExp(`\\b${status}\\b.*${path}`));
      const response = await page.goto(path);
      expect(response.status()).toBe(status);
      return response;
    }),

  /** Waits until the thread under the story is alive, which it is once it has come near the screen. */
  awake: ({ page }, use) => use(() => awake(page)),

  /** Waits until the WASM has taken over (the app then restores scroll positions itself) and nothing loads. */
  hydrated: ({ page }, use) =>
    use(async () => {
      await page.waitForFunction(() => history.scrollRestoration === 'manual');
      await expect(page.locator('[role="progressbar"]'), 'the mark of progress').toBeHidden();
    }),
});
