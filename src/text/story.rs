//! The words of the story editor. Readers never load them.

use super::language_name;
use crate::domain::{
    article::Status,
    site::Language,
    story::{Complaint, Wrong},
};

words! {
    /// What the story editor prints.
    StoryWords, story, ALL_STORY;
    stories: "Naskah", "Stories";
    lists: "Daftar naskah", "Lists of stories";
    all: "Semua", "All";
    mine_only: "Naskah saya", "My stories";
    every_category: "Semua kategori", "All categories";
    find: "Cari judul", "Find a headline";
    find_do: "Cari", "Find";
    write: "Naskah baru", "New story";
    none: "Tidak ada naskah di daftar ini.", "There are no stories in this list.";
    none_at_all: "Belum ada naskah. Mulailah dengan yang pertama.", "There are no stories yet. Begin with the first one.";
    next_page: "Halaman berikutnya", "Next page";
    first_page: "Ke halaman pertama", "To the first page";
    saved_at: "Disimpan", "Saved";
    when: "Waktu", "When";
    untitled: "Tanpa judul", "Untitled";
    panel: "Tentang naskah", "About the story";
    panel_hide: "Tutup", "Hide";
    panel_show: "Buka panel", "Show the panel";
    focus: "Layar penuh", "Full screen";
    focus_end: "Tampilkan semua", "Show everything";
    tab_story: "Naskah", "Story";
    tab_notes: "Catatan", "Notes";
    tab_history: "Riwayat", "History";
    saving: "Menyimpan…", "Saving…";
    saved: "Tersimpan", "Saved";
    unsaved: "Belum tersimpan", "Not saved yet";
    offline: "Luring: disimpan di peramban ini, dikirim begitu tersambung", "Offline: kept in this browser, sent as soon as you are connected";
    not_saved: "Belum terkirim, dicoba lagi", "Not sent yet, trying again";
    changes: "Perubahan belum terbit", "Changes not yet public";
    read_only: "Hanya dapat dibaca", "Read only";
    words: "kata", "words";
    minutes: "menit baca", "min read";
    here: "juga membuka naskah ini", "has this story open too";
    at_block: "di paragraf", "at paragraph";
    preview: "Pratinjau", "Preview";
    preview_phone: "Ponsel", "Phone";
    preview_desktop: "Layar lebar", "Desktop";
    preview_copy: "Salin tautan", "Copy the link";
    preview_copied: "Tautan tersalin", "Link copied";
    preview_about: "Siapa pun yang punya tautan ini dapat membaca naskah selama tujuh hari.", "Whoever has this link can read the story for seven days.";
    preview_open: "Buka di tab baru", "Open in a new tab";
    publish: "Terbitkan", "Publish";
    publish_changes: "Terbitkan perubahan", "Publish the changes";
    publish_now: "Terbitkan sekarang", "Publish now";
    publish_about: "Naskah langsung dapat dibaca semua orang di", "Everyone can read the story at once at";
    schedule: "Jadwalkan", "Schedule";
    schedule_at: "Terbit pada", "Publish at";
    schedule_about: "Naskah terbit sendiri pada waktu itu, zona", "The story becomes public by itself at that time, zone";
    reschedule: "Ganti waktu", "Change the time";
    unschedule: "Batalkan jadwal", "Cancel the schedule";
    due: "Terbit", "Due";
    unpublish: "Tarik dari situs", "Take off the site";
    unpublish_about: "Alamatnya lalu menjawab bahwa naskah ini ditarik, dengan alasan Anda.", "Its address then says that the story was withdrawn, with your reason.";
    reason: "Alasan", "Reason";
    delete: "Hapus naskah", "Delete the story";
    delete_sure: "Hapus naskah ini dengan semua riwayat dan komentarnya?", "Delete this story with all of its history and comments?";
    discard: "Buang perubahan", "Drop the changes";
    discard_sure: "Buang perubahan yang belum terbit?", "Drop the changes that are not public yet?";
    see: "Lihat di situs", "See it on the site";
    cancel: "Batal", "Cancel";
    close: "Tutup", "Close";
    more: "Lainnya", "More";
    correct: "Koreksi", "Correct";
    correct_about: "Koreksi tampil di berita dengan waktu dan alasannya, dan di halaman riwayatnya.", "The correction stands in the story with its time and reason, and on its history page.";
    correct_block: "Letakkan kursor pada paragraf yang dikoreksi, lalu buka ini lagi.", "Put the cursor into the paragraph that is wrong, then open this again.";
    correct_first: "Terbitkan atau buang dulu perubahan yang belum terbit.", "Publish or drop the changes that are not public yet first.";
    before: "Semula", "Before";
    after: "Menjadi", "After";
    correct_send: "Terbitkan koreksi", "Publish the correction";
    corrected: "Koreksi terbit.", "The correction is public.";
    headline: "Judul", "Headline";
    headline_hint: "Tulis judul", "Write the headline";
    standfirst: "Teras", "Standfirst";
    standfirst_hint: "Teras: inti berita dalam satu atau dua kalimat", "Standfirst: the story in one or two sentences";
    body: "Isi", "Text";
    category: "Kategori", "Category";
    bylines: "Penulis", "By";
    bylines_add: "Tambah penulis", "Add an author";
    dateline: "Tempat", "Place";
    tags: "Topik", "Topics";
    tags_hint: "Pisahkan dengan koma", "Separate with commas";
    slug: "Alamat", "Address";
    slug_follows: "Mengikuti judul", "Follows the headline";
    slug_moves: "Alamat lama akan dialihkan ke sini.", "The old address will lead here.";
    story_language: "Bahasa", "Language";
    planned: "Rencana", "Planned";
    comments: "Komentar", "Comments";
    comments_open: "Terbuka", "Open";
    comments_read_only: "Hanya dibaca", "Read only";
    comments_off: "Tidak ada", "None";
    banner: "Spanduk", "Banner";
    banner_add: "Pilih gambar utama", "Choose the main picture";
    banner_change: "Ganti", "Change";
    banner_remove: "Lepas", "Remove";
    search: "Tampilan hasil pencarian", "As a search result";
    shared: "Gambar pada tautan yang dibagikan, selama tidak ada gambar utama", "The picture of shared links while there is no main picture";
    seo_title: "Judul untuk mesin pencari", "Title for search engines";
    seo_description: "Ringkasan untuk mesin pencari", "Description for search engines";
    of_letters: "huruf dari", "characters of";
    reads: "Dibaca", "Reads";
    reads_times: "kali dibaca", "reads";
    reads_day: "24 jam", "24 hours";
    reads_week: "7 hari", "7 days";
    reads_all: "seluruhnya", "in all";
    weight: "Berat halaman", "Page weight";
    weight_limit: "batas", "limit";
    weight_over: "Lebih dari batas: kurangi atau perkecil gambar.", "Over the limit: use fewer or smaller pictures.";
    before_publishing: "Sebelum terbit", "Before publishing";
    check_headline: "Judul terisi", "There is a headline";
    check_standfirst: "Teras terisi", "There is a standfirst";
    check_text: "Isi terisi", "There is a text";
    check_byline: "Penulis terisi", "There is an author";
    check_banner: "Gambar utama dipilih", "A main picture is chosen";
    check_credit: "Kredit semua gambar terisi", "Every picture has a credit";
    check_alt: "Teks alternatif semua gambar terisi", "Every picture has an alternative text";
    stale: "Orang lain menyimpan lebih dulu", "Somebody else saved first";
    stale_about: "Tidak ada yang hilang. Pilih untuk setiap bagian yang berbeda, lalu lanjutkan.", "Nothing is lost. Choose for each piece that differs, then go on.";
    mine: "Tulisan Anda", "Yours";
    theirs: "Tulisan mereka", "Theirs";
    both_changed: "Diubah keduanya", "Changed by both";
    mine_changed: "Diubah Anda", "Changed by you";
    theirs_changed: "Diubah mereka", "Changed by them";
    not_there: "Tidak ada", "Not there";
    merge_use: "Pakai gabungan ini", "Use this merge";
    renewed: "Versi baru dari orang lain dimuat.", "A newer version by somebody else was loaded.";
    signed_out: "Sesi berakhir. Tulisan Anda aman di peramban ini.", "Your session is over. What you wrote is safe in this browser.";
    sign_in: "Masuk lagi", "Sign in again";
    email: "Surel", "Email";
    password: "Kata sandi", "Password";
    sign_in_wrong: "Surel atau kata sandi tidak cocok.", "Email or password do not match.";
    history_empty: "Belum ada riwayat.", "No history yet.";
    history_now: "Bandingkan dengan sekarang", "Compare with now";
    history_then: "Saat itu", "Then";
    history_today: "Sekarang", "Now";
    restore: "Pulihkan versi ini", "Restore this version";
    restored: "Versi lama dipulihkan.", "The old version is back.";
    older: "Lebih lama", "Older";
    only_changes: "Hanya yang berubah", "Only what changed";
    no_changes: "Tidak ada perbedaan.", "There is no difference.";
    kind_saved: "Disimpan", "Saved";
    kind_published: "Terbit", "Published";
    kind_restored: "Dipulihkan", "Restored";
    kind_corrected: "Dikoreksi", "Corrected";
    state: "Keadaan", "State";
    idea: "Ide", "Idea";
    draft: "Draf", "Draft";
    in_review: "Dalam pemeriksaan", "In review";
    ready: "Siap", "Ready";
    scheduled: "Terjadwal", "Scheduled";
    published: "Terbit", "Published";
    unpublished: "Ditarik", "Withdrawn";
    to_idea: "Kembalikan ke ide", "Back to ideas";
    to_draft: "Jadikan draf", "Make it a draft";
    to_review: "Serahkan untuk diperiksa", "Hand on for review";
    to_ready: "Tandai siap", "Mark as ready";
    moved: "Naskah diserahkan.", "The story is handed on.";
    is_published: "Naskah terbit.", "The story is public.";
    is_scheduled: "Naskah terjadwal.", "The story is scheduled.";
    is_unpublished: "Naskah ditarik.", "The story is withdrawn.";
    find_replace: "Cari dan ganti", "Find and replace";
    shortcuts: "Pintasan papan tombol", "Keyboard shortcuts";
    find_story: "Cari berita", "Find a story";
    find_none: "Tidak ada berita yang cocok.", "No story matches.";
    surface_failed: "Bidang tulis tidak termuat. Periksa sambungan, lalu muat ulang halaman.", "The writing surface did not load. Check your connection, then reload the page.";
    upload_failed: "Gambar tidak dapat diterima.", "The picture cannot be taken.";
    fault: "Tidak tersimpan. Coba lagi.", "Not saved. Try again.";
    forbidden: "Peran Anda tidak mengizinkan ini.", "Your role does not allow this.";
    wrong_state: "Keadaan naskah sudah berubah. Muat ulang halaman.", "The story's state has changed. Reload the page.";
    wrong_empty: "Wajib diisi.", "Something must stand here.";
    wrong_long: "Terlalu panjang. Paling banyak", "Too long. At most";
    wrong_many: "Terlalu banyak. Paling banyak", "Too many. At most";
    wrong_unknown: "Tidak ditemukan.", "Not found.";
    wrong_writer: "Akun ini tidak menulis naskah.", "This account writes no stories.";
    wrong_slug: "Alamat hanya berisi a-z, 0-9, dan tanda hubung tunggal.", "An address has only a-z, 0-9 and single hyphens.";
    wrong_taken: "Alamat ini sudah dipakai berita lain.", "Another story has this address.";
    wrong_language: "Tulis bahasa seperti id, en, atau zh-Hans.", "Write a language like id, en or zh-Hans.";
    wrong_deep: "Susunan isi terlalu dalam.", "The text is nested too deeply.";
    wrong_document: "Isi tidak dapat dibaca:", "The text cannot be read:";
    wrong_past: "Pilih waktu yang akan datang.", "Choose a time to come.";
    wrong_no_text: "Paragraf itu tidak memuat teks ini.", "The paragraph does not hold this text.";
    wrong_no_credit: "gambar tanpa kredit. Isi kreditnya dulu.", "pictures without a credit. Say whose they are first.";
    wrong_same: "Tidak ada yang berubah.", "This changes nothing.";
    wrong_same_language: "Berita itu berbahasa sama dengan naskah ini.", "That story is in the same language as this one.";
    wrong_language_taken: "Sudah ada terjemahan dalam bahasa ini:", "There is a translation in this language already:";
    translations: "Terjemahan", "Translations";
    translations_none: "Belum ada.", "None yet.";
    translation_link: "Tautkan berita…", "Link a story…";
    translation_find: "Cari terjemahan", "Find a translation";
    translation_unlink: "Lepas tautan", "Unlink";
    translation_make: "Buat terjemahan bahasa", "Make a translation into";
    translation_none: "Tidak ada naskah berbahasa lain yang cocok.", "No story in another language matches.";
    wrong_not_theirs: "tidak dapat membuka naskah ini. Tugaskan dulu.", "cannot open this story. Assign it to them first.";
}

impl StoryWords {
    /// The name of a state.
    pub const fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Idea => self.idea,
            Status::Draft => self.draft,
            Status::InReview => self.in_review,
            Status::Ready => self.ready,
            Status::Scheduled => self.scheduled,
            Status::Published => self.published,
            Status::Unpublished => self.unpublished,
        }
    }

    /// The name of a field, by the name it has in what is sent.
    pub fn field(&self, name: &str) -> &'static str {
        match name {
            "headline" => self.headline,
            "standfirst" => self.standfirst,
            "slug" => self.slug,
            "category" => self.category,
            "tags" => self.tags,
            "bylines" => self.bylines,
            "dateline" => self.dateline,
            "language" => self.story_language,
            "banner" => self.banner,
            "seo_title" => self.seo_title,
            "seo_description" => self.seo_description,
            "at" => self.schedule_at,
            "reason" => self.reason,
            "before" => self.before,
            "after" => self.after,
            "translations" => self.translations,
            _ => self.body,
        }
    }
}

/// What is wrong with a field, for whoever wrote it.
pub fn objection(complaint: &Complaint, language: Language) -> String {
    let words = story(language);
    let what = match &complaint.wrong {
        Wrong::Empty => words.wrong_empty.to_owned(),
        Wrong::TooLong(most) => format!("{} {most}.", words.wrong_long),
        Wrong::TooMany(most) => format!("{} {most}.", words.wrong_many),
        Wrong::Unknown => words.wrong_unknown.to_owned(),
        Wrong::NoWriter => words.wrong_writer.to_owned(),
        Wrong::SlugForm => words.wrong_slug.to_owned(),
        Wrong::SlugTaken => words.wrong_taken.to_owned(),
        Wrong::LanguageForm => words.wrong_language.to_owned(),
        Wrong::TooDeep(_) => words.wrong_deep.to_owned(),
        Wrong::Document(why) => format!("{} {why}", words.wrong_document),
        Wrong::Past => words.wrong_past.to_owned(),
        Wrong::NoSuchText => words.wrong_no_text.to_owned(),
        Wrong::NoCredit(count) => format!("{count} {}", words.wrong_no_credit),
        Wrong::Same => words.wrong_same.to_owned(),
        Wrong::NotTheirs(name) => format!("{name} {}", words.wrong_not_theirs),
        Wrong::SameLanguage => words.wrong_same_language.to_owned(),
        Wrong::LanguageTaken(tag) => {
            let name = language_name(tag, language);
            format!("{} {}.", words.wrong_language_taken, name.unwrap_or(tag))
        }
    };
    let name = complaint.pointer.trim_start_matches('/');
    let name = name.split('/').next().unwrap_or_default();
    format!("{}: {what}", words.field(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_STORY);
    }

    #[test]
    fn an_objection_names_its_field() {
        let complaint = Complaint::new("/tags/3", Wrong::Empty);
        assert_eq!(
            objection(&complaint, Language::English),
            "Topics: Something must stand here."
        );
    }
}
