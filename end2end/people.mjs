// People who take part: made beside the running site by its own commands, as an operator would.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../script/site.mjs';
import { expect } from './fixtures.mjs';

const PASSWORD = 'empat kata tidak biasa';

/** Runs one of the site's commands; answers with what it prints. */
export function warta(...args) {
  const program = process.env.WARTA_BIN || join(ROOT, 'target/release/warta');
  const folder = process.env.WARTA_FOLDER;
  const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'warta.db')}`, WARTA_MEDIA: join(folder, 'media') };
  return execFileSync(program, args, { cwd: ROOT, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Makes an account. Staff comments are never held. */
export function person(name, role = 'author') {
  const email = `${randomBytes(6).toString('hex')}@warta.test`;
  warta('user', 'create', '--email', email, '--name', name, '--role', role, '--password', PASSWORD);
  return { name, email, password: PASSWORD };
}

/** Signs in with the form, and goes on to `next`. */
export async function signIn(page, who, next = '/account') {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Alamat surel').fill(who.email);
  await page.getByLabel('Kata sandi').fill(who.password);
  await page.getByRole('main').getByRole('button', { name: 'Masuk' }).click();
  await expect(page).toHaveURL(next);
}

/** Calls the API as another program would. */
export async function calls(who, method, path, body) {
  who.token ??= JSON.parse(warta('token', 'create', '--email', who.email, '--json')).token;
  who.address ??= `198.18.${randomBytes(2).join('.')}`;
  return fetch(`${process.env.WARTA_URL}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json', 'x-forwarded-for': who.address },
    body: body && JSON.stringify(body),
  });
}

/** Comments by the API; answers with the comment. */
export async function says(who, slug, body, parent_id) {
  const response = await calls(who, 'POST', `/articles/${slug}/comments`, { body, parent_id });
  const text = await response.text();
  expect(response.status, text).toBe(201);
  return JSON.parse(text);
}

/** Another person's window, whose complaints end up in the list. */
export async function window(browser, complaints, options = {}) {
  const context = await browser.newContext({ baseURL: process.env.WARTA_URL, locale: 'id-ID', ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    // Playwright's own, where a spec runs without the worker.
    if (/Service Worker registration blocked/.test(message.text())) return;
    if (options.javaScriptEnabled !== false) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return page;
}
