// Draws Warta's demo pictures as SVG.
//   npm install && node make.mjs [folder] [name ...]      (default folder: ../media)
// One family: warm ground, ink line, paper-coloured land, one accent stroke.
// Every colour sits in a class, so that the dark theme is one media query.
// huruf.json holds the outlines of the few letters used (1000 units per em):
// Newsreader 600 at optical size 72, Instrument Sans 600 (both OFL); `digit` is
// the height of Newsreader's figures, `wordmark` the masthead (6455 x 1520).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoGraticule, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';
import { optimize } from 'svgo';

const require = createRequire(import.meta.url);
const here = (p) => new URL(p, import.meta.url);
const letters = JSON.parse(readFileSync(here('huruf.json')));
const wordmark = letters.wordmark;
const [out = here('../media').pathname, ...only] = process.argv.slice(2);

// ---------------------------------------------------------------- colours
// class: [property, light, dark]
const light = { ground: '#ece5d8', land: '#fbf8f1', ink: '#17140f', grid: '#d3c9b7', accent: '#b3261e' };
const dark = { ground: '#1d1b17', land: '#25221d', ink: '#b9b1a3', grid: '#38342c', accent: '#ff8b7b' };
const classes = {
  g: ['fill', 'ground'], l: ['fill', 'land'], k: ['fill', 'ink'], a: ['fill', 'accent'], r: ['fill', 'grid'],
  K: ['stroke', 'ink'], L: ['stroke', 'land'], A: ['stroke', 'accent'], R: ['stroke', 'grid'], G: ['stroke', 'ground'],
};
const css = (body, extra = '') => {
  const used = new Set([...body.matchAll(/class="([^"]+)"/g)].flatMap((m) => m[1].split(' ')));
  const rules = (t) => Object.entries(classes).filter(([c]) => used.has(c)).map(([c, [p, v]]) => `.${c}{${p}:${t[v]}}`).join('');
  return `<style>${rules(light)}@media (prefers-color-scheme:dark){${rules(dark)}}${extra}</style>`;
};

// ---------------------------------------------------------------- tools
const n = (v) => String(Math.round(v * 10) / 10);
const el = (cls, d, more = '') => `<path class="${cls}" d="${d}"${more && ' ' + more}/>`;
const rect = (cls, x, y, w, h, more = '') => el(cls, `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`, more);
const dot = (cls, x, y, r, more = '') => `<circle class="${cls}" cx="${n(x)}" cy="${n(y)}" r="${n(r)}"${more && ' ' + more}/>`;
const sw = (w) => `stroke-width="${w}"`;
const polar = (cx, cy, r, deg) => [cx + r * Math.sin((deg * Math.PI) / 180), cy - r * Math.cos((deg * Math.PI) / 180)];
// Outlines of a text: left end of the baseline at (x, y); anchor 0 left, .5 centred, 1 right.
const width = (font, s, size, track = 0) => [...s].reduce((w, c) => w + (letters[font][c][0] + track) * size / 1000, 0);
function text(font, s, size, x, y, anchor = 0, track = 0) {
  x -= anchor * width(font, s, size, track);
  const k = size / 1000;
  let d = '';
  for (const c of s) {
    const [advance, outline] = letters[font][c];
    d += move(outline, k, x, y);
    x += (advance + track) * k;
  }
  return d;
}
// Scales and shifts a path of absolute commands.
function move(d, k, x, y) {
  return d.replace(/([MLHVQC])([^A-Za-z]*)/g, (_, c, a) => {
    const v = a.trim().split(/[\s,]+|(?=-)/).map(Number);
    return c + v.map((q, i) => n(q * k + (c === 'V' || (c !== 'H' && i % 2) ? y : x))).join(' ');
  });
}
const bars = (x, y, widths, step, h) => widths.map((w, i) => `M${n(x)} ${n(y + i * step)}h${n(w)}v${h}h${n(-w)}z`).join('');

function page(name, body, { w = 1200, h = 800, extra = '', label } = {}) {
  body = rect('g', 0, 0, w, h) + body;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" fill="none" stroke-width="5" stroke-linejoin="round">`
    + `<title>${label}</title>${css(body, extra)}${body}</svg>`;
  const { data } = optimize(svg, {
    floatPrecision: 1,
    plugins: [{ name: 'convertPathData', params: { floatPrecision: 1, makeArcs: false, forceAbsolutePath: false } }],
  });
  mkdirSync(out, { recursive: true });
  writeFileSync(`${out}/${name}.svg`, data + '\n');
  console.log(name, data.length);
}
const pictures = {};

// ---------------------------------------------------------------- peta-rio
// Natural Earth 1:50m land; the two arcs are great circles, the shortest way.
pictures['peta-rio'] = (name) => {
  const [w, h] = [1620, 810];
  const world = presimplify(require('world-atlas/land-50m.json'));
  const slim = simplify(world, 0.037);
  const land = feature(filter(slim, filterWeight(slim, 0.3)), 'land');
  const rio = [-43.21, -22.91], moskow = [37.62, 55.75], beijing = [116.39, 39.91];
  const projection = geoNaturalEarth1().rotate([-29, 0]).scale(430).clipExtent([[-12, -12], [w + 12, h + 12]]);
  projection.translate([0, 0]);
  const [x0, y0] = [projection(rio), projection(beijing)].reduce((a, b) => [(a[0] + b[0]) / 2, 0]);
  projection.translate([w / 2 - 12 - x0, 500]);
  const path = geoPath(projection).digits(1), fine = geoPath(projection.precision(0.05)).digits(2);
  const [rx, ry] = projection(rio), [mx, my] = projection(moskow), [bx, by] = projection(beijing);
  const line = (a, b) => fine({ type: 'LineString', coordinates: [a, b] });
  // Hatching: two sets of lines; a small picture (a phone) keeps only the first.
  const hatch = (from) => { let d = ''; for (let y = from; y < h; y += 15.2) d += `M0 ${n(y)}h${w}`; return d; };
  const grid = path(geoGraticule().step([15, 15]).extent([[-180, -75], [180, 75.1]])());
  const arcs = line(rio, moskow) + line(rio, beijing);
  const label = (s, x, y, dx, dy, anchor) => {
    const d = text('instrument', s, 33, dx, dy, anchor, -8);
    return `<g transform="translate(${n(x)} ${n(y)})"><g class="t"><path class="l L" stroke-width="10" d="${d}"/><path class="k" d="${d}"/></g></g>`;
  };
  const city = (x, y) => `<g transform="translate(${n(x)} ${n(y)})"><g class="t">${dot('a L', 0, 0, 11, sw(4))}</g></g>`;
  const body = el('R', grid, sw(2)) + `<clipPath id="d"><use href="#p"/></clipPath>`
    + `<g clip-path="url(#d)">${rect('l', 0, 0, w, h)}${el('K h', hatch(4), sw(1.6))}${el('K s', hatch(11.6), sw(1.6))}</g>`
    + el('K c', path(land), `id="p" ${sw(2.2)}`)
    + el('L o', arcs, sw(13)) + el('A b', arcs, sw(5))
    + city(mx, my) + city(bx, by)
    + `<g transform="translate(${n(rx)} ${n(ry)})"><g class="t">${dot('l A', 0, 0, 17, sw(4.5))}${dot('a', 0, 0, 8)}</g></g>`
    + label('Moskow', mx, my, -6, -23, 1) + label('Beijing', bx, by, 6, 47, .5) + label('Rio de Janeiro', rx, ry, 26, 44, 0);
  const extra = '@media (max-width:700px){.t{transform:scale(1.4)}.s{display:none}.h{stroke-width:3.2px}.c{stroke-width:3px}.b{stroke-width:7px}.o{stroke-width:17px}}';
  page(name, body, { w, h, extra, label: 'Peta: dari Rio de Janeiro ke Moskow dan Beijing' });
};

// ---------------------------------------------------------------- gandum
pictures.gandum = (name) => {
  let body = '';
  // Each ear leans along a curve: foot, bend and tip; grains in pairs, one in accent.
  const ears = [[318, 300, 226], [505, 500, 458], [700, 704, 742], [887, 906, 974]];
  ears.forEach(([x0, x1, x2], e) => {
    const tip = [214, 176, 176, 214][e], P = [[x0, 812], [x1, 480], [x2, tip]];
    const at = (t) => [0, 1].map((i) => (1 - t) ** 2 * P[0][i] + 2 * t * (1 - t) * P[1][i] + t * t * P[2][i]);
    const turn = (t) => { const [a, b] = [at(t - .01), at(t + .01)]; return (Math.atan2(b[0] - a[0], a[1] - b[1]) * 180) / Math.PI; };
    let awns = '', grains = '';
    for (let i = 0; i <= 6; i++) {
      const t = 0.93 - i * 0.096, [x, y] = at(t), a = turn(t), size = [.84, .94, 1, 1.03, 1.03, .98, .88][i];
      for (const side of i ? [-1, 1] : [-1, 1, 0]) {
        const lean = side * (i === 0 ? 30 : 35), L = 104 * size, W = 35 * size, s = side || 1;
        const q = (u, v) => { const [px, py] = polar(x, y, u, a + lean), [dx, dy] = polar(0, 0, v * s, a + lean + 90); return `${n(px + dx)} ${n(py + dy)}`; };
        const d = `M${q(0, 0)}C${q(L * .2, W)} ${q(L * .66, W)} ${q(L, 0)}C${q(L * .72, -W * .52)} ${q(L * .26, -W * .72)} ${q(0, 0)}z`;
        grains += el(e === 2 && i === 3 && side === 1 ? 'a' : 'l', d);
        const [sx, sy] = polar(x, y, L * .96, a + lean), [ex, ey] = polar(sx, sy, 118 * size - i * 4, a + lean * .34), [cx, cy] = polar(sx, sy, 46, a + lean * .9);
        awns += `M${n(sx)} ${n(sy)}Q${n(cx)} ${n(cy)} ${n(ex)} ${n(ey)}`;
      }
    }
    const [jx, jy] = at(.92);
    body += el('K', awns, sw(2.2)) + el('K', `M${P[0].join(' ')}Q${n(P[0][0] + (P[1][0] - P[0][0]) * .92)} ${n(812 + (480 - 812) * .92)} ${n(jx)} ${n(jy)}`)
      + `<g class="K">${grains}</g>`;
  });
  page(name, body, { label: 'Empat bulir gandum' });
};

// ---------------------------------------------------------------- jam-dua-angka
pictures['jam-dua-angka'] = (name) => {
  const size = 484, base = 598, cap = base - letters.digit * size / 1000, gap = 40;
  const left = width('newsreader', '12:', size, -6), all = left + gap + width('newsreader', '7', size);
  const x = (1200 - all) / 2 - 6, c = x + left + gap / 2 - 8;
  const body = el('R', `M0 ${n(cap)}h1200M0 ${base}h1200`, sw(4))
    + el('k', text('newsreader', '12:', size, x, base, 0, -6) + text('newsreader', '7', size, x + left + gap, base))
    + el('a', text('newsreader', '0', 224, c, 208, .5))
    + el('A', `M${n(c)} 230V${base + 22}`, 'stroke-width="5" stroke-dasharray="0 15" stroke-linecap="round"')
    + el('A', `M${n(c - 46)} ${base + 122}L${n(c)} ${base + 34}l46 88`, sw(7));
  page(name, body, { label: '12:7 dikoreksi menjadi 12:07' });
};

// ---------------------------------------------------------------- zona-waktu
// 12:07:31 in Jakarta (WIB). Minute and second are the same in all three
// Indonesian zones; only the hour differs: outlined hands for WITA and WIT.
pictures['zona-waktu'] = (name) => {
  const cx = 600, cy = 426, R = 350;
  let minor = '', major = '';
  for (let m = 0; m < 60; m++) {
    const [x1, y1] = polar(cx, cy, R - 16, m * 6), [x2, y2] = polar(cx, cy, R - (m % 5 ? 34 : 54), m * 6);
    if (m % 5) minor += `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`; else major += `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;
  }
  const hand = (deg, r, w, tail = 44) => { const p = (u, v) => { const [a, b] = polar(cx, cy, u, deg), [c, d] = polar(0, 0, v, deg + 90); return `${n(a + c)} ${n(b + d)}`; }; return `M${p(-tail, w)}L${p(r, w)}L${p(r, -w)}L${p(-tail, -w)}z`; };
  const s = 12 * 3600 + 7 * 60 + 31, hour = (s / 43200) * 360 % 360, minute = (s / 3600) * 360 % 360, second = (s % 60) * 6;
  const numeral = (t, deg, r = 244) => { const [x, y] = polar(cx, cy, r, deg); return text('newsreader', t, 112, x, y + 37, .5, -10); };
  const zone = (t, deg, r) => { const [x, y] = polar(cx, cy, R + r, deg); return text('instrument', t, 38, x, y + 14, deg ? 0 : .5); };
  const [hx, hy] = polar(cx, cy, 296, second), [tx, ty] = polar(cx, cy, -76, second);
  const body = dot('l K', cx, cy, R) + el('K', minor, sw(3.5)) + el('K', major, sw(8))
    + el('k', numeral('12', 0) + numeral('3', 90) + numeral('9', 270))
    + el('l K', hand(hour + 60, 190, 8, 0) + hand(hour + 30, 190, 8, 0), sw(3.5))
    + el('k', hand(hour, 190, 11) + hand(minute, 282, 6))
    + el('k', zone('WIB', 0, 30) + zone('WITA', 30, 24) + zone('WIT', 60, 24))
    + el('A', `M${n(tx)} ${n(ty)}L${n(hx)} ${n(hy)}`, sw(6)) + dot('a', cx, cy, 18);
  page(name, body, { label: 'Jam 12:07:31 WIB, dengan jarum jam WITA dan WIT' });
};

// ---------------------------------------------------------------- naskah-blok
pictures['naskah-blok'] = (name) => {
  const x = 330, h = 16;
  const grip = (y) => { let d = ''; for (const i of [0, 1]) for (const j of [0, 1, 2]) d += `M${234 + i * 18} ${y + j * 18}h.1`; return d; };
  const body = rect('l K', 196, 44, 848, 800) + el('R', 'M290 46V800', sw(4))
    + el('k', bars(x, 104, [560, 400], 48, 32))
    + el('k', bars(x, 226, [620, 590, 640, 330], 42, h))
    + el('a', bars(x + 44, 436, [560, 520, 250], 42, h))
    + el('A', `M${x + 6} 428v116`, sw(8))
    + el('A', grip(468), 'stroke-width="10" stroke-linecap="round"')
    + el('A', `M${x - 44} 408H${x + 680}M${x - 44} 564H${x + 680}`, 'stroke-width="3" stroke-dasharray="12 10"')
    + el('k', bars(x, 604, [600, 640, 560, 620, 590], 44, h));
  page(name, body, { label: 'Naskah dengan satu blok dipilih' });
};

// ---------------------------------------------------------------- alamat-pindah
pictures['alamat-pindah'] = (name) => {
  const plank = (x, y, w, h) => `M${x} ${y}h${w}l46 ${h / 2}l-46 ${h / 2}h${-w}z`;
  const [ex, ey] = [838, 262], wing = (deg) => polar(ex, ey, 84, deg).map(n).join(' ');
  const body = el('R', 'M0 704h1200', sw(4))
    // old: only its outline is left
    + el('K', `M256 704V430M256 290v-64M${plank(70, 290, 330, 140).slice(1)}`, 'stroke-width="4" stroke-dasharray="15 11"')
    + el('k', text('instrument', '?p=1207', 70, 252, 384, .5))
    // new: stands
    + el('l K', 'M872 290h34V704h-34z') + el('l K', plank(664, 372, 410, 170))
    + el('k', text('instrument', '/berita/1207', 66, 880, 479, .5, -4))
    + el('K', 'M830 704h118M206 704h100', sw(10))
    // 301: moved permanently
    + el('A', `M292 236C400 84 700 60 ${ex} ${ey}`, sw(9)) + el('A', `M${wing(-62)}L${ex} ${ey}L${wing(-4)}`, sw(9))
    + el('a', text('newsreader', '301', 150, 556, 272, .5, -8));
  page(name, body, { label: 'Alamat lama dialihkan ke alamat baru: 301' });
};

// ---------------------------------------------------------------- satu-halaman-sama
pictures['satu-halaman-sama'] = (name) => {
  let body = '';
  for (const x of [100, 460, 820]) {
    body += rect('l K', x, 112, 280, 576)
      + el('k', bars(x + 30, 156, [190, 130], 34, 20))
      + rect('K', x + 30, 252, 220, 147, sw(3.5)) + el('K', `M${x + 30} 368l62-62 44 42 38-30 76 66`, sw(3.5)) + dot('K', x + 196, 290, 14, sw(3.5))
      + el('k', bars(x + 30, 446, [220, 204, 220, 190, 214, 120], 36, 10));
  }
  body += el('A', 'M0 422h1200', sw(6));
  page(name, body, { label: 'Tiga lembar halaman yang sama' });
};

// ---------------------------------------------------------------- dua-tema
// The sheet keeps its own colours: one half is the light theme, one the dark.
pictures['dua-tema'] = (name) => {
  const [x, y, w, h] = [250, 84, 700, 632], m = x + w / 2;
  const mark = move(wordmark, 560 / 6455, x + 70, y + 44);
  const half = (fill, ink, accent, px) => `<g clip-path="url(#${px === x ? 'a' : 'b'})"><path fill="${fill}" d="M${px} ${y}h${w / 2}v${h}h${-w / 2}z"/>`
    + `<path fill="${ink}" d="${mark}${bars(x + 70, 356, [560, 470], 54, 32)}${bars(x + 70, 500, [560, 526, 548, 230], 46, 15)}"/>`
    + `<path stroke="${accent}" stroke-width="8" d="M${x + 70} 308h560"/></g>`;
  const body = `<clipPath id="a"><path d="M0 0h${m}v800H0z"/></clipPath><clipPath id="b"><path d="M${m} 0h${m}v800H${m}z"/></clipPath>`
    + half('#fbf8f1', '#17140f', '#b3261e', x) + half('#131210', '#ece7de', '#ff8b7b', m)
    + rect('K', x, y, w, h) + el('R', `M${m} 0v${y - 2}M${m} ${y + h + 2}V800`, sw(4));
  page(name, body, { label: 'Satu halaman, dua tema: terang dan gelap' });
};

// ---------------------------------------------------------------- satu-berkas
pictures['satu-berkas'] = (name) => {
  const [x, w, ry, top, bottom] = [410, 380, 66, 158, 640];
  const r = w / 2, ring = (y) => `M${x} ${y}a${r} ${ry} 0 0 0 ${w} 0`;
  const side = `M${x} ${top}V${bottom}a${r} ${ry} 0 0 0 ${w} 0V${top}`;
  let shade = '';
  for (let y = top + 10; y < bottom + ry; y += 11) shade += `M${n(x + w * (y / 11 % 2 < 1 ? .7 : .77))} ${y}H${x + w}`;
  // its shadow: the foot, pushed right and back
  let cast = '';
  for (let y = bottom - ry - 44; y < bottom + ry - 4; y += 11) {
    let far = 0;
    for (let t = 0; t <= 1; t += .02) { const v = (y - bottom + 56 * t) / ry; if (Math.abs(v) < 1) far = Math.max(far, 600 + 330 * t + r * Math.sqrt(1 - v * v)); }
    if (far) cast += `M600 ${y}H${n(far)}`;
  }
  const body = el('R', 'M0 500h1200', sw(4)) + el('R', cast, sw(5))
    + `<clipPath id="c"><path d="${side}z"/></clipPath>` + el('l', side)
    + `<g clip-path="url(#c)">${el('K', shade, sw(2.6))}${el('A', ring(top + 240), sw(11))}</g>` + el('K', side)
    + `<ellipse class="l K" cx="600" cy="${top}" rx="${r}" ry="${ry}"/>`
    + el('K', ring(top + 160) + ring(top + 320));
  page(name, body, { label: 'Satu berkas data' });
};

// ---------------------------------------------------------------- cetak
pictures.cetak = (name) => {
  const x = 356, w = 488, p = x + 58;
  const body = el('R', 'M0 336h1200', sw(4))
    + rect('l K', 150, 84, 900, 252) + el('K', 'M150 176h900', sw(3.5)) + dot('k', 982, 130, 12) + el('K', 'M886 130h58', sw(5))
    + el('k', 'M286 252h628v26H286z')
    + el('l K', `M${x} 265V812H${x + w}V265`)
    + el('k', move(wordmark, 372 / 6455, p, 296))
    + el('K', `M${p} 410h372`, sw(3.5))
    + el('k', bars(p, 440, [372, 290], 38, 22))
    + el('k', bars(p, 540, [372, 350, 372], 36, 11))
    + el('k', bars(p, 648, [120], 36, 11)) + el('A', `M${p + 140} 653.5h232`, sw(11))
    + el('k', bars(p, 684, [372, 340, 366, 350], 36, 11));
  page(name, body, { label: 'Halaman tercetak; alamat tautan ikut tercetak' });
};

// ---------------------------------------------------------------- arsip
pictures.arsip = (name) => {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
  const [x, y, w, h] = [140, 88, 230, 208];
  let body = rect('l K', x, y, w * 4, h * 3), fronts = '', names = '', open = '';
  months.forEach((m, i) => {
    const px = x + (i % 4) * w, py = y + Math.floor(i / 4) * h, mid = px + w / 2;
    if (m === 'Nov') {
      const d = 56;
      let dark = '';
      for (let k = py + 21; k < py + d; k += 7) dark += `M${px + 14} ${k}h${w - 28}`;
      open = el('g K', `M${px + 14} ${py + 14}h${w - 28}v${h - 28}h${28 - w}z`, sw(3.5)) + el('K', dark, sw(2.6))
        + el('l K', `M${px + 34} ${py + 28}h64l10 12h88v60h-162z`, sw(3.5))
        + el('l K', `M${px - 6} ${py + d}h${w + 12}v${h - 24}h${-w - 12}z`)
        + el('A', `M${mid - 62} ${py + d + 28}h124v66h-124z`, sw(6)) + el('a', text('instrument', m, 44, mid, py + d + 76, .5))
        + el('A', `M${mid - 34} ${py + d + 124}v22h68v-22`, sw(8));
    } else {
      fronts += `M${px + 14} ${py + 14}h${w - 28}v${h - 28}h${28 - w}z`;
      names += text('instrument', m, 40, mid, py + 88, .5);
      body += el('K', `M${mid - 54} ${py + 42}h108v62h-108zM${mid - 30} ${py + 136}v18h60v-18`, sw(3.5));
    }
  });
  body += el('K', fronts, sw(3.5)) + el('k', names) + el('K', `M${x + 40} ${y + h * 3 + 2}v40M${x + w * 4 - 40} ${y + h * 3 + 2}v40`, sw(10)) + open;
  page(name, body.replace(/^/, el('R', `M0 ${y + h * 3 + 42}h1200`, sw(4))), { label: 'Arsip per bulan' });
};

// ---------------------------------------------------------------- ukuran-gambar
// One picture at several widths, the same 3:2: the accent line passes every corner.
pictures['ukuran-gambar'] = (name) => {
  const x = 150, y = 716, W = 900;
  let body = el('A', `M0 816L1200 16`, 'stroke-width="3" stroke-dasharray="12 10"');
  const frames = [1, .74, .5, .28].map((k) => {
    const w = W * k, h = w / 1.5, p = (u, v) => `${n(x + u * w)} ${n(y - v * h)}`;
    return `<path class="l K" d="M${p(0, 0)}L${p(0, 1)}L${p(1, 1)}L${p(1, 0)}z"/>`
      + `<path class="K" stroke-width="3.5" d="M${p(0, .28)}L${p(.22, .52)}L${p(.43, .28)}L${p(.86, .66)}L${p(1, .52)}M${p(.78, .59)}L${p(.83, .54)}L${p(.87, .58)}L${p(.91, .53)}L${p(.95, .57)}"/>`
      + dot('K', x + .3 * w, y - .86 * h, .06 * w, sw(3.5));
  });
  body += frames.join('') + el('A', `M${x} ${y}L${x + W} ${y - W / 1.5}`, sw(6));
  page(name, body, { label: 'Satu gambar dalam beberapa lebar' });
};

for (const [name, draw] of Object.entries(pictures)) if (!only.length || only.includes(name)) draw(name);
