// A plain page with the writing surface on it, under the policy that the site's own pages have.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.jpg': 'image/jpeg', '.png': 'image/png', '.woff2': 'font/woff2' };
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The file behind an address of the page. */
function fileOf(path) {
  if (path === '/') return join(HERE, 'page.html');
  if (/^\/page\.(css|js)$/.test(path)) return join(HERE, path);
  if (/^\/(style|demo)\//.test(path)) return join(ROOT, path);
  if (path.startsWith('/fonts/')) return join(ROOT, 'public', path);
  if (path.startsWith('/writing/')) return join(ROOT, 'public', path);
  // Every picture of the tests is one of the demo's.
  const [, key] = /^\/media\/([^/]+)\/\d+\.jpg$/.exec(path) ?? [];
  if (key) return join(ROOT, 'demo/media', `${['coffee', 'flower', 'grace-hopper'].includes(key) ? key : 'coffee'}.jpg`);
  return null;
}

/** Starts it; answers with its address and how to stop it. */
export async function startPage() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://page').pathname));
    const file = path === '/favicon.ico' ? join(ROOT, 'public/favicon.ico') : fileOf(path);
    try {
      const body = await readFile(file ?? '');
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'cache-control': 'no-store' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => server.close(done)) };
}

// By hand: `node end2end/writing/server.mjs` says where the page is.
if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await startPage()).url);
