// A photograph of noise and gradients as a baseline JPEG with halved colour, as cameras write them
// (ITU-T T.81). Its Huffman tables are flat, so that they need not be listed: the file is a little
// larger than a camera's.

const ZIGZAG = order();
const COSINE = Float64Array.from({ length: 64 }, (_, n) => {
  const [u, x] = [n >> 3, n & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
// Size of a coefficient after a run of zeros: code and symbol of all 162, as codes of 8 bits.
const RUNS = [0x00, 0xf0, ...Array.from({ length: 160 }, (_, n) => ((n / 10) << 4) | ((n % 10) + 1))];
const CODE = new Map(RUNS.map((symbol, code) => [symbol, code]));
// Coarser towards the finer waves, in the order they are written.
const QUANTA = ZIGZAG.map((n) => 2 + 2 * ((n >> 3) + (n & 7)));

/** The bytes of a picture of that many pixels. The same `seed` makes the same picture. */
export function photo(width, height, seed = 1) {
  let state = seed;
  const noise = () => ((state = (state * 1664525 + 1013904223) >>> 0) >>> 24) / 255 - 0.5;
  const luma = (x, y) => 128 + 70 * Math.sin(x / 310) * Math.cos(y / 230) + (Math.hypot(x % 700 - 350, y % 500 - 250) < 160 ? 40 : 0) + 30 * noise();
  const bits = writer();
  const last = [0, 0, 0];
  const samples = new Float64Array(64);
  const block = (component, at) => {
    for (let n = 0; n < 64; n += 1) samples[n] = at(n & 7, n >> 3) - 128;
    last[component] = encode(transformed(samples), last[component], bits);
  };
  for (let y = 0; y < height; y += 16) {
    for (let x = 0; x < width; x += 16) {
      for (const [dx, dy] of [[0, 0], [8, 0], [0, 8], [8, 8]]) block(0, (i, j) => luma(x + dx + i, y + dy + j));
      block(1, (i, j) => 110 + (60 * (x + 2 * i)) / width + 4 * noise());
      block(2, (i, j) => 140 - (60 * (y + 2 * j)) / height + 4 * noise());
    }
  }
  return Buffer.concat([header(width, height), bits.finish(), Buffer.from([0xff, 0xd9])]);
}

function transformed(samples) {
  const rows = new Float64Array(64);
  const all = new Float64Array(64);
  for (let u = 0; u < 8; u += 1)
    for (let y = 0; y < 8; y += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += COSINE[u * 8 + x] * samples[y * 8 + x];
      rows[y * 8 + u] = sum;
    }
  for (let v = 0; v < 8; v += 1)
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let y = 0; y < 8; y += 1) sum += COSINE[v * 8 + y] * rows[y * 8 + u];
      all[v * 8 + u] = sum;
    }
  return all;
}

function encode(waves, last, bits) {
  const value = (n) => Math.round(waves[ZIGZAG[n]] / QUANTA[n]);
  const put = (number, prefix, length) => {
    const size = 32 - Math.clz32(Math.abs(number));
    bits.put(prefix(size), length);
    if (size > 0) bits.put(number < 0 ? number + (1 << size) - 1 : number, size);
  };
  const first = value(0);
  put(first - last, (size) => size, 4);
  let zeros = 0;
  for (let n = 1; n < 64; n += 1) {
    const number = value(n);
    if (number === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.put(CODE.get(0xf0), 8);
    const run = zeros;
    put(number, (size) => CODE.get((run << 4) | size), 8);
    zeros = 0;
  }
  if (zeros > 0) bits.put(CODE.get(0x00), 8);
  return first;
}

/** Collects bits; after each byte of ones a zero, so that none is taken for a marker. */
function writer() {
  let bytes = Buffer.alloc(1 << 20);
  let length = 0;
  let held = 0;
  let count = 0;
  const byte = (value) => {
    if (length + 2 > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
    bytes[length++] = value;
    if (value === 0xff) bytes[length++] = 0;
  };
  const put = (value, size) => {
    held = (held << size) | value;
    count += size;
    while (count >= 8) {
      byte((held >> (count - 8)) & 0xff);
      count -= 8;
    }
    held &= (1 << count) - 1;
  };
  return {
    put,
    finish() {
      if (count > 0) put((1 << (8 - count)) - 1, 8 - count);
      return bytes.subarray(0, length);
    },
  };
}

function header(width, height) {
  const segment = (marker, data) => [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff, ...data];
  const counts = (length, count) => Array.from({ length: 16 }, (_, n) => (n + 1 === length ? count : 0));
  const sizes = Array.from({ length: 12 }, (_, n) => n);
  return Buffer.from([
    0xff, 0xd8,
    ...segment(0xdb, [0, ...QUANTA]),
    ...segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]),
    ...segment(0xc4, [0x00, ...counts(4, 12), ...sizes]),
    ...segment(0xc4, [0x10, ...counts(8, RUNS.length), ...RUNS]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ]);
}

function order() {
  const all = Array.from({ length: 64 }, (_, n) => n);
  const diagonal = (n) => (n >> 3) + (n & 7);
  // Within a diagonal up or down by turns.
  const along = (n) => (diagonal(n) % 2 === 0 ? -(n >> 3) : n >> 3);
  return all.sort((a, b) => diagonal(a) - diagonal(b) || along(a) - along(b));
}
