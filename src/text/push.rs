//! The words of following a story or a category by push.

use crate::domain::site::Language;

words! {
    /// What is said where something can be followed. A text missing in either language does not compile.
    PushWords, push, ALL_PUSH;
    follow_story: "Ikuti berita ini", "Follow this story";
    follow_story_about: "Peramban mengabari Anda bila berita ini dikoreksi.", "Your browser tells you when this story is corrected.";
    follow_category: "Kabari saya bila ada berita baru", "Tell me of new stories";
    following: "Diikuti", "Following";
    denied: "Peramban Anda tidak mengizinkan pemberitahuan dari situs ini. Izinkan lewat setelan situs di samping bilah alamat, lalu tekan tombol ini lagi.", "Your browser does not allow notifications from this site. Allow them in the site settings beside the address bar, then press this button again.";
    failed: "Belum berhasil: layanan pemberitahuan tidak menjawab. Periksa sambungan internet, lalu coba lagi.", "That did not work: the notification service does not answer. Check your internet connection, then try again.";
    followed: "Yang Anda ikuti", "What you follow";
    followed_about: "Peramban ini mengabari Anda bila berita yang Anda ikuti dikoreksi, atau bila rubrik yang Anda ikuti memuat berita baru. Server hanya menyimpan alamat peramban ini pada layanan pemberitahuannya, tanpa nama Anda.", "This browser tells you when a story that you follow is corrected, or when there is a new story in a category that you follow. The server keeps nothing but this browser's address at its notification service, without your name.";
    stop: "Berhenti mengikuti", "Stop following";
}

#[cfg(test)]
mod tests {
    use super::ALL_PUSH;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_PUSH);
    }
}
