// Writes FILE.br and FILE.gz beside every text-like file of a folder, as small as they get.
//   node script/precompress.mjs FOLDER
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.html', '.ico', '.js', '.json', '.map', '.mjs', '.svg', '.txt', '.wasm', '.webmanifest', '.xml']);

const encoders = {
  '.br': (bytes) =>
    promisify(zlib.brotliCompress)(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (bytes) => promisify(zlib.gzip)(bytes, { level: zlib.constants.Z_BEST_COMPRESSION }),
};

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: node script/precompress.mjs FOLDER');
  process.exit(2);
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const present = new Set(files);

const isCopyOfNothing = (file) => extname(file) in encoders && !present.has(file.slice(0, -3));
await Promise.all(files.filter(isCopyOfNothing).map((file) => rm(file)));

const originals = files.filter((file) => COMPRESSIBLE.has(extname(file)));
const written = await Promise.all(originals.flatMap((file) => Object.keys(encoders).map((suffix) => compress(file, suffix))));
console.log(`${originals.length} files, ${written.filter(Boolean).length} copies written`);

/** Writes one compressed copy, unless the one there carries the original's time. */
async function compress(file, suffix) {
  const { mtime } = await stat(file);
  const copy = file + suffix;
  const existing = await stat(copy).catch(() => null);
  if (existing?.mtime.getTime() === mtime.getTime()) return false;

  const bytes = await readFile(file);
  const small = await encoders[suffix](bytes);
  // A copy that saves nothing would only cost the browser work.
  if (small.length >= bytes.length) {
    await rm(copy, { force: true });
    return false;
  }
  await writeFile(copy, small);
  await utimes(copy, mtime, mtime);
  return true;
}
