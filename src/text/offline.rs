//! The words of what can be read without a connection.

use crate::domain::site::Language;

words! {
    /// What those pages print. A text missing in either language does not compile.
    OfflineWords, offline, ALL_OFFLINE;
    saved: "Tersimpan", "Saved stories";
    saved_about: "Berita yang Anda simpan di perangkat ini. Daftar ini tidak dikirim ke mana pun, dan isinya bisa dibaca tanpa sambungan.", "The stories you saved on this device. This list is sent nowhere, and what is in it can be read without a connection.";
    saved_none: "Belum ada berita tersimpan. Tekan Simpan di samping sebuah berita, dan berita itu menunggu Anda di sini.", "No stories are saved yet. Press Save beside a story, and it waits for you here.";
    saved_script: "Daftar ini ada di peramban Anda sendiri, dan hanya JavaScript yang bisa membacanya. Nyalakan JavaScript untuk menyimpan berita dan melihatnya di sini.", "This list is in your own browser, and only JavaScript can read it. Turn JavaScript on to save stories and to see them here.";
    remove: "Hapus dari simpanan", "Remove from saved";
    removed: "Berita dihapus dari simpanan.", "The story was removed from your saved ones.";
    offline: "Anda sedang luring", "You are offline";
    offline_text: "Halaman ini belum tersimpan di perangkat Anda. Periksa sambungan internet, lalu coba lagi; berita yang sudah Anda baca atau simpan tetap bisa dibuka.", "This page is not kept on your device yet. Check your internet connection, then try again; stories that you have read or saved can still be opened.";
    again: "Coba lagi", "Try again";
    to_saved: "Berita tersimpan", "Saved stories";
}

#[cfg(test)]
mod tests {
    use super::ALL_OFFLINE;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_OFFLINE);
    }
}
