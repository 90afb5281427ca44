//! Every word the interface prints, one line each, both languages side by side: [`Words`] for what
//! the server draws, [`Labels`] for what the browser can draw too. A label costs every reader its
//! bytes, so a text belongs to the words unless script needs it.

use crate::domain::site::Language;

macro_rules! words {
    ($(#[$doc:meta])* $kind:ident, $function:ident, $all:ident; $($name:ident: $id:literal, $en:literal;)+) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $kind {
            /// The language they are in.
            pub language: Language,
            $(#[doc = $en] pub $name: &'static str,)+
        }

        /// The texts in this language.
        pub fn $function(language: Language) -> &'static $kind {
            static INDONESIAN: $kind = $kind { language: Language::Indonesian, $($name: $id,)+ };
            static ENGLISH: $kind = $kind { language: Language::English, $($name: $en,)+ };
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
    breaking: "Kabar kilat", "Breaking";
    close: "Tutup", "Close";
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
    copy_offline: "Anda sedang luring; salinan dari", "You are offline; a copy from";
    copy_kept: "Ini salinan dari", "This is a copy from";
    copy_renew: "Muat yang terbaru", "Load the latest";
    to_home: "Ke beranda", "To the front page";
    comments: "Komentar", "Comments";
    comments_count: "komentar", "comments";
    reading: "orang membaca", "people reading";
    order: "Urutan", "Order";
    newest: "Terbaru", "Newest";
    oldest: "Terlama", "Oldest";
    top: "Teratas", "Top";
    follow: "Ikuti", "Follow";
    unfollow: "Berhenti mengikuti", "Unfollow";
    new_comments: "komentar baru", "new comments";
    story_renewed: "Berita ini baru saja diperbarui.", "This story has just been updated.";
    reveal: "Tampilkan", "Show";
    closed: "Komentar sudah ditutup.", "Comments are closed.";
    newer_comments: "Komentar sebelumnya", "Previous comments";
    older_comments: "Komentar berikutnya", "More comments";
    removed: "Komentar ini dihapus.", "This comment was removed.";
    deleted_account: "Akun terhapus", "Deleted account";
    staff: "Redaksi", "Staff";
    author: "Penulis", "Author";
    picked: "Pilihan redaksi", "Editors' pick";
    pinned: "Disematkan", "Pinned";
    edited: "disunting", "edited";
    held: "Menunggu persetujuan moderator. Hanya Anda yang melihatnya.", "Waiting for a moderator. Only you can see it.";
    sending: "Mengirim…", "Sending…";
    sent: "Komentar terkirim", "Comment sent";
    rejected: "Tidak dimuat.", "Not published.";
    like: "Suka", "Like";
    reply: "Balas", "Reply";
    edit: "Sunting", "Edit";
    delete: "Hapus", "Delete";
    report: "Laporkan", "Report";
    mute: "Sembunyikan", "Mute";
    news_for_you: "pemberitahuan baru", "new notices";
    delete_sure: "Hapus komentar ini?", "Delete this comment?";
    more_replies: "balasan seluruhnya", "replies in all";
    not_sent: "Belum terkirim: sambungan terputus. Teks Anda tersimpan; coba kirim lagi.", "Not sent: the connection was lost. Your text is kept; try again.";
    not_done: "Belum tersimpan: sambungan terputus. Coba lagi.", "Not saved: the connection was lost. Try again.";
    bold: "Tebal", "Bold";
    italic: "Miring", "Italic";
    link: "Tautan", "Link";
    quote: "Kutipan", "Quote";
    list: "Daftar", "List";
    name: "Nama", "Name";
    your_comment: "Tulis komentar", "Write a comment";
    your_reply: "Tulis balasan", "Write a reply";
    write: "Tulis", "Write";
    preview: "Pratinjau", "Preview";
    save: "Simpan", "Save";
    saved: "Tersimpan", "Saved";
    send: "Kirim", "Send";
    email: "Surel", "Email";
    password: "Kata sandi", "Password";
    sign_in_send: "Masuk", "Sign in";
    sign_up: "Buat akun", "Create an account";
}

words! {
    /// What the server draws. A text missing in either language does not compile.
    Words, words, ALL_WORDS;
    home: "Beranda", "Front page";
    sections: "Rubrik", "Sections";
    search: "Cari berita", "Search the news";
    popular: "Terpopuler", "Most read";
    latest: "Terbaru", "Latest";
    archive: "Arsip", "Archive";
    archive_monthly: "Arsip bulanan", "Monthly archive";
    archive_intro: "Semua berita menurut bulan terbitnya.", "All stories by the month they were published.";
    all_of: "Semua berita", "All stories:";
    other_news: "Berita Lainnya", "Other news";
    topics: "Topik", "Topics";
    share_to: "Bagikan ke", "Share on";
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
    read_in: "Baca dalam bahasa", "Read in";
    read_elsewhere: "Baca dalam bahasa lain", "Read in another language";
    published: "Terbit", "Published";
    updated: "Diperbarui", "Updated";
    by: "Oleh", "By";
    sample: "Contoh", "Sample";
    sample_note: "Contoh: teks ini ditulis untuk memperlihatkan cara kerja Warta.", "Sample: this text was written to show how Warta works.";
    follow_us: "Ikuti kami", "Follow us";
    guidelines: "Pedoman", "Guidelines";
    empty_list: "Belum ada berita di sini.", "There are no stories here yet.";
    empty_site: "Belum ada berita. Begitu berita pertama terbit, halaman ini menampilkannya.", "No stories yet. As soon as the first one is published, this page shows it.";
    to_home: "Ke beranda", "To the front page";
    to_archive: "Lihat arsip", "See the archive";
    try_again: "Coba lagi", "Try again";
    not_found_title: "Halaman tidak ditemukan", "Page not found";
    not_found_text: "Alamat ini tidak ada di situs kami. Mungkin ada salah ketik, atau tautannya sudah lama.", "There is nothing at this address. It may be mistyped, or the link may be old.";
    corrected: "Dikoreksi", "Corrected";
    corrections: "Koreksi", "Corrections";
    correction_before: "Semula", "Before";
    correction_history: "Riwayat koreksi", "History of corrections";
    correction_none: "Tidak ada koreksi atas berita ini.", "This story has no corrections.";
    correction_published: "Terbit", "Published";
    gone_title: "Berita ini dicabut", "This story was withdrawn";
    gone_text: "Redaksi mencabut berita ini.", "The newsroom withdrew this story.";
    gone_reason: "Alasan", "Reason";
    bad_title: "Alamat ini tidak lengkap", "This address is not complete";
    bad_text: "Bagian dari alamat ini terpotong atau keliru. Mulailah lagi dari halaman yang Anda kenal.", "Part of this address is cut off or wrong. Start again from a page you know.";
    too_long_title: "Alamat ini terlalu panjang", "This address is too long";
    too_long_text: "Server hanya menerima alamat sampai 2.048 huruf.", "The server accepts addresses of up to 2,048 characters.";
    method_title: "Halaman ini hanya bisa dibaca", "This page can only be read";
    method_text: "Permintaan yang dikirim tidak berlaku untuk alamat ini.", "The request that was sent does not apply to this address.";
    forbidden_title: "Ruang redaksi tertutup", "The newsroom is closed";
    forbidden_text: "Bagian ini untuk awak redaksi, dan peran akun Anda tidak mencakupnya. Halaman berita terbuka untuk semua orang.", "This part is for the newsroom's staff, and the role of your account does not include it. The news pages are open to everyone.";
    forbidden_plain_title: "Bagian ini tertutup", "This part is closed";
    forbidden_plain_text: "Permintaan ini tidak diizinkan.", "This request is not allowed.";
    error_title: "Ada yang rusak di pihak kami", "Something broke on our side";
    error_text: "Kesalahan ini sudah dicatat. Muat ulang halaman ini sebentar lagi.", "The fault has been recorded. Reload this page in a moment.";
    unavailable_title: "Situs sedang sibuk", "The site is busy";
    unavailable_text: "Data berita belum bisa dibaca. Muat ulang halaman ini sebentar lagi.", "The stories cannot be read right now. Reload this page in a moment.";
    loading: "Memuat halaman", "Loading the page";
    all_comments: "Semua komentar", "All comments";
    comment_on: "Komentar pada", "A comment on";
    by_time: "Menurut waktu terbit", "By time of publication";
    front_title: "Berita hari ini", "Today's news";
    zone_wib: "Waktu Indonesia Barat", "Western Indonesia Time";
    zone_wita: "Waktu Indonesia Tengah", "Central Indonesia Time";
    zone_wit: "Waktu Indonesia Timur", "Eastern Indonesia Time";
    mail_hello: "Halo", "Hello";
    mail_verify_subject: "Konfirmasi alamat surel Anda", "Confirm your email address";
    mail_verify_text: "Seseorang, semoga Anda, membuat akun dengan alamat ini. Buka tautan berikut untuk mengonfirmasinya:", "Somebody, hopefully you, made an account with this address. Open this link to confirm it:";
    mail_verify_end: "Tautan ini berlaku tiga hari. Jika bukan Anda, abaikan surel ini.", "The link works for three days. If it was not you, ignore this mail.";
    mail_email_subject: "Konfirmasi alamat surel baru", "Confirm your new email address";
    mail_email_text: "Alamat ini akan menjadi alamat akun Anda. Buka tautan berikut untuk mengonfirmasinya:", "This address is to become the address of your account. Open this link to confirm it:";
    mail_email_end: "Tautan ini berlaku satu hari. Jika bukan Anda, abaikan surel ini.", "The link works for one day. If it was not you, ignore this mail.";
    mail_reset_subject: "Buat kata sandi baru", "Set a new password";
    mail_reset_text: "Seseorang, semoga Anda, ingin membuat kata sandi baru untuk akun ini. Buka tautan berikut:", "Somebody, hopefully you, wants to set a new password for this account. Open this link:";
    mail_reset_end: "Tautan ini berlaku satu jam dan hanya sekali. Jika bukan Anda, abaikan surel ini: kata sandi Anda tetap.", "The link works for one hour and only once. If it was not you, ignore this mail: your password stays.";
    mail_email_changed_subject: "Alamat surel akun Anda berubah", "The email address of your account has changed";
    mail_email_changed_text: "Akun Anda sekarang memakai alamat surel lain.", "Your account now uses another email address.";
    mail_password_changed_subject: "Kata sandi Anda berubah", "Your password has changed";
    mail_password_changed_text: "Kata sandi akun Anda baru saja diganti, dan semua perangkat lain dikeluarkan.", "The password of your account has just been changed, and all other devices were signed out.";
    mail_not_you: "Jika bukan Anda, segera hubungi redaksi.", "If it was not you, contact the newsroom at once.";
    account: "Akun", "Account";
    account_sign_in: "Masuk", "Sign in";
    account_sign_up: "Buat akun", "Create an account";
    account_sign_out: "Keluar", "Sign out";
    account_no_account: "Belum punya akun?", "No account yet?";
    account_have_account: "Sudah punya akun?", "Already have an account?";
    account_forgotten: "Lupa kata sandi?", "Forgotten your password?";
    account_name: "Nama", "Name";
    account_name_hint: "Nama ini tampil di samping komentar Anda.", "This name is shown beside your comments.";
    account_email: "Alamat surel", "Email address";
    account_password: "Kata sandi", "Password";
    account_password_hint: "Sepuluh huruf atau lebih. Beberapa kata yang tidak biasa bersama lebih baik daripada tanda-tanda yang rumit.", "Ten characters or more. A few words that do not usually go together are better than odd signs.";
    account_current: "Kata sandi sekarang", "Current password";
    account_new_password: "Kata sandi baru", "New password";
    account_save_name: "Simpan nama", "Save the name";
    account_save_email: "Ganti alamat surel", "Change the email address";
    account_save_password: "Ganti kata sandi", "Change the password";
    account_check: "Periksa isian berikut", "Check the following";
    account_wrong_pair: "Alamat surel atau kata sandi salah.", "The email address or the password is wrong.";
    account_too_often: "Terlalu banyak percobaan. Coba lagi dalam (menit):", "Too many attempts. Try again in (minutes):";
    account_bad_link_title: "Tautan ini tidak berlaku lagi", "This link does not work any more";
    account_bad_link: "Tautan ini sudah dipakai, sudah lewat waktunya, atau terpotong.", "This link was used already, is too old, or was cut off.";
    account_last_admin: "Situs ini memerlukan setidaknya satu administrator, dan Anda satu-satunya.", "This site needs at least one administrator, and you are the only one.";
    account_not_allowed: "Ini tidak diizinkan.", "This is not allowed.";
    wrong_name_empty: "Tulis sebuah nama.", "Write a name.";
    wrong_name_long: "Nama paling panjang 60 huruf.", "A name has at most 60 characters.";
    wrong_name_signs: "Nama berisi tanda yang tidak terlihat atau bukan huruf.", "The name contains signs that do not show or are no letters.";
    wrong_email_form: "Tulis alamat surel yang lengkap, misalnya nama@contoh.id.", "Write a complete email address, such as name@example.org.";
    wrong_email_taken: "Alamat surel ini sudah dipakai sebuah akun.", "An account uses this email address already.";
    wrong_password_short: "Kata sandi paling pendek 10 huruf.", "A password has at least 10 characters.";
    wrong_password_long: "Kata sandi paling panjang 200 huruf.", "A password has at most 200 characters.";
    wrong_password_not_this: "Kata sandi ini salah.", "This password is wrong.";
    wrong_tokens_many: "Satu akun memiliki paling banyak 50 token.", "An account has at most 50 tokens.";
    wrong_scope: "Pilihan hak ini tidak dikenal.", "This choice of rights is not known.";
    wrong_role: "Peran ini tidak dikenal.", "This role is not known.";
    reset_title: "Buat kata sandi baru", "Set a new password";
    reset_intro: "Tulis alamat surel akun Anda. Kami mengirim tautan untuk membuat kata sandi baru ke sana.", "Write the email address of your account. We will send a link for a new password there.";
    reset_ask: "Kirim tautan", "Send the link";
    reset_sent_title: "Periksa surel Anda", "Check your mail";
    reset_sent: "Jika ada akun dengan alamat itu, sebuah tautan sedang dikirim ke sana. Tautan itu berlaku satu jam.", "If there is an account with that address, a link is on its way there. It works for one hour.";
    reset_set: "Simpan kata sandi", "Save the password";
    reset_again: "Minta tautan baru", "Ask for a new link";
    verify_title: "Konfirmasi alamat surel", "Confirm your email address";
    verify_text: "Satu langkah lagi: tekan tombol ini agar alamat surel Anda terkonfirmasi.", "One more step: press this button to confirm your email address.";
    verify_button: "Konfirmasi alamat ini", "Confirm this address";
    verify_missing: "Alamat surel Anda belum dikonfirmasi. Komentar Anda menunggu sampai alamat itu dikonfirmasi.", "Your email address is not confirmed yet. Your comments wait until it is.";
    verify_again: "Kirim ulang surel konfirmasi", "Send the confirmation mail again";
    sessions_title: "Perangkat yang masuk", "Signed-in devices";
    sessions_here: "Perangkat ini", "This device";
    sessions_end: "Keluar di semua perangkat", "Sign out everywhere";
    tokens_title: "Token akses", "Access tokens";
    tokens_intro: "Dengan token, sebuah program dapat bekerja atas nama Anda. Perlakukan seperti kata sandi.", "With a token a program can act in your name. Treat it like a password.";
    tokens_none: "Belum ada token.", "There are no tokens yet.";
    tokens_name: "Nama token", "Name of the token";
    tokens_rights: "Hak", "Rights";
    tokens_rights_hint: "Tanpa pilihan, token memiliki semua hak Anda.", "Without a choice the token has all your rights.";
    tokens_all: "Semua hak", "All rights";
    tokens_comment: "Berkomentar", "Comment";
    tokens_write: "Menulis berita", "Write stories";
    tokens_moderate: "Memoderasi", "Moderate";
    tokens_account: "Mengelola akun ini", "Manage this account";
    tokens_admin: "Mengelola situs", "Administer the site";
    tokens_make: "Buat token", "Create a token";
    tokens_revoke: "Cabut", "Revoke";
    tokens_used: "Terakhir dipakai", "Last used";
    tokens_unused: "Belum pernah dipakai", "Never used";
    tokens_secret: "Salin token ini sekarang. Kami tidak dapat menampilkannya lagi.", "Copy this token now. We cannot show it again.";
    data_title: "Data Anda", "Your data";
    data_intro: "Semua yang disimpan situs ini tentang Anda, sebagai satu berkas JSON.", "Everything this site keeps about you, as one JSON file.";
    data_download: "Unduh data saya", "Download my data";
    delete_title: "Hapus akun", "Delete the account";
    delete_intro: "Akun yang dihapus tidak dapat dikembalikan.", "A deleted account cannot be brought back.";
    delete_comments: "Komentar saya", "My comments";
    delete_keep: "Tetap ada, tanpa nama saya", "Stay, without my name";
    delete_remove: "Ikut dihapus", "Are removed too";
    delete_button: "Hapus akun saya", "Delete my account";
    done_name: "Nama Anda disimpan.", "Your name was saved.";
    done_email: "Alamat surel Anda diganti. Perangkat lain dikeluarkan.", "Your email address was changed. Other devices were signed out.";
    done_email_asked: "Sebuah tautan dikirim ke alamat baru. Alamat Anda berganti setelah tautan itu dibuka.", "A link was sent to the new address. Your address changes once it is opened.";
    done_password: "Kata sandi Anda diganti. Perangkat lain dikeluarkan.", "Your password was changed. Other devices were signed out.";
    done_revoked: "Token itu dicabut.", "The token was revoked.";
    done_verified: "Alamat surel Anda terkonfirmasi.", "Your email address is confirmed.";
    done_verify_sent: "Surel konfirmasi dikirim.", "The confirmation mail was sent.";
    done_deleted: "Akun Anda dihapus.", "Your account was deleted.";
    done_out: "Anda keluar di semua perangkat.", "You are signed out everywhere.";
    told_not_found: "Komentar atau berita ini tidak ada.", "There is no such comment or story.";
    told_empty: "Tulis dulu komentar Anda.", "Write your comment first.";
    told_too_long: "Komentar Anda {length} huruf. Paling panjang {most} huruf.", "Your comment has {length} characters. It can have at most {most}.";
    told_closed: "Berita ini tidak menerima komentar lagi.", "This story does not take comments any more.";
    told_name_needed: "Tulis nama Anda, paling panjang {most} huruf.", "Write your name, at most {most} characters.";
    told_sign_in_needed: "Masuk dulu untuk melanjutkan. Teks Anda tetap ada.", "Sign in first to go on. Your text is kept.";
    told_too_fast: "Terlalu banyak komentar dalam waktu singkat. Kirim lagi dalam {seconds} detik. Teks Anda tetap ada.", "Too many comments in a short time. Send it again in {seconds} seconds. Your text is kept.";
    told_not_yours: "Komentar ini milik orang lain.", "This comment is somebody else's.";
    told_too_late: "Waktu untuk mengubah komentar ini sudah lewat. Komentar dapat diubah selama 15 menit.", "The time for changing this comment is over. A comment can be changed for 15 minutes.";
    told_banned: "Anda tidak dapat berkomentar lagi di sini.", "You can no longer comment here.";
    told_banned_until: "Anda tidak dapat berkomentar sampai {until}.", "You cannot comment until {until}.";
    told_parent_gone: "Komentar yang Anda jawab sudah tidak ada. Kirim lagi sebagai komentar biasa.", "The comment you answer is gone. Send yours again as a comment of its own.";
    told_bad_key: "Formulir ini rusak di jalan. Kirim sekali lagi.", "This form was damaged on its way. Send it once more.";
    told_conflict: "Orang lain sudah lebih dulu. Komentar ini sekarang: {state}.", "Somebody else was faster. The comment is now: {state}.";
    told_edited: "Penulisnya baru saja mengubah teks ini. Baca lagi, lalu putuskan.", "Its author has just changed this text. Read it again, then decide.";
    told_not_pinnable: "Hanya komentar langsung untuk berita yang dapat disematkan.", "Only a comment on the story itself can be pinned.";
    told_protected: "Awak redaksi tidak dapat diblokir.", "The newsroom's staff cannot be banned.";
    told_busy: "Situs sedang sibuk. Kirim lagi sebentar lagi. Teks Anda tetap ada.", "The site is busy. Send it again in a moment. Your text is kept.";
    told_fault: "Ada yang rusak di pihak kami. Kirim lagi sebentar lagi. Teks Anda tetap ada.", "Something broke on our side. Send it again in a moment. Your text is kept.";
    state_published: "tayang", "published";
    state_held: "menunggu moderasi", "waiting for moderation";
    state_rejected: "ditolak", "rejected";
    state_spam: "ditandai spam", "marked as spam";
    state_removed: "dihapus", "removed";
    write_title: "Tulis komentar", "Write a comment";
    write_reply_title: "Balas komentar", "Reply to a comment";
    write_edit_title: "Ubah komentar", "Change a comment";
    write_delete_title: "Hapus komentar", "Delete a comment";
    write_like_title: "Sukai komentar", "Like a comment";
    write_report_title: "Laporkan komentar", "Report a comment";
    write_mute_title: "Sembunyikan penulis", "Mute an author";
    write_follow_title: "Ikuti percakapan", "Follow the conversation";
    write_back: "Kembali ke berita", "Back to the story";
    write_body: "Komentar Anda", "Your comment";
    write_hint: "Paling panjang {most} huruf. *miring*, **tebal**, > kutipan, - daftar.", "At most {most} characters. *italic*, **bold**, > quotation, - list.";
    write_trap: "Biarkan kosong", "Leave this empty";
    write_send: "Kirim komentar", "Send the comment";
    write_save: "Simpan perubahan", "Save the change";
    write_preview: "Pratinjau", "Preview";
    write_change: "Ubah", "Change";
    write_delete: "Hapus", "Delete";
    write_delete_sure: "Hapus komentar ini? Komentar yang dihapus tidak dapat dikembalikan.", "Delete this comment? It cannot be brought back.";
    write_like: "Suka", "Like";
    write_unlike: "Batal suka", "Take the like back";
    write_report: "Kirim laporan", "Send the report";
    write_mute: "Sembunyikan {name}", "Mute {name}";
    write_unmute: "Tampilkan lagi {name}", "Show {name} again";
    write_mute_text: "Komentar orang ini tidak ditampilkan lagi untuk Anda. Ia tidak diberi tahu.", "Comments by this person are no longer shown to you. They are not told.";
    write_follow: "Ikuti", "Follow";
    write_unfollow: "Berhenti mengikuti", "Stop following";
    write_follow_text: "Anda diberi tahu saat ada komentar baru di berita ini.", "You are told when there are new comments on this story.";
    write_followed_text: "Anda mengikuti berita ini dan diberi tahu saat ada komentar baru.", "You follow this story and are told when there are new comments.";
    write_as: "Masuk sebagai", "Signed in as";
    write_sign_in: "Masuk untuk melanjutkan", "Sign in to go on";
    write_sign_in_send: "Masuk dan kirim", "Sign in and send";
    write_new_tab: "Akun dibuat di tab baru. Teks Anda tetap ada di tab ini; sesudah itu, kirim lagi dari sini.", "The account is made in a new tab. Your text stays in this one; afterwards, send it again from here.";
    write_answering: "Anda menjawab", "You are answering";
    write_hidden_title: "Komentar Anda yang tidak tayang", "Your comments that are not public";
    write_off: "Komentar untuk berita ini dimatikan.", "Comments on this story are switched off.";
    report_spam: "Spam atau iklan", "Spam or advertising";
    report_abuse: "Menghina orang, suku, agama, ras, atau golongan", "Insults people, their origin, faith or group";
    report_off_topic: "Di luar topik berita", "Not about the story";
    report_false: "Tidak benar atau menyesatkan", "False or misleading";
    report_other: "Alasan lain", "Another reason";
    report_note: "Keterangan (boleh kosong)", "Note (may stay empty)";
    report_needs_reason: "Pilih alasan laporan.", "Choose a reason for the report.";
    notice_held: "Komentar Anda diterima dan menunggu moderasi.", "Your comment was received and waits for moderation.";
    notice_deleted: "Komentar dihapus.", "The comment was deleted.";
    notice_reported: "Terima kasih. Moderator akan memeriksa komentar itu.", "Thank you. A moderator will look at the comment.";
    notice_muted: "Komentar orang itu tidak ditampilkan lagi untuk Anda.", "Comments by that person are no longer shown to you.";
    notice_unmuted: "Komentar orang itu ditampilkan lagi untuk Anda.", "Comments by that person are shown to you again.";
    notice_following: "Anda mengikuti berita ini.", "You follow this story.";
    notice_unfollowed: "Anda tidak mengikuti berita ini lagi.", "You no longer follow this story.";
    notice_somebody: "Seseorang", "Somebody";
    notice_reply: "{name} menjawab komentar Anda", "{name} replied to your comment";
    notice_thread: "{name} berkomentar di berita yang Anda ikuti", "{name} commented on a story you follow";
    notice_decision: "Keputusan moderator tentang komentar Anda: {state}", "A moderator's decision about your comment: {state}";
    notices_title: "Pemberitahuan", "Notices";
    notices_none: "Tidak ada pemberitahuan baru.", "There are no new notices.";
    notices_read: "Tandai semua sudah dibaca", "Mark all as read";
    notices_followed: "Berita yang Anda ikuti", "Stories you follow";
    notices_followed_none: "Anda tidak mengikuti berita apa pun.", "You follow no stories.";
    notices_muted: "Orang yang Anda sembunyikan", "People you have muted";
    notices_muted_none: "Anda tidak menyembunyikan siapa pun.", "You have muted nobody.";
    mail_reply_subject: "{name} menjawab komentar Anda: {headline}", "{name} replied to your comment: {headline}";
    mail_reply_text: "{name} menjawab komentar Anda di berita «{headline}»:", "{name} replied to your comment on the story “{headline}”:";
    mail_thread_subject: "Komentar baru: {headline}", "New comment: {headline}";
    mail_thread_text: "{name} berkomentar di berita «{headline}», yang Anda ikuti:", "{name} commented on the story “{headline}”, which you follow:";
    mail_decision_subject: "Komentar Anda: {state}", "Your comment: {state}";
    mail_decision_text: "Moderator memutuskan tentang komentar Anda di berita «{headline}». Keadaannya sekarang: {state}.", "A moderator has decided about your comment on the story “{headline}”. It is now: {state}.";
    mail_notice_end: "Anda menerima surel ini karena mengikuti percakapan di berita itu. Buka tautan ini untuk berhenti menerimanya:", "You receive this mail because you follow the conversation on that story. Open this link to receive no more:";
    unsubscribe_title: "Berhenti menerima surel", "Receive no more mail";
    unsubscribe_text: "Tekan tombol ini, dan Anda tidak lagi menerima surel tentang percakapan di berita:", "Press this button, and you receive no more mail about the conversation on the story:";
    unsubscribe_button: "Berhenti menerima", "Receive no more";
    unsubscribe_done_title: "Selesai", "Done";
    unsubscribe_done: "Anda tidak lagi menerima surel tentang percakapan itu.", "You receive no more mail about that conversation.";
    unsubscribe_bad: "Tautan ini sudah dipakai atau terpotong. Lewat tautan ini tidak ada surel lagi yang dikirim.", "This link was used already, or was cut off. No more mail is sent because of it.";
}

/// Checks texts as (name, Indonesian, English).
#[cfg(test)]
pub(super) fn check(texts: &[(&str, &str, &str)]) {
    for (name, id, en) in texts {
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

#[cfg(test)]
mod tests {
    use super::{ALL_LABELS, ALL_WORDS, check};

    #[test]
    fn nothing_is_left_untranslated() {
        check(ALL_LABELS);
        check(ALL_WORDS);
    }
}
