// What the writing surface says: Indonesian and English side by side.

const LABELS = {
  surface: ['Isi naskah', 'Story text'],
  placeholder: ['Tulis naskah, atau ketik / untuk menyisipkan', 'Write the story, or type / to insert'],
  emptyHeading: ['Subjudul', 'Heading'],
  emptyQuote: ['Kutipan', 'Quote'],
  emptyPullQuote: ['Kalimat yang ditonjolkan', 'The sentence to stand out'],

  // Blocks: name and one line about it.
  text: ['Paragraf', 'Paragraph'],
  textHint: ['Teks biasa', 'Plain text'],
  heading2: ['Subjudul', 'Heading'],
  heading2Hint: ['Tingkat 2', 'Level 2'],
  heading3: ['Anak subjudul', 'Subheading'],
  heading3Hint: ['Tingkat 3', 'Level 3'],
  image: ['Gambar', 'Picture'],
  imageHint: ['Foto dengan teks alternatif, keterangan, kredit', 'Photo with alternative text, caption, credit'],
  gallery: ['Galeri gambar', 'Picture gallery'],
  galleryHint: ['Beberapa foto dalam satu baris', 'Several photos in one row'],
  embed: ['Sematan video, pos, peta', 'Embedded video, post, map'],
  embedHint: ['YouTube, Instagram, peta; dimuat bila diklik', 'YouTube, Instagram, maps; loaded when clicked'],
  quote: ['Kutipan', 'Quote'],
  quoteHint: ['Ucapan atau dokumen', 'Speech or document'],
  pullQuote: ['Kutipan besar', 'Pull quote'],
  pullQuoteHint: ['Kalimat dari naskah, ditonjolkan', 'A sentence of the story, set large'],
  bulletList: ['Daftar', 'List'],
  bulletListHint: ['Butir tanpa urutan', 'Items without order'],
  orderedList: ['Daftar bernomor', 'Numbered list'],
  orderedListHint: ['Butir berurutan', 'Items in order'],
  codeBlock: ['Kode', 'Code'],
  codeBlockHint: ['Baris apa adanya, huruf selebar', 'Lines as they are, in fixed width'],
  table: ['Tabel', 'Table'],
  tableHint: ['Baris dan kolom', 'Rows and columns'],
  divider: ['Pembatas', 'Divider'],
  dividerHint: ['Garis di antara dua bagian', 'A line between two parts'],
  relatedStory: ['Baca juga', 'Related story'],
  relatedStoryHint: ['Tautan ke berita lain di situs ini', 'A link to another story of this site'],
  factBox: ['Kotak fakta', 'Fact box'],
  factBoxHint: ['Judul dan daftar singkat', 'A title and a short list'],

  // The slash menu.
  insert: ['Sisipkan', 'Insert'],
  allBlocks: ['Semua blok', 'All blocks'],
  matching: ['{n} cocok dengan “{query}”', '{n} match “{query}”'],
  noMatch: ['Tidak ada yang cocok dengan “{query}”', 'Nothing matches “{query}”'],
  keyChoose: ['pilih', 'choose'],
  keyInsert: ['sisipkan', 'insert'],
  keyClose: ['tutup', 'close'],

  // The toolbar on a selection.
  toolbar: ['Tata huruf', 'Formatting'],
  bold: ['Tebal', 'Bold'],
  italic: ['Miring', 'Italic'],
  strike: ['Coret', 'Strikethrough'],
  code: ['Kode sebaris', 'Inline code'],
  link: ['Tautan', 'Link'],
  subscript: ['Subskrip', 'Subscript'],
  superscript: ['Superskrip', 'Superscript'],
  linkAddress: ['Alamat tautan', 'Link address'],
  linkPlaceholder: ['Tempel atau ketik alamat', 'Paste or type an address'],
  linkWrong: ['Alamat ini tidak dapat dipakai. Tulis alamat web, surel, atau jalur di situs ini.', 'This address cannot be used. Write a web or mail address, or a path of this site.'],
  apply: ['Terapkan', 'Apply'],
  unlink: ['Lepas', 'Remove'],

  // Blocks as wholes.
  block: ['Blok: {name}', 'Block: {name}'],
  blockMenu: ['Pindahkan atau ubah blok', 'Move or change block'],
  moveUp: ['Naikkan', 'Move up'],
  moveDown: ['Turunkan', 'Move down'],
  double: ['Gandakan', 'Duplicate'],
  remove: ['Hapus', 'Delete'],
  turnInto: ['Ubah menjadi', 'Turn into'],
  movedTo: ['Blok ke-{n} dari {of}', 'Block {n} of {of}'],
  addBelow: ['Sisipkan di bawah', 'Insert below'],

  // Tables.
  tableTools: ['Tabel', 'Table'],
  rowAbove: ['Baris di atas', 'Row above'],
  rowBelow: ['Baris di bawah', 'Row below'],
  columnBefore: ['Kolom di kiri', 'Column left'],
  columnAfter: ['Kolom di kanan', 'Column right'],
  rowDelete: ['Hapus baris', 'Delete row'],
  columnDelete: ['Hapus kolom', 'Delete column'],
  headerRow: ['Baris kepala', 'Header row'],

  // Pictures.
  caption: ['Keterangan', 'Caption'],
  credit: ['Kredit', 'Credit'],
  alt: ['Teks alternatif', 'Alternative text'],
  altHint: ['Apa yang tampak, bagi yang tidak melihatnya', 'What it shows, for those who cannot see it'],
  altMissing: ['Teks alternatif belum ada', 'No alternative text yet'],
  creditMissing: ['Kredit belum ada', 'No credit yet'],
  size: ['Lebar', 'Width'],
  sizeSmall: ['Kecil', 'Small'],
  sizeText: ['Selebar teks', 'As the text'],
  sizeWide: ['Lebih lebar', 'Wider'],
  focal: ['Titik fokus', 'Focal point'],
  focalHint: ['Klik bagian gambar yang harus tetap tampak bila dipotong, atau geser dengan tombol panah.', 'Click the part that must stay in view when cropped, or move it with the arrow keys.'],
  focalAt: ['{x} % dari kiri, {y} % dari atas', '{x} % from the left, {y} % from the top'],
  focalClear: ['Pusatkan', 'Centre'],
  done: ['Selesai', 'Done'],
  replace: ['Ganti', 'Replace'],
  addPictures: ['Tambah gambar', 'Add pictures'],
  galleryEmpty: ['Galeri ini belum berisi gambar.', 'This gallery has no pictures yet.'],
  earlier: ['Lebih awal', 'Earlier'],
  later: ['Lebih akhir', 'Later'],
  uploading: ['Mengunggah {name}', 'Uploading {name}'],
  waiting: ['Menunggu giliran: {name}', 'Waiting: {name}'],
  uploadFailed: ['{name} tidak terunggah.', '{name} was not uploaded.'],
  retry: ['Coba lagi', 'Try again'],
  cancel: ['Batal', 'Cancel'],
  notPicture: ['{name} bukan gambar yang dapat dipakai: JPEG, PNG, WebP, GIF.', '{name} is not a picture that can be used: JPEG, PNG, WebP, GIF.'],
  picturesLost: ['{n} gambar dari situs lain tidak ikut tertempel. Simpan berkasnya, lalu seret ke sini.', '{n} pictures of another site were not pasted along. Save the files and drag them here.'],

  // Cards.
  embedAddress: ['Alamat video, pos, atau peta', 'Address of the video, post or map'],
  embedTitle: ['Judul kartu', 'Title of the card'],
  embedWrong: ['Alamat ini bukan dari penyedia yang diizinkan: {providers}.', 'This address is not of an allowed provider: {providers}.'],
  embedUnknown: ['Penyedia tidak ada di daftar', 'Provider not on the list'],
  embedNote: ['Pembaca memuatnya dengan klik.', 'Readers load it with a click.'],
  change: ['Ubah', 'Change'],
  storyMissing: ['Pilih berita yang berkaitan', 'Choose a related story'],
  factTitle: ['Judul kotak', 'Title of the box'],
  language: ['Bahasa', 'Language'],

  // Find and replace.
  find: ['Cari', 'Find'],
  findIn: ['Cari di naskah', 'Find in the story'],
  replaceWith: ['Ganti dengan', 'Replace with'],
  replaceOne: ['Ganti', 'Replace'],
  replaceAll: ['Ganti semua', 'Replace all'],
  previous: ['Sebelumnya', 'Previous'],
  next: ['Berikutnya', 'Next'],
  matchCase: ['Besar-kecil huruf', 'Match case'],
  wholeWord: ['Kata utuh', 'Whole words'],
  found: ['{n} dari {of}', '{n} of {of}'],
  notFound: ['Tidak ditemukan', 'Not found'],
  replaced: ['{n} diganti', '{n} replaced'],
  close: ['Tutup', 'Close'],

  // Keyboard shortcuts.
  shortcuts: ['Pintasan papan ketik', 'Keyboard shortcuts'],
  shortcutsText: ['Tata huruf', 'Formatting'],
  shortcutsBlocks: ['Blok', 'Blocks'],
  shortcutsStory: ['Naskah', 'Story'],
  shortcutsMarkdown: ['Ketik di awal baris', 'Typed at the start of a line'],
  shortcutsMarks: ['Ketik di dalam baris', 'Typed within a line'],
  breakLine: ['Baris baru dalam paragraf', 'New line in a paragraph'],
  deeper: ['Butir masuk, sel berikutnya', 'Indent item, next cell'],
  undo: ['Urungkan', 'Undo'],
  redo: ['Ulangi', 'Redo'],
  pastePlain: ['Tempel teks saja', 'Paste as plain text'],
  toToolbar: ['Ke bilah tata huruf', 'To the toolbar'],
  thisList: ['Daftar pintasan ini', 'This list'],

  // Reading alone.
  readOnly: [
    'Naskah ini memuat bagian yang tidak dikenal penyunting ini. Agar tidak ada yang hilang, naskah hanya dapat dibaca.',
    'This story has parts that this editor does not know. So that nothing is lost, it can only be read.',
  ],
  unknown: ['Bagian yang tidak dikenal: {name}', 'Unknown part: {name}'],

  // The dock on narrow screens.
  dock: ['Alat naskah', 'Story tools'],

  words: ['{n} kata', '{n} words'],
  minutes: ['{n} menit baca', '{n} min read'],
};

/** @typedef {(key: keyof typeof LABELS, values?: Record<string, string | number>) => string} Say */

/**
 * The words of a language; `own` puts others in their place.
 * @param {'id' | 'en'} language
 * @param {Partial<Record<keyof typeof LABELS, string>>} [own]
 * @returns {Say}
 */
export function speak(language, own = {}) {
  const column = language === 'en' ? 1 : 0;
  return (key, values = {}) => (own[key] ?? LABELS[key][column]).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
