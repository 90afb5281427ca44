// Accounts that comment, and the comments they post, for the measurements.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REFERENCE, ROOT } from '../../script/site.mjs';

const run = promisify(execFile);

/** Runs one of the site's commands beside it; answers with what it prints. */
export async function warta(folder, ...args) {
  const program = process.env.WARTA_PROGRAM ?? join(ROOT, 'target/release/warta');
  const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'warta.db')}`, WARTA_MEDIA: join(folder, 'media') };
  const { stdout } = await run(program, args, { cwd: ROOT, env });
  return stdout;
}

/** Tokens of that many authors: staff are exempt from the rules on how often one may comment. */
export async function makeTokens(folder, count) {
  const tokens = [];
  for (let n = 0; n < count; n += 1) {
    const email = `ukur${n}@warta.example`;
    await warta(folder, 'user', 'create', '--email', email, '--name', `Ukur ${n}`, '--role', 'author', '--password', 'kata sandi ukur', '--json');
    tokens.push(JSON.parse(await warta(folder, 'token', 'create', '--email', email, '--json')).token);
  }
  return tokens;
}

/** Posts a comment under the reference article; answers with status and body. */
export function post(url, { agent, token, key, text }) {
  const body = JSON.stringify({ body: text });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  if (key) headers['idempotency-key'] = key;
  return new Promise((done, failed) => {
    const call = request(`${url}/api/v1${REFERENCE}/comments`, { method: 'POST', agent, headers, timeout: 10_000 }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (piece) => (answer += piece));
      response.on('end', () => (response.complete ? done({ status: response.statusCode, body: answer }) : failed(new Error('cut'))));
      response.on('error', failed);
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', failed);
    call.end(body);
  });
}

/** What the database of a site says, by sqlite3's own program. */
export async function sqlite(folder, sql) {
  const { stdout } = await run('sqlite3', ['-readonly', '-cmd', '.timeout 5000', join(folder, 'warta.db'), sql], { maxBuffer: 1 << 30 });
  return stdout.trim();
}

/** Prints a table and keeps its figures in target/bench. */
export async function report(name, rows) {
  console.table(rows);
  await mkdir(join(ROOT, 'target/bench'), { recursive: true });
  await writeFile(join(ROOT, `target/bench/${name}.json`), `${JSON.stringify(rows, null, 2)}\n`);
}
