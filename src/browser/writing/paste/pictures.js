// Pictures in pasted HTML. Ours stay; what came as data is uploaded; what is on another site cannot
// be fetched from here and is left out, with its caption.

const OURS = /^(?:https?:\/\/[^/]+)?\/media\/[^/]+\/\d+\.\w+$/;

/** @returns {{files: File[], lost: number}} */
export function pictures(body) {
  const files = [];
  let lost = 0;
  for (const image of body.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    if (image.hasAttribute('data-media') || OURS.test(source)) continue;
    const file = fileOf(source, image.getAttribute('alt'));
    // Points of one pixel count readers.
    const isSpy = Number(image.getAttribute('width')) === 1 || Number(image.getAttribute('height')) === 1;
    if (file) files.push(file);
    else if (source && !isSpy) lost += 1;
    const figure = image.closest('figure');
    (figure && figure.querySelectorAll('img').length === 1 ? figure : image).remove();
  }
  body.querySelectorAll('picture > source').forEach((source) => source.remove());
  return { files, lost };
}

function fileOf(source, name) {
  const [, type, data] = /^data:(image\/(?:png|jpeg|webp|gif));base64,(.+)$/s.exec(source) ?? [];
  if (!data) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new File([bytes], `${name || 'gambar'}.${type.slice(6)}`, { type });
  } catch {
    return null;
  }
}
