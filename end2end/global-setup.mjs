// Starts a site of the tests' own (WARTA_BIN, default the release build) and stops it afterwards.
// With WARTA_URL the tests visit the site at that address instead.
import { startSite } from '../script/site.mjs';

export default async function setUp() {
  if (process.env.WARTA_URL) return undefined;
  const site = await startSite({
    program: process.env.WARTA_BIN || undefined,
    // So that programs can come from addresses of their own, with limits of their own.
    env: { WARTA_TRUSTED_PROXIES: '127.0.0.1' },
  });
  process.env.WARTA_URL = site.url;
  process.env.WARTA_FOLDER = site.folder;
  return site.stop;
}
