//! Every word the interface prints, one line each, both languages side by side: [`Words`] for what
//! the server draws, [`Labels`] for what the browser can draw too. A label costs every reader its
//! bytes, so a text belongs to the words unless script needs it.

use crate::domain::site::Language;

macro_rules! words {
    ($(#[$doc:meta])* $kind:ident, $function:ident, $all:ident; $($name:ident: $id:literal, $en:literal;)+) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $kind {
            $(#[doc = $en] pub $name: &'static str,)+
        }

        /// The texts in this language.
        pub fn $function(language: Language) -> &'static $kind {
            static INDONESIAN: $kind = $kind { $($name: $id,)+ };
            static ENGLISH: $kind = $kind { $($name: $en,)+ };
            match language {
                Language::Indonesian => &INDONESIAN,
                Language::English => &ENGLISH,
            }
        }

        #[cfg(test)]
        const $all: &[(&str, &str, &str)] = &[$((stringify!($name), $id, $en)),+];
    };
}

words! {
    /// What the browser can draw too. A text missing in either language does not compile.
    Labels, labels, ALL_LABELS;
    skip: "Lewati ke isi", "Skip to content";
    loading: "Memuat halaman", "Loading the page";
    sections: "Rubrik", "Sections";
    share: "Bagikan", "Share";
    copy_link: "Salin tautan", "Copy link";
    copied: "Tautan tersalin", "Link copied";
    print: "Cetak", "Print";
    tools: "Alat berita", "Story tools";
    offline_title: "Sambungan terputus", "The connection was lost";
    offline_text: "Halaman ini tidak sampai. Periksa sambungan internet, lalu coba lagi.", "This page did not arrive. Check your internet connection, then try again.";
    error_title: "Ada yang rusak di pihak kami", "Something broke on our side";
    error_text: "Kesalahan ini sudah dicatat. Muat ulang halaman ini sebentar lagi.", "The fault has been recorded. Reload this page in a moment.";
    to_home: "Ke beranda", "To the front page";
}

words! {
    /// What the server draws. A text missing in either language does not compile.
    Words, words, ALL_WORDS;
    home: "Beranda", "Front page";
    sections: "Rubrik", "Sections";
    latest: "Terbaru", "Latest";
    archive: "Arsip", "Archive";
    archive_monthly: "Arsip bulanan", "Monthly archive";
    archive_intro: "Semua berita menurut bulan terbitnya.", "All stories by the month they were published.";
    all_of: "Semua berita", "All stories:";
    other_news: "Berita Lainnya", "Other news";
    topics: "Topik", "Topics";
    topic: "Topik", "Topic";
    author: "Penulis", "Author";
    category: "Rubrik", "Section";
    older: "Lebih lama", "Older";
    newer: "Lebih baru", "Newer";
    pages: "Halaman daftar", "List pages";
    previous_story: "Berita sebelumnya", "Previous story";
    next_story: "Berita berikutnya", "Next story";
    neighbours: "Berita sebelum dan sesudahnya", "Previous and next story";
    minutes: "menit baca", "min read";
    published: "Terbit", "Published";
    updated: "Diperbarui", "Updated";
    by: "Oleh", "By";
    sample: "Contoh", "Sample";
    sample_note: "Contoh: teks ini ditulis untuk memperlihatkan cara kerja Warta.", "Sample: this text was written to show how Warta works.";
    footer_note: "Berita bertanda Contoh ditulis untuk memperlihatkan cara kerja Warta.", "Stories marked Sample were written to show how Warta works.";
    guidelines: "Pedoman", "Guidelines";
    empty_list: "Belum ada berita di sini.", "There are no stories here yet.";
    empty_site: "Belum ada berita. Begitu berita pertama terbit, halaman ini menampilkannya.", "No stories yet. As soon as the first one is published, this page shows it.";
    to_home: "Ke beranda", "To the front page";
    to_archive: "Lihat arsip", "See the archive";
    try_again: "Coba lagi", "Try again";
    not_found_title: "Halaman tidak ditemukan", "Page not found";
    not_found_text: "Alamat ini tidak ada di situs kami. Mungkin ada salah ketik, atau tautannya sudah lama.", "There is nothing at this address. It may be mistyped, or the link may be old.";
    gone_title: "Berita ini dicabut", "This story was withdrawn";
    gone_text: "Redaksi mencabut berita ini.", "The newsroom withdrew this story.";
    gone_reason: "Alasan", "Reason";
    bad_title: "Alamat ini tidak lengkap", "This address is not complete";
    bad_text: "Bagian dari alamat ini terpotong atau keliru. Mulailah lagi dari halaman yang Anda kenal.", "Part of this address is cut off or wrong. Start again from a page you know.";
    too_long_title: "Alamat ini terlalu panjang", "This address is too long";
    too_long_text: "Server hanya menerima alamat sampai 2.048 huruf.", "The server accepts addresses of up to 2,048 characters.";
    method_title: "Halaman ini hanya bisa dibaca", "This page can only be read";
    method_text: "Permintaan yang dikirim tidak berlaku untuk alamat ini.", "The request that was sent does not apply to this address.";
    forbidden_title: "Ruang redaksi belum dibuka", "The newsroom is not open";
    forbidden_text: "Bagian ini untuk awak redaksi dan belum dibuka. Halaman berita terbuka untuk semua orang.", "This part is for the newsroom's staff and is not open yet. The news pages are open to everyone.";
    forbidden_plain_title: "Bagian ini tertutup", "This part is closed";
    forbidden_plain_text: "Permintaan ini tidak diizinkan.", "This request is not allowed.";
    error_title: "Ada yang rusak di pihak kami", "Something broke on our side";
    error_text: "Kesalahan ini sudah dicatat. Muat ulang halaman ini sebentar lagi.", "The fault has been recorded. Reload this page in a moment.";
    unavailable_title: "Situs sedang sibuk", "The site is busy";
    unavailable_text: "Data berita belum bisa dibaca. Muat ulang halaman ini sebentar lagi.", "The stories cannot be read right now. Reload this page in a moment.";
    loading: "Memuat halaman", "Loading the page";
    by_time: "Menurut waktu terbit", "By time of publication";
    front_title: "Berita hari ini", "Today's news";
    zone_wib: "Waktu Indonesia Barat", "Western Indonesia Time";
    zone_wita: "Waktu Indonesia Tengah", "Central Indonesia Time";
    zone_wit: "Waktu Indonesia Timur", "Eastern Indonesia Time";
}

#[cfg(test)]
mod tests {
    use super::{ALL_LABELS, ALL_WORDS};

    #[test]
    fn nothing_is_left_untranslated() {
        for (name, id, en) in ALL_LABELS.iter().chain(ALL_WORDS) {
            assert!(
                !id.trim().is_empty() && !en.trim().is_empty(),
                "{name} is empty"
            );
            assert_ne!(id, en, "{name} reads the same in both languages");
            assert_eq!(
                id.ends_with('.'),
                en.ends_with('.'),
                "{name}: one is a sentence, the other is not"
            );
        }
    }
}
