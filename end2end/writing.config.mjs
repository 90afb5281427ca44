// The writing surface on a page of its own: no site is needed, only what script/build-writing made.
import { defineConfig } from '@playwright/test';
import site from './playwright.config.mjs';

export default defineConfig({
  ...site,
  testDir: 'writing',
  globalSetup: undefined,
  timeout: 20_000,
  expect: { timeout: 4_000 },
  projects: [{ name: 'writing' }],
});
