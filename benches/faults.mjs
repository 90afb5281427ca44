// What `kill -9` costs: clients post comments with keys of their own while the server is killed and
// started again, over and over. Afterwards every acknowledged comment must be there, each key
// once; every start must be quick, and the file sound.
//   node benches/faults.mjs
//   FAULT_CYCLES=10 node benches/faults.mjs
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, ROOT } from '../script/site.mjs';
import { makeTokens, post, report, sqlite } from './lib/commenting.mjs';

const CYCLES = Number(process.env.FAULT_CYCLES ?? 200);
const CLIENTS = Number(process.env.FAULT_CLIENTS ?? 32);
// Only where nothing else keeps the machine busy does the time of a start say anything.
const RESTART_MS = Number(process.env.FAULT_RESTART_MS ?? 1000);
const PROGRAM = process.env.WARTA_PROGRAM ?? join(ROOT, 'target/release/warta');
const run = promisify(execFile);

const folder = await mkdtemp(join(tmpdir(), 'warta-faults-'));
const database = join(folder, 'warta.db');
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('WARTA_'))),
  DATABASE_URL: `sqlite:${database}`,
  LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
  WARTA_BASE_URL: url,
  WARTA_MEDIA: join(folder, 'media'),
  WARTA_SECRET: randomBytes(32).toString('hex'),
};
const options = { cwd: ROOT, env };
const log = await open(join(folder, 'warta.log'), 'a');
let server;
let failed = false;

try {
  await run(PROGRAM, ['demo'], options);
  const tokens = await makeTokens(folder, CLIENTS);
  const figures = await cycles(tokens);
  await report('faults', [figures]);
  failed = figures.lost > 0 || figures.doubled > 0 || figures.unsound > 0 || figures['logs with gaps'] > 0 || figures['wrong counts'] > 0 || figures['slowest restart ms'] >= RESTART_MS;
} catch (error) {
  failed = true;
  console.error(error, await readFile(join(folder, 'warta.log'), 'utf8').catch(() => ''));
} finally {
  if (server && server.exitCode === null && server.signalCode === null) await kill(server);
  await log.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

async function cycles(tokens) {
  // key -> id of the comment as acknowledged
  const acknowledged = new Map();
  const state = { stop: false, wrong: 0, retried: 0, refused: 0 };
  const starts = [await start()];
  const clients = tokens.map((token) => client(token, acknowledged, state));
  let unsound = 0;
  for (let n = 0; n < CYCLES; n += 1) {
    await sleep(100 + Math.random() * 400);
    await kill(server);
    starts.push(await start());
    // After the start, which has to recover by itself.
    if ((await sqlite(folder, 'PRAGMA integrity_check')) !== 'ok') unsound += 1;
    if ((n + 1) % 20 === 0) console.error(`${n + 1} of ${CYCLES}: ${acknowledged.size} acknowledged`);
  }
  state.stop = true;
  await Promise.all(clients);
  await kill(server);

  const rows = (await sqlite(folder, "SELECT id || ' ' || idempotency_key FROM comments WHERE idempotency_key IS NOT NULL")).split('\n');
  const stored = new Map();
  let doubled = 0;
  for (const row of rows.filter(Boolean)) {
    const [id, key] = row.split(' ');
    if (stored.has(key)) doubled += 1;
    stored.set(key, id);
  }
  let lost = 0;
  for (const [key, id] of acknowledged) if (stored.get(key) !== id) lost += 1;
  // The log: no number missing, none twice (the primary key sees to that), as many as counted.
  const gaps = Number((await sqlite(folder, 'SELECT count(*) FROM articles a WHERE a.event_seq <> (SELECT count(*) FROM story_events e WHERE e.article_id = a.id)')));
  const counts = Number((await sqlite(folder, "SELECT count(*) FROM articles a WHERE a.comment_count <> (SELECT count(*) FROM comments k WHERE k.article_id = a.id AND k.state = 'published')")));
  starts.sort((a, b) => a - b);
  return {
    cycles: CYCLES,
    acknowledged: acknowledged.size,
    lost,
    doubled: doubled + state.wrong,
    'retried posts': state.retried,
    refused: state.refused,
    'logs with gaps': gaps,
    'wrong counts': counts,
    unsound,
    'median restart ms': Math.round(starts[Math.floor(starts.length / 2)]),
    'slowest restart ms': Math.round(starts.at(-1)),
  };
}

/** Posts one comment after another, each until it is acknowledged. */
async function client(token, acknowledged, state) {
  const agent = new Agent({ keepAlive: true });
  while (!state.stop) {
    const key = randomUUID();
    for (let attempt = 0; ; attempt += 1) {
      const answer = await comment(agent, token, key).catch(() => null);
      if (answer?.status === 201 || answer?.status === 200) {
        const { id } = JSON.parse(answer.body);
        acknowledged.set(key, id);
        // Now and then a client never hears the answer and asks again: it must be the same one.
        if (Math.random() < 0.05) {
          const again = await comment(agent, token, key).catch(() => null);
          if (again && again.status < 300 && JSON.parse(again.body).id !== id) state.wrong += 1;
        }
        break;
      }
      if (answer && answer.status < 500) {
        state.refused += 1;
        if (state.refused < 5) console.error(`refused with ${answer.status}: ${answer.body}`);
        break;
      }
      state.retried += 1;
      await sleep(20 + Math.random() * 30);
    }
  }
  agent.destroy();
}

function comment(agent, token, key) {
  return post(url, { agent, token, key, text: `Komentar tahan banting ${key}` });
}

/** Starts the server; answers with the milliseconds until it serves. */
async function start() {
  const begun = performance.now();
  server = spawn(PROGRAM, ['serve'], { ...options, stdio: ['ignore', log.fd, log.fd] });
  const deadline = begun + 20_000;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/readyz`).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return performance.now() - begun;
    await sleep(5);
  }
  throw new Error('the server did not start');
}

async function kill(child) {
  const gone = new Promise((done) => child.once('exit', done));
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server ended by itself');
  child.kill('SIGKILL');
  await gone;
}
