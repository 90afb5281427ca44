// Accessibility, by axe-core.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core has against the page as it stands. Its `preload` asks for the files of style sheets and
 * stumbles over those that have none.
 */
export async function violations(page, { preload = true } = {}) {
  // Evaluated by the debugger, so the page's own policy for scripts stays in force.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), { preload });
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary}`));
}
