//! The words of the page on which the front page is put together.

use crate::domain::site::Language;

words! {
    /// What that page prints.
    FrontWords, front, ALL_FRONT;
    title: "Halaman depan", "Front page";
    about: "Yang Anda pilih tampil seketika. Tempat lain diisi berita terbaru.", "What you pick is there at once. Every other place is filled by the newest stories.";
    look: "Lihat halaman depan", "Look at the front page";
    preview: "Halaman depan sekarang", "The front page now";
    preview_phone: "Ponsel", "Phone";
    preview_desktop: "Layar lebar", "Desktop";
    preview_open: "Buka di tab baru", "Open in a new tab";
    resting: "Pilihan di sini tidak tampil:", "What was picked here is not shown:";
    resting_until: "Ia tampil lagi sendiri begitu bisa; sampai itu tempat ini diisi otomatis.", "It comes back by itself once it can; until then the place is filled automatically.";
    stale: "Orang lain baru saja mengubah halaman depan. Lihat susunannya sekarang, lalu ulangi.", "Somebody else has just changed the front page. Look at it as it is now, then try again.";
    lead: "Berita utama", "Lead";
    second: "Di bawah berita utama", "Beneath the lead";
    block: "Pembuka blok", "First of the block";
    picked: "dipilih", "picked";
    automatic: "otomatis", "automatic";
    nothing: "Kosong", "Empty";
    change: "Pilih berita", "Pick a story";
    clear: "Biarkan otomatis", "Leave it automatic";
    up: "Naikkan", "Move up";
    down: "Turunkan", "Move down";
    search: "Kata dari judul, atau alamat berita", "Words of the headline, or the story's address";
    search_do: "Cari", "Find";
    found: "Berita terbit", "Public stories";
    found_none: "Tidak ada berita terbit dengan kata itu.", "No public story has these words.";
    use_it: "Pasang", "Put it there";
    done: "Tersimpan. Halaman depan sudah berubah.", "Saved. The front page has changed.";
    no_place: "Tempat itu tidak ada lagi di halaman depan.", "That place is no longer on the front page.";
    not_there: "Berita ini tidak bisa dipasang di sana: belum terbit, atau bukan dari kategori itu.", "This story cannot stand there: it is not public, or not of that category.";
    breaking: "Kabar kilat", "Breaking news";
    breaking_about: "Satu baris di atas setiap halaman, juga di halaman yang sedang terbuka, sampai waktunya habis.", "One line above every page, open ones too, until its time is over.";
    breaking_text: "Teks", "Text";
    breaking_hint: "Paling panjang 140 huruf.", "140 letters at most.";
    breaking_href: "Tautan", "Link";
    breaking_href_hint: "Alamat di situs ini seperti /articles/banjir, atau https://. Boleh kosong.", "An address of this site such as /articles/flood, or https://. May be empty.";
    breaking_for: "Berlaku", "Stays";
    minutes: "menit", "minutes";
    hours: "jam", "hours";
    breaking_set: "Tayangkan", "Show it";
    breaking_end: "Turunkan sekarang", "Take it down";
    breaking_now: "Tayang sekarang, sampai", "Shown now, until";
    breaking_wrong_text: "Isi teks, paling panjang 140 huruf.", "Write a text, of 140 letters at most.";
    breaking_wrong_term: "Pilih berapa lama tampilnya.", "Choose how long it stays.";
    breaking_wrong_href: "Tautan mulai dengan / atau https://.", "A link begins with / or https://.";
}

#[cfg(test)]
mod tests {
    use super::ALL_FRONT;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_FRONT);
    }
}
