// What a tab that dies costs: somebody types into a story without a pause, the tab's process is
// crashed at any moment, and the story is opened again in another tab. Every word has a number, so
// what is missing at the end is counted in time.
//   node benches/typing.mjs           TYPING_KILLS=50, WARTA_PROGRAM=target/release/warta
import { chromium } from '../end2end/node_modules/playwright-core/index.mjs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSite } from '../script/site.mjs';
import { report, warta } from './lib/commenting.mjs';

const KILLS = Number(process.env.TYPING_KILLS ?? 50);
const PROGRAM = process.env.WARTA_PROGRAM;
const EMAIL = 'ketik@warta.example';
const PASSWORD = 'kata sandi ukur';

const site = await startSite({ program: PROGRAM });
const browser = await chromium.launch({ executablePath: process.env.WARTA_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let failed = false;
try {
  await warta(site.folder, 'user', 'create', '--email', EMAIL, '--name', 'Ketik', '--role', 'editor', '--password', PASSWORD, '--json');
  const { token } = JSON.parse(await warta(site.folder, 'token', 'create', '--email', EMAIL, '--json'));
  const made = await fetch(`${site.url}/api/v1/articles`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ headline: 'Naskah uji ketik', category: 'redaksi', body: { markdown: 'Mulai.' } }),
  });
  if (made.status !== 201) throw new Error(`the draft answered ${made.status}: ${await made.text()}`);
  const { id } = await made.json();
  const context = await browser.newContext({ baseURL: site.url });
  await signIn(context);
  const lost = [];
  let gaps = 0;
  let words = 0;
  let lastKept = 0;
  for (let n = 0; n < KILLS; n += 1) {
    const page = await opened(context, id);
    const typed = [];
    const until = performance.now() + 1000 + Math.random() * 5000;
    await page.locator('.editor__text p').first().click();
    await page.keyboard.press('End');
    while (performance.now() < until) {
      words += 1;
      await page.keyboard.type(` k${words}`, { delay: 40 });
      typed.push({ word: words, at: performance.now() });
    }
    const died = await crash(context, page);
    const again = await opened(context, id);
    const text = await again.locator('.editor__text').innerText();
    const there = new Set([...text.matchAll(/\bk(\d+)\b/g)].map((match) => Number(match[1])));
    const last = typed.findLast(({ word }) => there.has(word));
    // Whatever was typed after the last word that is there is gone.
    lost.push(Math.max(0, died - (last?.at ?? typed[0].at)));
    for (const { word } of typed) if (word <= (last?.word ?? 0) && !there.has(word)) gaps += 1;
    if (lastKept > 0 && !there.has(lastKept)) gaps += 1;
    lastKept = last?.word ?? lastKept;
    await again.getByText(/^Tersimpan/).waitFor({ timeout: 20_000 });
    await again.close();
    if ((n + 1) % 10 === 0) console.error(`${n + 1} of ${KILLS}`);
  }
  lost.sort((a, b) => a - b);
  const at = (share) => Math.round(lost[Math.min(lost.length - 1, Math.floor(lost.length * share))]);
  await report('typing', [{ 'tabs crashed': KILLS, 'words typed': words, 'words missing in between': gaps, 'ms lost p50': at(0.5), 'ms lost p95': at(0.95), 'ms lost most': Math.round(lost.at(-1)) }]);
  failed = gaps > 0 || lost.at(-1) > 2000;
} finally {
  await browser.close();
  await site.stop();
}
process.exit(failed ? 1 : 0);

async function signIn(context) {
  const page = await context.newPage();
  await page.goto('/login?next=/account');
  await page.locator('main input[name="email"]').fill(EMAIL);
  await page.locator('main input[name="password"]').fill(PASSWORD);
  await page.locator('main form button').first().click();
  await page.waitForURL('**/account');
  await page.close();
}

async function opened(context, id) {
  const page = await context.newPage();
  await page.goto(`/editor/stories/${id}`);
  await page.locator('.editor__text').waitFor({ timeout: 30_000 });
  // What an earlier tab left behind is taken up once the surface is there.
  await sleep(500);
  return page;
}

/** Crashes the tab's process: no handler of the page runs. Answers with when. */
async function crash(context, page) {
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  const at = performance.now();
  client.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
  return at;
}
