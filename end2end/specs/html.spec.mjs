// What is sent is valid HTML, by the Nu checker.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect, KINDS, test } from '../fixtures.mjs';

const checker = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

test('every kind of page is valid', async ({ request }, testInfo) => {
  test.setTimeout(120_000);
  const paths = new Map();
  for (const { path, status = 200 } of KINDS) {
    const response = await request.get(path);
    expect(response.status()).toBe(status);
    const file = testInfo.outputPath(`${path.replaceAll('/', '_')}.html`);
    await writeFile(file, await response.body());
    paths.set(file, path);
  }

  // The checker reports on stderr, and by its exit code.
  const run = promisify(execFile)('java', ['-Xss1m', '-jar', checker, '--format', 'json', ...paths.keys()], { maxBuffer: 2 ** 26 });
  const { stderr } = await run.catch((failure) => failure);
  const { messages } = JSON.parse(stderr);
  const errors = messages.filter(({ type }) => type !== 'info');
  const told = errors.map(({ url, lastLine, message, extract }) => `${paths.get(decodeURI(new URL(url).pathname))}:${lastLine} ${message}\n    ${extract}`);
  expect(told).toEqual([]);
});
