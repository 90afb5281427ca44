// How many comments a second are acknowledged, each of them durable: one writer against 64, whose
// comments are committed in groups.
//   node benches/writers.mjs         BENCH_SECONDS=10 a measurement
import { Agent } from 'node:http';
import { startSite } from '../script/site.mjs';
import { makeTokens, post, report, sqlite } from './lib/commenting.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const WRITERS = (process.env.BENCH_WRITERS ?? '1,8,64').split(',').map(Number);

const site = await startSite();
try {
  const tokens = await makeTokens(site.folder, Math.max(...WRITERS));
  const rows = [];
  for (const writers of WRITERS) rows.push(await measure(tokens.slice(0, writers)));
  const synchronous = 'FULL';
  await report('writers', rows.map((row) => ({ ...row, synchronous, 'times one writer': (row['comments/s'] / rows[0]['comments/s']).toFixed(1) })));
} finally {
  await site.stop();
}

async function measure(tokens) {
  const before = Number(await sqlite(site.folder, 'SELECT count(*) FROM comments'));
  const delays = [];
  const begun = performance.now();
  const end = begun + SECONDS * 1000;
  await Promise.all(
    tokens.map(async (token, writer) => {
      const agent = new Agent({ keepAlive: true });
      for (let n = 0; performance.now() < end; n += 1) {
        const at = performance.now();
        const answer = await post(site.url, { agent, token, text: `Komentar ${writer} nomor ${n}` });
        if (answer.status !== 201) throw new Error(`posting answered ${answer.status}: ${answer.body}`);
        delays.push(performance.now() - at);
      }
      agent.destroy();
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const stored = Number(await sqlite(site.folder, 'SELECT count(*) FROM comments')) - before;
  if (stored !== delays.length) throw new Error(`${delays.length} acknowledged, ${stored} stored`);
  delays.sort((a, b) => a - b);
  const at = (part) => Number(delays[Math.floor(delays.length * part)].toFixed(1));
  return { writers: tokens.length, acknowledged: delays.length, 'comments/s': Math.round(delays.length / seconds), 'p50 ms': at(0.5), 'p99 ms': at(0.99) };
}
