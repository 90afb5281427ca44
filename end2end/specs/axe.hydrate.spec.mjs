// No violation of accessibility on any kind of page, light and dark.
import { violations } from '../axe.mjs';
import { expect, KINDS, test } from '../fixtures.mjs';

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const kind of KINDS) {
      test(`${kind.path} has no accessibility violation`, async ({ page, open, hydrated }) => {
        await open(kind);
        if (!kind.plain) await hydrated();
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}
