// A story with every block and mark.
import { br, code, embed, fact, gallery, heading, hr, image, li, link, ol, p, pull, quote, related, table, td, text, th, tr, ul } from './fixtures.mjs';

export const STORY = [
  p('Rio de Janeiro, Radio Bharata Online - Menteri Luar Negeri Tiongkok, Wang Yi, pada hari Senin (18/11) lalu bertemu dengan Menteri Luar Negeri Rusia, ', text('Sergei Lavrov', link('/articles/lavrov')), ', di Rio de Janeiro, Brasil.'),
  image({ media: 'coffee', alt: 'Secangkir kopi', caption: 'Jamuan pagi sebelum pertemuan', credit: 'Rachel Michetti', size: 'wide' }),
  heading(2, 'Tahun ke-75'),
  p('Wang Yi, yang juga anggota ', text('Biro Politik', 'bold'), ' Komite Sentral, mengatakan tahun ini ', text('menandai', 'italic'), ' peringatan ', text('lama', 'strike'), ' hubungan CO', text('2', 'subscript'), ' dan m', text('2', 'superscript'), ', lihat ', text('warta serve', 'code'), '.', br, 'Baris baru.'),
  ul(li('Hubungan bilateral', ol(li('Energi'), li('Perdagangan'))), li('BRICS')),
  quote(p('Kami menentang kekuatan luar yang memprovokasi.')),
  pull('Membuka babak baru hubungan kedua negara'),
  table(tr(th('Tahun'), th('Nilai')), tr(td('2023'), td('240,1')), tr(td('2024'), td('244,8'))),
  fact('Sekilas', ul(li('Berdiri 2009'), li('Sepuluh anggota'))),
  gallery(image({ media: 'flower', alt: 'Bunga', caption: 'Taman', credit: 'Dewi' }), image({ media: 'grace-hopper', alt: '', width: 512, height: 600 })),
  embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'Jumpa pers Wang Yi'),
  related('forum-pangan-dunia-ke-2-dibuka-di-roma', 'Forum Pangan Dunia ke-2 Dibuka di Roma'),
  code('sh', 'warta serve\nwarta backup'),
  hr(),
  p('Selesai.'),
];
