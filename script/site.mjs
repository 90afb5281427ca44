// A throwaway Warta: a copy of the program on a free loopback port, with demo stories, in a folder
// that is gone afterwards. Used by the browser tests, the weight budget and the measurements.
import { spawn } from 'node:child_process';
import { open, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const REFERENCE = '/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro';

/** Starts a site; answers with its address and how to stop it. */
export async function startSite({ program = join(ROOT, 'target/release/warta'), env = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'warta-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...withoutSettings(process.env),
    DATABASE_URL: `sqlite:${join(folder, 'warta.db')}`,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    WARTA_BASE_URL: url,
    WARTA_MEDIA: join(folder, 'media'),
    ...env,
  };

  const log = await open(join(folder, 'warta.log'), 'w');
  const run = (command) => spawn(program, [command], { cwd: ROOT, env: settings, stdio: ['ignore', log.fd, log.fd] });
  const readLog = () => readFile(join(folder, 'warta.log'), 'utf8');
  let server;

  const stop = async () => {
    if (server && isRunning(server)) {
      const gone = ended(server);
      server.kill('SIGTERM');
      const inTime = await Promise.race([gone.then(() => true), sleep(15_000, false, { ref: false })]);
      if (!inTime) server.kill('SIGKILL');
      await gone;
    }
    await log.close();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    if ((await ended(run('demo'))) !== 0) throw new Error('`warta demo` failed');
    server = run('serve');
    server.on('error', () => {});
    await answers(`${url}/healthz`, server);
  } catch (error) {
    const said = await readLog();
    await stop();
    throw new Error(`${program}: ${error.message}\n${said}`, { cause: error });
  }
  return { url, folder, readLog, stop };
}

export async function freePort() {
  const probe = createServer();
  await new Promise((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** The environment without what would point the copy at somebody's real site. */
function withoutSettings(env) {
  const isSetting = (name) => name === 'DATABASE_URL' || name.startsWith('WARTA_') || (name.startsWith('LEPTOS_') && name !== 'LEPTOS_SITE_ROOT');
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSetting(name)));
}

function ended(child) {
  return new Promise((done, failed) => child.once('error', failed).once('exit', (code, signal) => done(code ?? signal)));
}

function isRunning(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function answers(url, server) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (!isRunning(server)) throw new Error('`warta serve` ended at once');
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await sleep(25);
  }
  throw new Error(`${url} did not answer within 20 s`);
}
