// A photograph under the headline, as somebody has uploaded it.
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../script/site.mjs';
import { expect, test } from '../fixtures.mjs';
import { calls, person } from '../people.mjs';

async function made(answer, status = 201) {
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  return JSON.parse(text);
}

test('a photograph lies over the blur that stood for it', async ({ page }) => {
  const editor = person('Editor Foto', 'editor');
  const body = { headline: 'Foto di atas bayangannya', category: 'redaksi', body: { markdown: 'Isi.' } };
  const story = await made(await calls(editor, 'POST', '/articles', body));
  const form = new FormData();
  form.append('file', await openAsBlob(join(ROOT, 'demo/media/flower.jpg')), 'bunga.jpg');
  form.append('alt', 'Bunga');
  form.append('credit', 'Contoh');
  const headers = { authorization: `Bearer ${editor.token}`, 'x-forwarded-for': editor.address };
  const media = await made(await fetch(`${process.env.WARTA_URL}/api/v1/media`, { method: 'POST', headers, body: form }));
  await made(await fetch(`${process.env.WARTA_URL}/api/v1/articles/${story.id}`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json', 'if-match': `"${story.version}"` },
    body: JSON.stringify({ banner: media.id }),
  }), 200);
  await made(await calls(editor, 'POST', `/articles/${story.id}/publish`, {}), 200);

  await page.goto(`/articles/${story.slug}`);
  const images = page.locator('.article__banner img');
  await expect(images).toHaveCount(2);
  const [blur, photo] = await images.all();
  await expect.poll(() => photo.evaluate((image) => image.naturalWidth)).toBeGreaterThan(100);
  expect(await blur.boundingBox()).toEqual(await photo.boundingBox());
});
