// What an upload costs: a photograph of 12 megapixels, from the first byte sent to the answer with
// all its renditions, which are then fetched; and the most memory the server ever had.
//   node benches/pictures.mjs         PICTURE_ROUNDS=5, WARTA_PROGRAM=target/release/warta
import { readFile, readdir, readlink } from 'node:fs/promises';
import { startSite } from '../script/site.mjs';
import { makeTokens, report } from './lib/commenting.mjs';
import { photo } from './lib/photo.mjs';

const ROUNDS = Number(process.env.PICTURE_ROUNDS ?? 5);
const SIZES = [
  [4000, 3000],
  [8000, 6000],
];

const pictures = SIZES.map(([width, height]) => ({ width, height, bytes: photo(width, height) }));
const rows = [];
for (const picture of pictures) rows.push(await measure(picture));
await report('pictures', rows);

/** A server of its own for each size: the memory is that of the whole process. */
async function measure({ width, height, bytes }) {
  const site = await startSite({ program: process.env.WARTA_PROGRAM });
  try {
    const [token] = await makeTokens(site.folder, 1);
    const server = await serverOf(site.folder);
    const before = await memory(server);
    const took = [];
    let renditions = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const form = new FormData();
      form.set('alt', 'Derau dan gradasi');
      form.set('file', new Blob([bytes], { type: 'image/jpeg' }), `derau-${n}.jpg`);
      const begun = performance.now();
      const answer = await fetch(`${site.url}/api/v1/media`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
      took.push((performance.now() - begun) / 1000);
      if (answer.status !== 201) throw new Error(`the upload answered ${answer.status}: ${await answer.text()}`);
      ({ renditions } = await answer.json());
      for (const { url } of renditions) {
        const file = await fetch(url);
        if (!file.ok || (await file.arrayBuffer()).byteLength === 0) throw new Error(`${url} answered ${file.status}`);
      }
    }
    took.sort((a, b) => a - b);
    return {
      megapixels: (width * height) / 1e6,
      'file MB': (bytes.length / 1e6).toFixed(1),
      renditions: renditions.length,
      'median s': took[took.length >> 1].toFixed(2),
      'slowest s': took.at(-1).toFixed(2),
      'peak MB before': Math.round(before / 1024),
      'peak MB after': Math.round((await memory(server)) / 1024),
    };
  } finally {
    await site.stop();
  }
}

/** The process that serves this folder's database. */
async function serverOf(folder) {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
    if (environment.includes(folder) && environment.includes("LEPTOS_SITE_ADDR")) return pid;
  }
  throw new Error('the server is not among the processes');
}

/** The most memory that a process has had, in kilobytes. */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)[1]);
}
