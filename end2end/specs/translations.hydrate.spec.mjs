// Two stories are linked in the story editor, and readers are led from one to the other.
import { expect, test } from '../fixtures.mjs';
import { calls, person, signIn, window } from '../people.mjs';

async function draft(who, headline, language) {
  const body = { headline, category: 'redaksi', language, body: { markdown: 'Isi.' } };
  const response = await calls(who, 'POST', '/articles', body);
  const text = await response.text();
  expect(response.status, text).toBe(201);
  return JSON.parse(text);
}

test('a translation is linked, published, and led to', async ({ page, browser }) => {
  const complaints = [];
  const editor = person('Editor Alih Bahasa', 'editor');
  const gunung = await draft(editor, 'Gunung dialihbahasakan', 'id');
  const mountain = await draft(editor, 'A mountain in translation', 'en');
  await signIn(page, editor, `/editor/stories/${gunung.id}`);
  const row = page.locator('.row', { has: page.locator('#terjemahan') });
  await row.getByRole('button', { name: 'Tautkan berita…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Cari terjemahan' });
  await sheet.getByRole('searchbox').fill('mountain');
  await sheet.getByRole('button', { name: /A mountain in translation/ }).click();
  const link = row.getByRole('link', { name: 'A mountain in translation' });
  await expect(link).toHaveAttribute('lang', 'en');
  await expect(row.getByRole('button', { name: 'Buat terjemahan bahasa Inggris' })).toBeHidden();

  for (const story of [gunung, mountain]) {
    expect((await calls(editor, 'POST', `/articles/${story.id}/publish`, {})).status).toBe(200);
  }
  const reader = await window(browser, complaints);
  await reader.goto(`/articles/${gunung.slug}`);
  const alternates = await reader.locator('link[rel=alternate][hreflang]').evaluateAll((links) => links.map((one) => one.hreflang));
  expect(alternates).toEqual(['id', 'en', 'x-default']);
  await reader.getByRole('link', { name: 'A mountain in translation', exact: true }).first().click();
  await expect(reader).toHaveURL(`/articles/${mountain.slug}`);
  await expect(reader.locator('article.article')).toHaveAttribute('lang', 'en');
  await expect(reader.locator('.article__other')).toContainText('Baca dalam bahasa Indonesia: Gunung dialihbahasakan');

  await page.reload();
  await row.getByRole('button', { name: 'Lepas tautan: A mountain in translation' }).click();
  await expect(link).toBeHidden();
  await reader.reload();
  await expect(reader.locator('.article__other')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a translation is begun with what the story says', async ({ page }) => {
  const editor = person('Editor Alih Bahasa Dua', 'editor');
  const story = await draft(editor, 'Naskah untuk diterjemahkan', 'id');
  await signIn(page, editor, `/editor/stories/${story.id}`);
  await page.getByRole('button', { name: 'Buat terjemahan bahasa Inggris' }).click();
  await expect(page).not.toHaveURL(new RegExp(`/${story.id}$`));
  await expect(page.locator('.editor__text')).toContainText('Isi.');
  await expect(page.getByLabel('Bahasa', { exact: true })).toHaveValue('en');
  await expect(page.getByRole('link', { name: 'Naskah untuk diterjemahkan' })).toBeVisible();
});
