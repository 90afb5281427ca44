//! The words with which standing pages are arranged and written.

use crate::domain::{site::Language, story::Wrong};

words! {
    /// What those pages print.
    SitePageWords, site_pages, ALL_SITE_PAGES;
    title: "Halaman", "Pages";
    about: "Halaman tetap seperti Tentang, Redaksi, dan Kontak. Kaki setiap halaman situs menautkannya menurut urutan ini.", "Standing pages such as About, Imprint and Contact. The foot of every page links to them in this order.";
    none: "Belum ada halaman.", "There are no pages yet.";
    new: "Halaman baru", "New page";
    name: "Judul", "Title";
    add: "Buat dan tulis", "Make and write";
    write: "Tulis", "Write";
    up: "Naikkan", "Move up";
    down: "Turunkan", "Move down";
    delete: "Hapus halaman", "Delete page";
    delete_sure: "Hapus halaman ini? Pembaca akan mendapat 404 di alamatnya.", "Delete this page? Readers will get 404 at its address.";
    kept: "Tersimpan.", "Saved.";
    gone: "Halaman ini sudah tidak ada.", "This page is gone.";
    refused: "Belum tersimpan. Periksa yang ditandai.", "Not saved yet. Look at what is marked.";
    untitled: "Tanpa judul", "Untitled";
    address: "Alamat", "Address";
    address_hint: "Alamat lama akan dialihkan ke alamat baru.", "The old address will lead to the new one.";
    save: "Terbitkan perubahan", "Publish changes";
    saving: "Menyimpan…", "Saving…";
    saved: "Terbit", "Published";
    unsaved: "Belum diterbitkan; tersimpan di peramban ini", "Not published; kept in this browser";
    offline: "Tidak tersambung. Tulisan tersimpan di peramban ini.", "Not connected. What you wrote is kept in this browser.";
    failed: "Server tidak dapat menyimpannya sekarang. Tulisan tersimpan di peramban ini; coba lagi.", "The server could not save it now. What you wrote is kept in this browser; try again.";
    signed_out: "Sesi Anda berakhir. Tulisan tersimpan di peramban ini.", "Your session has ended. What you wrote is kept in this browser.";
    sign_in: "Masuk lagi", "Sign in again";
    stale: "Orang lain menyimpan halaman ini lebih dulu. Tulisan Anda masih di sini dan belum diterbitkan.", "Somebody else saved this page first. What you wrote is still here and not published.";
    theirs: "Lihat yang terbit sekarang", "See what is published now";
    over: "Terbitkan tulisan saya di atasnya", "Publish mine over it";
    drop: "Buang tulisan saya dan ambil yang terbit", "Drop mine and take what is published";
    resumed: "Tulisan yang belum diterbitkan dipulihkan dari peramban ini.", "What was not published yet was brought back from this browser.";
    see: "Lihat di situs", "See on the site";
    discard: "Buang perubahan", "Discard changes";
    discard_sure: "Buang yang belum diterbitkan?", "Discard what is not published?";
    back: "Halaman", "Pages";
    words: "kata", "words";
    title_hint: "Judul halaman", "Title of the page";
    surface_failed: "Penyunting tidak dapat dimuat. Muat ulang halaman ini.", "The editor could not be loaded. Load this page again.";
    upload_failed: "Gambar tidak dapat diunggah. Coba lagi.", "The picture could not be uploaded. Try again.";
    wrong_empty: "wajib diisi.", "something must stand here.";
    wrong_long: "terlalu panjang.", "too long.";
    wrong_slug: "hanya a-z, 0-9, dan tanda hubung tunggal.", "only a-z, 0-9 and single hyphens.";
    wrong_taken: "halaman lain memakai alamat ini.", "another page has this address.";
    wrong_many: "halaman sudah terlalu banyak.", "there are too many pages already.";
    wrong_text: "isi tidak dapat disimpan:", "the text cannot be saved:";
}

impl SitePageWords {
    /// What is wrong with a field of a page.
    pub fn wrong(&self, pointer: &str, wrong: &Wrong) -> String {
        let field = match pointer {
            "/title" => self.name,
            "/slug" => self.address,
            _ => self.title,
        };
        let what = match wrong {
            Wrong::Empty => self.wrong_empty,
            Wrong::SlugForm => self.wrong_slug,
            Wrong::SlugTaken => self.wrong_taken,
            Wrong::TooMany(_) if pointer == "/title" => self.wrong_many,
            Wrong::Document(why) => return format!("{field}: {} {why}", self.wrong_text),
            _ => self.wrong_long,
        };
        format!("{field}: {what}")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_SITE_PAGES);
    }
}
