// Random documents of the model, the same for the same seed.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const WORDS = 'air banjir <b> & “damai” naïve warta menara-menara 12,5 % kota—desa x² 你好 🌾 e\u0301 "kutip" don\'t {} \\ /slash #pagar * _ ~'.split(' ');
const MARKS = ['link', 'bold', 'italic', 'strike', 'code', 'subscript', 'superscript'];
const LINKS = ['https://warta.example/a?b=c&d=%20', '/articles/banjir', '#b-abcdefghijkl', 'mailto:redaksi@warta.example', 'http://x.example/"quoted"'];

/** Numbers from 0 to 1 (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A document. With `tidy` it has nothing that a page cannot carry (spaces at the ends, exact points,
 * languages), so that it can come back from one; without `ends` no block ends with a break, which a
 * clipboard does not carry.
 */
export function randomDocument(seed, { tidy = false, ends = !tidy } = {}) {
  const next = random(seed);
  const upTo = (n) => Math.floor(next() * n);
  const chance = (p) => next() < p;
  const one = (list) => list[upTo(list.length)];
  const list = (least, most, make) => Array.from({ length: least + upTo(most - least + 1) }, make);
  const id = () => Array.from({ length: 12 }, () => ALPHABET[upTo(32)]).join('');

  const words = (least, most) => list(least, most, () => one(WORDS)).join(' ');
  const spaced = () => (tidy || chance(0.8) ? words(1, 6) : ` ${words(1, 3)}  ${words(0, 2)} `);

  function runs({ marks: mayMark = true, breaks = true } = {}) {
    const content = [];
    for (const text of list(0, 5, spaced)) {
      if (breaks && content.length > 0 && content.at(-1).type === 'text' && chance(0.15)) content.push({ type: 'hardBreak' });
      const marks = mayMark && chance(0.5) ? MARKS.filter(() => chance(0.25)).map((type) => (type === 'link' ? { type, attrs: { href: one(LINKS) } } : { type })) : [];
      const before = content.at(-1);
      // Two runs set alike are one run.
      if (before?.type === 'text' && JSON.stringify(before.marks ?? []) === JSON.stringify(marks)) before.text += ` ${text}`;
      else content.push({ type: 'text', text, ...(marks.length > 0 && { marks }) });
    }
    if (ends && chance(0.1) && breaks && content.at(-1)?.type === 'text') content.push({ type: 'hardBreak' });
    return content;
  }

  const image = () => ({
    type: 'image',
    attrs: {
      id: id(),
      media: one(['coffee', 'flower', 'grace-hopper', 'k3y-_x']),
      width: 320 + upTo(2000),
      height: 200 + upTo(2000),
      alt: words(0, 4),
      caption: words(0, 5),
      credit: words(0, 2),
      ...(chance(0.3) && { focal: tidy ? { x: 10 * upTo(11), y: 10 * upTo(11) } : { x: upTo(101), y: upTo(101) } }),
      ...(chance(0.3) && { size: one(['small', 'wide']) }),
    },
  });
  const item = (depth) => ({ type: 'listItem', attrs: { id: id() }, content: [paragraph(), ...(depth > 0 ? list(0, 1, () => block(depth - 1)) : [])] });
  const cell = (type, depth) => ({ type, content: depth > 0 && chance(0.2) ? list(1, 2, () => block(depth - 1)) : [paragraph()] });
  const paragraph = () => ({ type: 'paragraph', attrs: { id: id() }, content: runs() });

  function block(depth) {
    const attrs = { id: id() };
    const blocks = () => list(1, 3, () => block(depth - 1));
    const plain = [
      paragraph,
      paragraph,
      paragraph,
      () => ({ type: 'heading', attrs: { ...attrs, level: 2 + upTo(2) }, content: runs() }),
      image,
      () => ({ type: 'pullQuote', attrs, content: runs() }),
      () => ({ type: 'codeBlock', attrs: { ...attrs, language: tidy ? '' : one(['', 'rust', 'js']) }, content: codeRuns() }),
      () => ({ type: 'horizontalRule', attrs }),
      () => ({ type: 'embed', attrs: { ...attrs, url: one(['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://elsewhere.example/x']), title: words(0, 4) } }),
      () => ({ type: 'relatedStory', attrs: { ...attrs, slug: one(['banjir', 'forum-pangan-2']), headline: words(1, 5) } }),
      () => ({ type: 'gallery', attrs, content: list(0, 3, image) }),
    ];
    const deep = [
      () => ({ type: 'blockquote', attrs, content: blocks() }),
      () => ({ type: one(['bulletList', 'orderedList']), attrs, content: list(1, 4, () => item(depth - 1)) }),
      () => ({ type: 'table', attrs, content: list(1, 3, (_, row) => ({ type: 'tableRow', attrs: { id: id() }, content: list(1, 3, () => cell(row === 0 ? 'tableHeader' : 'tableCell', depth - 1)) })) }),
      () => ({ type: 'factBox', attrs: { ...attrs, title: words(0, 3) }, content: blocks() }),
    ];
    return one(depth > 0 ? [...plain, ...deep] : plain)();
  }

  function codeRuns() {
    const text = list(0, 3, () => words(1, 4)).join('\n');
    return text ? [{ type: 'text', text, ...(!tidy && chance(0.1) && { marks: [{ type: 'bold' }] }) }] : [];
  }

  return { type: 'doc', version: 1, content: list(1, 7, () => block(2)) };
}

// `node documents.mjs`: the tidy ones again, still to be rendered (tests/it/documents.rs does it).
if (import.meta.url === `file://${process.argv[1]}`) {
  const { writeFile } = await import('node:fs/promises');
  const tidy = Array.from({ length: 60 }, (_, seed) => ({ document: randomDocument(seed, { tidy: true }), html: '' }));
  await writeFile(new URL('rendered.json', import.meta.url), `${JSON.stringify(tidy)}\n`);
}
