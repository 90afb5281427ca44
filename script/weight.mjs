// What a reader's first visit to the reference article costs on the wire, against the budget, and
// proof that the editor is not part of it.
//   node script/weight.mjs
import { readdir, readFile, stat } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { REFERENCE, ROOT, startSite } from './site.mjs';

// In bytes. Text is counted as sent, that is in brotli.
const BUDGET = [
  { name: 'HTML', limit: 20_000, counts: (file) => file.kind === 'html' },
  { name: 'CSS', limit: 15_000, counts: (file) => file.kind === 'css' },
  { name: 'WASM + JS', limit: 200_000, counts: (file) => file.kind === 'wasm' || file.kind === 'js' },
  { name: 'fonts, upright', limit: 80 * 1024, counts: (file) => file.kind === 'font' && !file.isItalic },
  { name: 'fonts, all', limit: 120 * 1024, counts: (file) => file.kind === 'font' },
];
// What comes later, in brotli, and only where it is wanted: by the names of the files.
const ON_DEMAND = [{ name: 'the living thread, near the screen', limit: 165_000, files: /^(split_wake|chunk)_.*\.wasm\.br$/ }];
// Stands in the newsroom's code (src/app/editor).
const EDITOR_MARKER = 'warta-editor-chunk-marker';

const PACKAGE = join(ROOT, 'target/site/pkg');

const complaints = [];
const site = await startSite();
const files = await visit(site.url, REFERENCE).finally(site.stop);
report(files);
await reportOnDemand();
await checkEditor(files);

for (const complaint of complaints) console.error(`FAIL: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** Everything that the page and what it names load before the reader does anything. */
async function visit(base, page) {
  const queue = [new URL(page, base).href];
  const seen = new Map();
  while (queue.length > 0) {
    const url = queue.shift();
    if (seen.has(url)) continue;
    const file = await fetchAsSent(url);
    seen.set(url, file);
    if (file.status !== 200) complaints.push(`${url} answers ${file.status}`);
    if (['html', 'css', 'js', 'wasm'].includes(file.kind) && file.encoding !== 'br') {
      complaints.push(`${file.path} is not sent in brotli`);
    }
    queue.push(...namedIn(file).map((name) => new URL(name, url).href));
  }
  return [...seen.values()];
}

function namedIn({ kind, text }) {
  const all = (pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
  switch (kind) {
    case 'html':
      // Scripts, WASM and styles wherever they stand (links, preloads, the inline script), and preloaded fonts.
      return all(/["'(](\/[^"'()\s<>]+\.(?:js|css|wasm|woff2))\b/g);
    case 'css':
      return all(/url\(\s*["']?([^"')]+\.woff2)/g);
    case 'js':
      // Static imports only: what import() names comes later, if at all.
      return all(/(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g);
    default:
      return [];
  }
}

function fetchAsSent(url) {
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, async (response) => {
      const sent = Buffer.concat(await response.toArray());
      const encoding = response.headers['content-encoding'] ?? 'identity';
      const { pathname: path } = new URL(url);
      const kind = path.match(/\.(css|js|wasm)$/)?.[1] ?? (path.endsWith('.woff2') ? 'font' : 'html');
      const body = encoding === 'br' ? brotliDecompressSync(sent) : sent;
      done({
        status: response.statusCode,
        path,
        kind,
        encoding,
        isItalic: path.includes('italic'),
        size: sent.length,
        text: kind === 'wasm' || kind === 'font' ? '' : body.toString('utf8'),
      });
    }).on('error', failed);
  });
}

function line(name, size, note) {
  console.log(`${name.padEnd(58)} ${String(size).padStart(8)}  ${note}`);
}

function report(files) {
  for (const file of files) line(file.path, file.size, file.encoding);
  console.log();
  for (const { name, limit, counts } of BUDGET) {
    const size = files.filter(counts).reduce((sum, file) => sum + file.size, 0);
    line(name, size, `of ${limit}`);
    if (size > limit) complaints.push(`${name}: ${size} bytes, ${size - limit} over the budget`);
  }
}

async function reportOnDemand() {
  for (const { name, limit, files } of ON_DEMAND) {
    const found = (await readdir(PACKAGE)).filter((file) => files.test(file));
    if (found.length === 0) complaints.push(`${name}: no file is named like that`);
    const sizes = await Promise.all(found.map(async (file) => (await stat(join(PACKAGE, file))).size));
    const size = sizes.reduce((sum, one) => sum + one, 0);
    line(`${name} (later)`, size, `of ${limit}`);
    if (size > limit) complaints.push(`${name}: ${size} bytes, ${size - limit} over its limit`);
  }
}

async function checkEditor(files) {
  const names = (await readdir(PACKAGE)).filter((name) => name.endsWith('.wasm'));
  const withMarker = [];
  for (const name of names) {
    if ((await readFile(join(PACKAGE, name))).includes(EDITOR_MARKER)) withMarker.push(name);
  }
  if (withMarker.length === 0) complaints.push(`no WASM file contains "${EDITOR_MARKER}": is the editor built in, and split off?`);

  const loaded = new Set(files.map((file) => file.path.split('/').pop()));
  for (const name of withMarker) {
    if (loaded.has(name) || /^warta(\.|_bg\.)/.test(name)) complaints.push(`the editor is in ${name}, which readers load`);
  }
}
