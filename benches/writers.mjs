// How many comments a second are acknowledged, each of them durable: one writer against 64, whose
// comments are committed in groups.
//   node benches/writers.mjs         BENCH_SECONDS=10 a measurement
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REFERENCE, startSite } from '../script/site.mjs';
import { makeTokens, report, sqlite } from './lib/commenting.mjs';
import { load } from './lib/wrk.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const WRITERS = (process.env.BENCH_WRITERS ?? '1,8,64').split(',').map(Number);
const script = fileURLToPath(new URL('lib/comments.lua', import.meta.url));

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
  const writers = tokens.length;
  const file = join(site.folder, `tokens-${writers}`);
  await writeFile(file, tokens.join('\n'));
  const before = await count();
  const run = await load(`${site.url}/api/v1${REFERENCE}/comments`, { connections: writers, seconds: SECONDS, script, args: [file, `dari ${writers}`] });
  // wrk leaves when its time is over: what it had sent by then may still be stored, once each.
  const stored = (await count()) - before;
  if (stored < run.answered || stored > run.answered + writers) throw new Error(`${run.answered} acknowledged, ${stored} stored`);
  return { writers, acknowledged: run.answered, 'comments/s': Math.round(run.rate), 'p50 ms': run.p50, 'p99 ms': run.p99 };
}

async function count() {
  return Number(await sqlite(site.folder, 'SELECT count(*) FROM comments'));
}
