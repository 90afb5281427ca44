// Every spec runs twice, with JavaScript and without. `*.hydrate.spec.mjs` are about what happens
// in the browser and run with it alone; html.spec.mjs is about what is sent and runs once.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'specs',
  globalSetup: './global-setup.mjs',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // On a busy machine a browser may answer late. Whatever needed the second try is counted as flaky.
  retries: 1,
  // A day's work in the newsroom takes half a minute where the processor is shared.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    locale: 'id-ID',
    // Another zone than the site's: a date must not depend on the reader's clock.
    timezoneId: 'America/New_York',
    viewport: { width: 1440, height: 900 },
    // Requests that a worker makes are not seen by `page.route`. offline.hydrate.spec.mjs lets it run.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.WARTA_CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'js', testIgnore: 'html.spec.mjs' },
    { name: 'no-js', testIgnore: '*.hydrate.spec.mjs', use: { javaScriptEnabled: false } },
  ],
});
