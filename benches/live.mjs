// Delivery of comments to many readers of one story: how long from the acknowledgement being asked
// for to every open stream having the comment, and what a reader costs in memory. Everything on
// loopback; readers are raw sockets on many loopback addresses, because an address may only have
// so many streams.
//   node benches/live.mjs            100, 1,000 and, as far as file limits allow, 10,000 readers
//   BENCH_READERS=100 node benches/live.mjs
import { readdir, readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSite } from '../script/site.mjs';
import { makeTokens, post, report } from './lib/commenting.mjs';
import { openStream } from './lib/stream.mjs';

const SIZES = (process.env.BENCH_READERS ?? '100,1000,10000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const RATE = Number(process.env.BENCH_RATE ?? 10);

const results = [];
for (const size of SIZES) {
  const most = await fileLimit();
  const readers = Math.min(size, most - 200);
  if (readers < size) console.error(`${size} readers: only ${readers}, the limit of open files is ${most} (ulimit -n)`);
  results.push(await measure(readers));
}
await report(
  'live',
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

async function measure(size) {
  const site = await startSite();
  try {
    const [token] = await makeTokens(site.folder, 1);
    const pid = await serverOf(site);
    const before = await rss(pid);
    const sent = new Map();
    const delays = [];
    const readers = [];
    let doubled = 0;
    const join = async (number) => {
      const reader = { keys: new Set() };
      const event = ({ name, text }) => {
        // A comment has its mark in the typed text and in the HTML.
        const key = name === 'comment.created' && /ukur-\d+-selesai/.exec(text)?.[0];
        if (!key || !sent.has(key)) return;
        if (reader.keys.has(key)) doubled += 1;
        reader.keys.add(key);
        delays.push(performance.now() - sent.get(key));
      };
      reader.socket = await openStream(site.url, number, { event });
      readers.push(reader);
    };
    for (let n = 0; n < size; n += 100) {
      await Promise.all(Array.from({ length: Math.min(100, size - n) }, (_, i) => join(n + i)));
    }
    await sleep(1000);
    const after = await rss(pid);

    const agent = new Agent({ keepAlive: true });
    for (let n = 0; n < RATE * SECONDS; n += 1) {
      const key = `ukur-${n}-selesai`;
      const due = sleep(1000 / RATE);
      sent.set(key, performance.now());
      const answer = await post(site.url, { agent, token, text: `Komentar ${key}` });
      if (answer.status !== 201) throw new Error(`posting answered ${answer.status}: ${answer.body}`);
      await due;
    }
    await sleep(2000);
    agent.destroy();
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
