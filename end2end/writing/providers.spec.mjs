// From where something may be shown: what the server allows of the same list (tests/it/documents.rs).
import { readFileSync } from 'node:fs';
import { test, expect } from '@playwright/test';
import { providerOf } from '../../src/browser/writing/document/providers.js';

const list = JSON.parse(readFileSync(new URL('addresses.json', import.meta.url), 'utf8'));

test('addresses are known by their provider, or refused', () => {
  const found = list.map(({ given }) => {
    const known = providerOf(given);
    return known ? { given, provider: known.name, address: known.url } : { given, provider: null };
  });
  expect(found).toEqual(list);
});
