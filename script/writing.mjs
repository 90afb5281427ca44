// Bundles src/browser/writing and style/newsroom.css into public/writing, under hashed names.
//   node script/writing.mjs [--force]
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'src/browser/writing');
const STYLE = join(ROOT, 'style/newsroom.css');
const TARGET = join(ROOT, 'public/writing');
const MANIFEST = join(TARGET, 'manifest.json');

const sum = await sumOfInputs();
const made = await readFile(MANIFEST, 'utf8').then(JSON.parse, () => null);
const isThere = made && made.sum === sum && (await Promise.all([made.module, made.style].map(exists))).every(Boolean);
const manifest = isThere && !process.argv.includes('--force') ? made : await bundle();
for (const name of [manifest.module, manifest.style]) {
  const bytes = await readFile(join(TARGET, name));
  console.log(`${name.padEnd(28)} ${String(bytes.length).padStart(8)} bytes ${String(brotliCompressSync(bytes).length).padStart(8)} in brotli`);
}

async function bundle() {
  // From where it is used, so that this file needs no packages of its own.
  const esbuild = createRequire(join(SOURCE, 'package.json'))('esbuild');
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  const { metafile } = await esbuild.build({
    entryPoints: { writing: join(SOURCE, 'newsroom.js'), newsroom: STYLE },
    outdir: TARGET,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    // What the readers' pages ask of a browser too: nested CSS, and adopted style sheets.
    target: ['chrome120', 'firefox121', 'safari17.2'],
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint);
  const named = (end) => basename(outputs.find(([name]) => name.endsWith(end))[0]);
  const manifest = { sum, module: named('.js'), style: named('.css') };
  await writeFile(MANIFEST, `${JSON.stringify(manifest)}\n`);
  return manifest;
}

/** One sum of everything that goes in. */
async function sumOfInputs() {
  const files = (await readdir(SOURCE, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
  const sheets = (await readdir(join(ROOT, 'style'), { recursive: true })).filter((name) => name.endsWith('.css')).map((name) => join(ROOT, 'style', name));
  const hash = createHash('sha256');
  for (const file of [...files, ...sheets, fileURLToPath(import.meta.url)].sort()) hash.update(file.slice(ROOT.length)).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function exists(name) {
  return readFile(join(TARGET, name)).then(() => true, () => false);
}
