// Delivery of comments to many readers of one story: how long from the acknowledgement being asked
// for to every open stream having the comment, and what a reader costs in memory. Everything on
// loopback; readers are raw sockets on many loopback addresses, because an address may only have
// so many streams.
//   node benches/live.mjs            100, 1,000 and, as far as file limits allow, 10,000 readers
//   BENCH_READERS=100 node benches/live.mjs
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { REFERENCE, ROOT, startSite } from '../script/site.mjs';

const SIZES = (process.env.BENCH_READERS ?? '100,1000,10000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const RATE = Number(process.env.BENCH_RATE ?? 10);
const PER_ADDRESS = 10;
const run = promisify(execFile);
const STREAM = `/api/v1${REFERENCE}/comments/stream`;
const PROGRAM = join(ROOT, 'target/release/warta');

const results = [];
for (const size of SIZES) {
  const most = await fileLimit();
  const readers = Math.min(size, most - 200);
  if (readers < size) console.error(`${size} readers: only ${readers}, the limit of open files is ${most} (ulimit -n)`);
  results.push(await measure(readers));
}
console.table(
  results.map((r) => ({
    readers: r.readers,
    comments: r.comments,
    deliveries: r.deliveries,
    lost: r.lost,
    doubled: r.doubled,
    'p50 ms': r.p50.toFixed(1),
    'p99 ms': r.p99.toFixed(1),
    'max ms': r.max.toFixed(1),
    'RSS KB a reader': r.perReader.toFixed(1),
  })),
);
await mkdir(join(ROOT, 'target/bench'), { recursive: true });
await writeFile(join(ROOT, 'target/bench/live.json'), `${JSON.stringify(results, null, 2)}\n`);

async function measure(size) {
  const site = await startSite();
  try {
    const token = await makeToken(site);
    const pid = await serverOf(site);
    const before = await rss(pid);
    const target = new URL(site.url);
    const sent = new Map();
    const delays = [];
    const readers = [];
    let doubled = 0;
    const heard = (reader, key, now) => {
      if (!sent.has(key)) return;
      if (reader.keys.has(key)) doubled += 1;
      reader.keys.add(key);
      delays.push(now - sent.get(key));
    };
    for (let n = 0; n < size; n += 100) {
      await Promise.all(Array.from({ length: Math.min(100, size - n) }, (_, i) => open(target, n + i, heard).then((r) => readers.push(r))));
    }
    await sleep(1000);
    const after = await rss(pid);

    for (let n = 0; n < RATE * SECONDS; n += 1) {
      const key = `ukur-${n}-selesai`;
      const due = sleep(1000 / RATE);
      sent.set(key, performance.now());
      const answer = await fetch(`${site.url}/api/v1${REFERENCE}/comments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ body: `Komentar ${key}` }),
      });
      if (answer.status !== 201) throw new Error(`posting answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      await due;
    }
    await sleep(2000);
    for (const reader of readers) reader.socket.destroy();
    delays.sort((a, b) => a - b);
    const at = (part) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? NaN;
    const expected = readers.length * sent.size;
    const distinct = readers.reduce((sum, reader) => sum + reader.keys.size, 0);
    return {
      readers: readers.length,
      comments: sent.size,
      deliveries: distinct,
      lost: expected - distinct,
      doubled,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
      perReader: (after - before) / readers.length,
    };
  } finally {
    await site.stop();
  }
}

/** A reader: a socket that asks for the stream and looks for the marks of comments in what comes. */
function open(target, number, heard) {
  const host = Math.floor(number / PER_ADDRESS) + 2;
  const localAddress = `127.0.${host >> 8}.${host & 255}`;
  return new Promise((opened, failed) => {
    const socket = connect({ host: target.hostname, port: Number(target.port), localAddress });
    const reader = { socket, keys: new Set() };
    let rest = '';
    let begun = false;
    socket.on('error', failed);
    socket.on('connect', () => socket.write(`GET ${STREAM} HTTP/1.1\r\nHost: ${target.host}\r\nAccept: text/event-stream\r\n\r\n`));
    socket.on('data', (bytes) => {
      const now = performance.now();
      rest += bytes.toString('latin1');
      if (!begun) {
        if (!rest.includes('retry:')) return;
        if (!rest.startsWith('HTTP/1.1 200')) return failed(new Error(rest.split('\r\n')[0]));
        begun = true;
        socket.off('error', failed).on('error', () => {});
        opened(reader);
      }
      // A comment has its mark in the typed text and in the HTML: whole events only, once each.
      let end;
      while ((end = rest.indexOf('\n\n')) >= 0) {
        const event = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (!event.includes('event: comment.created')) continue;
        const key = /ukur-\d+-selesai/.exec(event)?.[0];
        if (key) heard(reader, key, now);
      }
    });
  });
}

/** An author's token: staff are exempt from the rules on how often one may comment. */
async function makeToken(site) {
  const env = { ...process.env, DATABASE_URL: `sqlite:${join(site.folder, 'warta.db')}`, WARTA_MEDIA: join(site.folder, 'media') };
  const options = { cwd: ROOT, env };
  await run(PROGRAM, ['user', 'create', '--email', 'ukur@warta.example', '--name', 'Ukur', '--role', 'author', '--password', 'kata sandi ukur', '--json'], options);
  const { stdout } = await run(PROGRAM, ['token', 'create', '--email', 'ukur@warta.example', '--json'], options);
  return JSON.parse(stdout).token;
}

/** The process that listens on the site's port. */
async function serverOf(site) {
  const marker = `DATABASE_URL=sqlite:${join(site.folder, 'warta.db')}`;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
    const command = await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '');
    if (environment.split('\0').includes(marker) && command.includes('\0serve')) return Number(name);
  }
  throw new Error('the process of the server is not to be found in /proc');
}

/** Resident memory in kilobytes. */
async function rss(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]);
}

async function fileLimit() {
  const limits = await readFile('/proc/self/limits', 'utf8');
  return Number(/Max open files\s+(\d+)/.exec(limits)[1]);
}
