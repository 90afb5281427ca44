// What cut connections cost: readers of one story whose connections are cut at random moments, and
// who come back with the number of the last event, while comments arrive. At the end each must
// have had exactly the events of the table, in order.
//   node benches/cuts.mjs
//   CUT_READERS=100 CUT_SECONDS=20 node benches/cuts.mjs
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSite } from '../script/site.mjs';
import { makeTokens, post, report, sqlite } from './lib/commenting.mjs';
import { openStream } from './lib/stream.mjs';

const READERS = Number(process.env.CUT_READERS ?? 1000);
const SECONDS = Number(process.env.CUT_SECONDS ?? 300);
const RATE = Number(process.env.CUT_RATE ?? 10);
/** A connection lives up to this long before it is cut. */
const LIFE_MS = Number(process.env.CUT_LIFE_MS ?? 20_000);

const site = await startSite();
let failed = false;
try {
  const [token] = await makeTokens(site.folder, 1);
  const state = { stop: false, cuts: 0, resets: 0 };
  const readers = Array.from({ length: READERS }, (_, number) => ({ number, seen: [] }));
  const reading = readers.map((reader) => read(reader, state));

  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  for (let n = 0; performance.now() - begun < SECONDS * 1000; n += 1) {
    const due = sleep(1000 / RATE);
    const answer = await post(site.url, { agent, token, text: `Komentar nomor ${n}` });
    if (answer.status !== 201) throw new Error(`posting answered ${answer.status}: ${answer.body}`);
    await due;
  }
  agent.destroy();
  const rows = await sqlite(site.folder, 'SELECT e.seq FROM story_events e JOIN (SELECT article_id, count(*) n FROM story_events GROUP BY 1 ORDER BY n DESC LIMIT 1) b ON b.article_id = e.article_id ORDER BY 1');
  const table = rows.split('\n').map(Number);
  // Whoever was cut a moment ago comes back once more.
  const last = table.at(-1);
  const patience = performance.now() + 30_000;
  while (readers.some((reader) => reader.seen.at(-1) !== last) && performance.now() < patience) await sleep(100);
  state.stop = true;
  for (const reader of readers) reader.socket?.destroy();
  await Promise.all(reading);

  const same = (seen) => seen.length === table.length && seen.every((id, n) => id === table[n]);
  const figures = {
    readers: READERS,
    seconds: SECONDS,
    events: table.length,
    cuts: state.cuts,
    resets: state.resets,
    'readers with exactly the table': readers.filter((reader) => same(reader.seen)).length,
  };
  await report('cuts', [figures]);
  failed = figures['readers with exactly the table'] !== READERS;
} finally {
  await site.stop();
}
process.exit(failed ? 1 : 0);

/** Reads until told to stop, again and again after a cut. */
async function read(reader, state) {
  // Not all at once.
  await sleep(Math.random() * 3000);
  while (!state.stop) {
    let closed;
    const end = new Promise((done) => (closed = done));
    const event = ({ id, name }) => {
      if (name === 'reset') state.resets += 1;
      if (id !== undefined) reader.seen.push(id);
    };
    const socket = await openStream(site.url, reader.number, { since: reader.seen.at(-1) ?? 0, event, closed }).catch(() => null);
    if (!socket) {
      await sleep(50 + Math.random() * 200);
      continue;
    }
    reader.socket = socket;
    await Promise.race([end, sleep(Math.random() * LIFE_MS)]);
    if (state.stop) return;
    state.cuts += 1;
    socket.destroy();
    await end;
  }
}
