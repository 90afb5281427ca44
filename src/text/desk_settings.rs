//! What an account's page says of how its owner has the newsroom.

use crate::domain::site::Language;

words! {
    /// The part of the account's page for people of the newsroom.
    DeskSettingsWords, desk_settings, ALL_DESK_SETTINGS;
    title: "Ruang redaksi", "Newsroom";
    room_language: "Bahasa ruang redaksi", "Language of the newsroom";
    room_language_hint: "Hanya untuk Anda. Pembaca melihat situs dalam bahasanya sendiri.", "For you alone. Readers see the site in its own language.";
    as_site: "Seperti situs", "As the site";
    indonesian: "Bahasa Indonesia", "Indonesian (Bahasa Indonesia)";
    english: "Bahasa Inggris (English)", "English";
    mail: "Kirimi saya surel tentang naskah saya", "Mail me what happens to my stories";
    mail_hint: "Tugas, catatan, dan perubahan status yang belum Anda baca dalam lima menit. Tanpa surel, semuanya tetap ada di Pemberitahuan.", "Assignments, notes and moves that you have not read within five minutes. Without mail, they are all still among your notices.";
    save: "Simpan", "Save";
    done: "Pengaturan ruang redaksi disimpan.", "Your settings of the newsroom were saved.";
    letter_end: "Tidak ingin surel ini? Matikan di", "Do you not want these mails? Turn them off at";
}

#[cfg(test)]
mod tests {
    use super::ALL_DESK_SETTINGS;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_DESK_SETTINGS);
    }
}
