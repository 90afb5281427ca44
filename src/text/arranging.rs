//! The words of the pages on which the site is arranged. Readers never load them.

use crate::domain::{site::Language, story::Wrong};

words! {
    /// What those pages print.
    ArrangingWords, arranging, ALL_ARRANGING;
    categories: "Kategori", "Categories";
    categories_about: "Urutan di sini adalah urutan di kepala situs dan di halaman depan.", "This is their order in the site's header and on the front page.";
    name: "Nama", "Name";
    address: "Alamat", "Address";
    address_hint: "Kosongkan agar mengikuti nama.", "Leave it empty to follow the name.";
    address_moves: "Alamat lama akan dialihkan ke alamat baru.", "The old address will lead to the new one.";
    description: "Keterangan", "Description";
    add: "Tambah kategori", "Add a category";
    save: "Simpan", "Save";
    edit: "Ubah", "Edit";
    up: "Naikkan", "Move up";
    down: "Turunkan", "Move down";
    delete: "Hapus", "Delete";
    in_use: "Kategori ini masih memuat naskah. Pindahkan dulu naskahnya. Jumlahnya:", "There are still stories in this category. Move them to another one first. Their number:";
    merge: "Gabungkan", "Merge";
    merge_into: "Gabungkan ke kategori", "Merge into the category";
    merge_hint: "Semua naskahnya pindah ke sana, kategori ini dihapus, dan alamatnya dialihkan. Tidak bisa dibatalkan.", "All of its stories go there, this category goes away, and its address leads there. This cannot be undone.";
    last: "Kategori terakhir tidak dapat dihapus: setiap naskah berada di satu kategori.", "The last category cannot be deleted: every story is in one.";
    gone: "Kategori ini sudah tidak ada.", "This category is gone.";
    kept: "Tersimpan.", "Saved.";
    refused: "Belum tersimpan. Periksa yang ditandai.", "Not saved yet. Look at what is marked.";
    settings: "Pengaturan", "Settings";
    site: "Situs", "Site";
    site_name: "Nama situs", "Name of the site";
    tagline: "Semboyan", "Tagline";
    site_language: "Bahasa situs", "Language of the site";
    indonesian: "Bahasa Indonesia", "Indonesian";
    english: "Bahasa Inggris", "English";
    zone: "Zona waktu", "Time zone";
    zone_hint: "Nama IANA: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT), atau yang lain.", "An IANA name: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT) or any other.";
    accent: "Warna situs", "Colour of the site";
    accent_hint: "Seperti #b3261e; kosongkan untuk warna bawaan. Harus terbaca di atas kertas terang; untuk tampilan gelap dibuat lebih terang dengan sendirinya.", "Like #b3261e; leave it empty for the one it comes with. It must be readable on light paper; for dark screens it is made lighter by itself.";
    logo: "Logo situs", "Logo of the site";
    logo_hint: "PNG atau WebP dengan latar tembus pandang, paling tinggi 124 px dipakai. Tanpa logo, nama situs yang tampil.", "PNG or WebP with a transparent background; at most 124 px of height are used. Without a logo the site's name is shown.";
    logo_light: "Untuk layar terang", "For light screens";
    logo_dark: "Untuk layar gelap", "For dark screens";
    logo_send: "Unggah logo", "Upload the logo";
    logo_clear: "Hapus logo", "Remove the logo";
    navigation: "Tautan di kepala situs", "Links in the header";
    navigation_hint: "Satu setiap baris: nama, spasi, lalu alamat, misalnya Olahraga /categories/olahraga. Kosongkan untuk semua kategori.", "One a line: its name, a space, then its address, such as Sport /categories/sport. Leave it empty for all categories.";
    social: "Ikuti kami", "Follow us";
    social_hint: "Tautan di kaki situs, satu setiap baris, misalnya Mastodon https://example.org/@warta.", "Links at the foot of the site, one a line, such as Mastodon https://example.org/@warta.";
    footer: "Kalimat di kaki situs", "Line at the foot of the site";
    comments: "Komentar", "Comments";
    who: "Siapa yang boleh berkomentar", "Who may comment";
    who_signed_in: "Pembaca yang masuk dengan akun", "Readers signed in with an account";
    who_anyone: "Siapa saja yang menulis nama", "Anyone who gives a name";
    moderation: "Pemeriksaan", "Moderation";
    moderation_after: "Setelah terbit", "After they are public";
    moderation_first: "Komentar pertama akun baru ditahan", "The first comment of a new account is held";
    moderation_all: "Semua ditahan dulu", "All are held first";
    days_open: "Hari terbuka", "Days open";
    days_hint: "Sekian hari sesudah terbit; 0 untuk selamanya.", "So many days after publication; 0 is for ever.";
    links: "Tautan yang menahan komentar", "Links that hold a comment";
    links_hint: "Komentar dengan tautan sebanyak ini ditahan; 0 untuk tidak pernah.", "A comment with so many links is held; 0 is never.";
    held_words: "Kata yang menahan komentar", "Words that hold a comment";
    held_words_hint: "Satu kata atau frasa setiap baris.", "One word or phrase a line.";
    crawlers: "Mesin pencari", "Search engines";
    ai: "Perayap model bahasa", "Crawlers for language models";
    ai_hint: "Permintaan di robots.txt; perayap yang jujur mematuhinya.", "A request in robots.txt, which honest crawlers follow.";
    ai_allowed: "Boleh membaca situs ini", "May read this site";
    ai_refused: "Diminta tidak membaca situs ini", "Are asked to stay away";
    robots: "Baris tambahan robots.txt", "More lines of robots.txt";
    robots_hint: "Seperti Disallow: /arsip-lama", "Such as Disallow: /old-archive";
    ads: "Isi ads.txt", "What ads.txt says";
    ads_hint: "Kosongkan jika situs ini tidak menjual iklan.", "Leave it empty if this site sells no advertising.";
    security: "Kontak keamanan", "Whom to tell of security faults";
    security_hint: "Untuk security.txt: mailto:, https://, atau tel:.", "For security.txt: mailto:, https:// or tel:.";
    announcing: "Pemberitahuan ke luar", "Telling others";
    hub: "Hub umpan (WebSub)", "Hub of the feeds (WebSub)";
    hub_hint: "Alamat hub yang diberi tahu setiap kali umpan berubah, agar pelanggannya tidak perlu bertanya. Kosongkan jika tidak ada.", "Address of the hub that is told whenever a feed changes, so that whoever follows it need not ask. Leave it empty for none.";
    indexnow: "Kunci IndexNow", "Key of IndexNow";
    indexnow_hint: "8 sampai 128 huruf, angka, dan tanda hubung, buatan Anda sendiri. Dengan kunci ini mesin pencari diberi tahu setiap naskah terbit, berubah, atau ditarik. Kosongkan agar tidak memberi tahu.", "8 to 128 letters, digits and hyphens of your own making. With it, search engines are told of every story that is published, changed or withdrawn. Leave it empty to tell them nothing.";
    wrong_hub: "Alamat hub mulai dengan https:// dan tidak memuat kata sandi.", "The address of a hub begins with https:// and holds no password.";
    wrong_key: "Tulis 8 sampai 128 huruf, angka, atau tanda hubung.", "Write 8 to 128 letters, digits or hyphens.";
    wrong_robots: "Setiap baris: nama, titik dua, lalu nilai, misalnya Disallow: /arsip.", "Each line: a name, a colon, a value, such as Disallow: /archive.";
    wrong_contact: "Mulai dengan mailto:, https://, atau tel:.", "Begin with mailto:, https:// or tel:.";
    wrong_empty: "Wajib diisi.", "Something must stand here.";
    wrong_long: "Terlalu panjang.", "Too long.";
    wrong_slug: "Alamat hanya berisi a-z, 0-9, dan tanda hubung tunggal.", "An address has only a-z, 0-9 and single hyphens.";
    wrong_taken: "Alamat ini sudah dipakai kategori lain.", "Another category has this address.";
    wrong_zone: "Zona waktu ini tidak dikenal. Contoh: Asia/Jakarta.", "There is no such time zone. Asia/Jakarta is one.";
    wrong_accent: "Warna ini tidak ada atau terlalu pucat untuk dibaca di atas kertas terang. Tulis enam angka seperti #b3261e, dengan kontras paling sedikit 4,5.", "There is no such colour, or it is too pale to be read on light paper. Write six digits like #b3261e, with a contrast of at least 4.5.";
    wrong_ways: "Setiap baris: nama, spasi, lalu alamat yang mulai dengan / atau https://. Paling banyak 12 baris.", "Each line: a name, a space, then an address that begins with / or https://. At most 12 lines.";
    wrong_number: "Tulis bilangan bulat dari 0.", "Write a whole number from 0 on.";
    wrong_choice: "Pilih salah satu.", "Choose one of them.";
    wrong_words: "Paling banyak 1000 kata, satu setiap baris.", "At most 1000 words, one a line.";
}

impl ArrangingWords {
    /// What is wrong with a field of a category.
    pub const fn wrong(&self, wrong: &Wrong) -> &'static str {
        match wrong {
            Wrong::Empty => self.wrong_empty,
            Wrong::SlugTaken => self.wrong_taken,
            Wrong::SlugForm => self.wrong_slug,
            _ => self.wrong_long,
        }
    }

    /// What is wrong with a setting of this name.
    pub fn wrong_setting(&self, name: &str, value: &str) -> &'static str {
        match name {
            "name" if value.trim().is_empty() => self.wrong_empty,
            "zone" => self.wrong_zone,
            "accent" => self.wrong_accent,
            "navigation" | "social" => self.wrong_ways,
            "comments.days_open" | "comments.links" => self.wrong_number,
            "comments.words" => self.wrong_words,
            "crawlers.robots" => self.wrong_robots,
            "crawlers.security" => self.wrong_contact,
            "hub" => self.wrong_hub,
            "indexnow" => self.wrong_key,
            "language" | "crawlers.ai" | "comments.who" | "comments.moderation" => {
                self.wrong_choice
            }
            _ => self.wrong_long,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_ARRANGING);
    }
}
