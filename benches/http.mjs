// Requests a second and latency of the release build, warm, beside nginx sending the same bytes as a
// file; and of rendering itself, with the page cache off. Everything happens on loopback in one
// run, the two servers taking turns, so that only the ratios are meant to travel.
//   script/bench
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, REFERENCE, ROOT, startSite } from '../script/site.mjs';
import { load } from './lib/wrk.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 2);
const CONNECTIONS = 64;
const PAGES = [
  { name: 'article', path: REFERENCE },
  { name: 'front', path: '/' },
  { name: 'category', path: '/categories/international' },
];
const ENCODINGS = ['identity', 'gzip'];

const results = { cores: cpus().length, cpu: cpus()[0].model, seconds: SECONDS, rounds: ROUNDS, warm: [], cold: [] };

const site = await startSite();
try {
  const nginx = await startNginx(site);
  try {
    await measureWarm(site, nginx);
  } finally {
    await nginx.stop();
  }
} finally {
  await site.stop();
}

const uncached = await startSite({ env: { WARTA_PAGE_CACHE: 'off' } });
try {
  await measureCold(uncached);
} finally {
  await uncached.stop();
}

print();
await mkdir(join(ROOT, 'target/bench'), { recursive: true });
await writeFile(join(ROOT, 'target/bench/http.json'), `${JSON.stringify(results, null, 2)}\n`);

async function measureWarm(site, nginx) {
  for (const page of PAGES) {
    for (const encoding of ENCODINGS) {
      const sent = await fetchAsSent(site.url + page.path, encoding);
      const beside = await fetchAsSent(nginx.url + nginx.pathOf(page), encoding);
      if (!sent.equals(beside)) throw new Error(`nginx does not send the same bytes for ${page.path} (${encoding})`);

      const targets = { warta: site.url + page.path, nginx: nginx.url + nginx.pathOf(page) };
      const runs = { warta: [], nginx: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        // A, B, then B, A: neither always runs on the warmer machine.
        const order = round % 2 === 0 ? ['warta', 'nginx'] : ['nginx', 'warta'];
        for (const server of order) runs[server].push(await ask(targets[server], encoding, CONNECTIONS));
      }
      const [warta, reference] = [summary(runs.warta), summary(runs.nginx)];
      results.warm.push({ page: page.name, encoding, bytes: sent.length, warta, nginx: reference, ratio: warta.rate / reference.rate });
      progress(`${page.name}, ${encoding}`);
    }
  }
}

async function measureCold(site) {
  for (const page of PAGES) {
    const alone = summary([await ask(site.url + page.path, 'identity', 1)]);
    const many = summary([await ask(site.url + page.path, 'identity', CONNECTIONS)]);
    results.cold.push({ page: page.name, alone, many });
    progress(`${page.name}, rendered every time`);
  }
}

function ask(url, encoding, connections) {
  return load(url, { connections, seconds: SECONDS, headers: [`Accept-Encoding: ${encoding}`] });
}

function summary(runs) {
  const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  };
  return Object.fromEntries(['rate', 'p50', 'p99'].map((key) => [key, median(runs.map((run) => run[key]))]));
}

/** nginx with the site's pages as files, plain and compressed as the site compresses them. */
async function startNginx(site) {
  const folder = join(site.folder, 'nginx');
  const port = await freePort();
  const pathOf = (page) => `/${page.name}.html`;
  await mkdir(join(folder, 'www'), { recursive: true });
  for (const page of PAGES) {
    for (const [encoding, suffix] of [['identity', ''], ['gzip', '.gz']]) {
      await writeFile(join(folder, 'www', pathOf(page) + suffix), await fetchAsSent(site.url + page.path, encoding));
    }
  }
  // Its workers may read the folder only if they are who we are.
  const user = process.getuid() === 0 ? 'user root;' : '';
  await writeFile(
    join(folder, 'nginx.conf'),
    `${user}
worker_processes auto;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 100000000;
  gzip_static on;
  types { text/html html; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/www; }
}
`,
  );
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const server = spawn('nginx', args, { stdio: 'inherit' });
  const ended = new Promise((done, failed) => server.once('error', failed).once('exit', done));
  const url = `http://127.0.0.1:${port}`;
  const answers = () => fetch(url + pathOf(PAGES[0])).then((response) => response.ok, () => false);
  for (let tries = 0; !(await answers()); tries += 1) {
    if (tries > 100 || server.exitCode !== null) throw new Error('nginx does not answer');
    await sleep(50);
  }
  const stop = async () => {
    server.kill('SIGQUIT');
    await ended;
  };
  return { url, pathOf, stop };
}

function fetchAsSent(url, encoding) {
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': encoding } }, async (response) => {
      const got = response.headers['content-encoding'] ?? 'identity';
      const body = Buffer.concat(await response.toArray());
      if (response.statusCode !== 200 || got !== encoding) failed(new Error(`${url}: ${response.statusCode}, ${got} instead of ${encoding}`));
      else done(body);
    }).on('error', failed);
  });
}

function progress(what) {
  console.error(`-- measured: ${what}`);
}

function print() {
  const table = (head, rows) => {
    const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n].length)));
    const line = (cells) => `| ${cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join(' | ')} |`;
    console.log([line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n'));
    console.log();
  };
  const rate = ({ rate }) => Math.round(rate).toString();
  const ms = (value) => `${value.toFixed(2)} ms`;
  console.log(`${results.cores} × ${results.cpu}; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, median\n`);
  table(
    ['warm', 'bytes', 'warta req/s', 'nginx req/s', 'ratio', 'warta p99', 'nginx p99'],
    results.warm.map((row) => [
      `${row.page}, ${row.encoding}`,
      row.bytes.toString(),
      rate(row.warta),
      rate(row.nginx),
      row.ratio.toFixed(2),
      ms(row.warta.p99),
      ms(row.nginx.p99),
    ]),
  );
  table(
    ['rendered every time', `req/s (${CONNECTIONS})`, `p99 (${CONNECTIONS})`, 'p50 (1)', 'p99 (1)'],
    results.cold.map((row) => [row.page, rate(row.many), ms(row.many.p99), ms(row.alone.p50), ms(row.alone.p99)]),
  );
}
