// Accessibility, by axe-core: no violation on any kind of page, light and dark.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, KINDS, test } from '../fixtures.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const kind of KINDS) {
      test(`${kind.path} has no accessibility violation`, async ({ page, open, hydrated }) => {
        await open(kind);
        await hydrated();
        // Evaluated by the debugger, so the page's own policy for scripts stays in force.
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document));
        const told = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary}`));
        expect(told).toEqual([]);
      });
    }
  });
}
