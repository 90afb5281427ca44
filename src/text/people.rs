//! The words about people of the newsroom: their list, their invitations, and the log of what
//! everybody did. Readers never load them.

use crate::domain::{
    account::{Role, Standing},
    account_fields::Wrong,
    log::Kind,
    site::Language,
};

words! {
    /// What those pages and mails say.
    PeopleWords, people, ALL_PEOPLE;
    people: "Orang", "People";
    about: "Siapa bekerja di sini, dan dengan peran apa.", "Who works here, and as what.";
    lists: "Daftar orang", "Lists of people";
    staff: "Awak redaksi", "Staff";
    readers: "Pembaca", "Readers";
    disabled: "Dinonaktifkan", "Disabled";
    find: "Cari", "Find";
    find_words: "Nama atau surel", "Name or email";
    role: "Peran", "Role";
    any_role: "Semua peran", "Any role";
    name: "Nama", "Name";
    email: "Surel", "Email";
    state: "Keadaan", "State";
    seen: "Terakhir terlihat", "Last seen";
    never_seen: "Belum pernah", "Never";
    acts: "Tindakan", "Actions";
    none: "Tidak ada orang yang cocok di daftar ini.", "Nobody in this list matches.";
    older: "Berikutnya", "Next page";
    all_people: "Semua orang", "All people";
    you: "Anda", "you";
    reader: "Pembaca", "Reader";
    contributor: "Kontributor", "Contributor";
    author: "Penulis", "Author";
    editor: "Redaktur", "Editor";
    administrator: "Pengelola", "Administrator";
    is_active: "Aktif", "Active";
    is_invited: "Diundang, belum menerima", "Invited, not accepted yet";
    is_expired: "Diundang, tautannya kedaluwarsa", "Invited, the link has expired";
    is_deleted: "Dihapus", "Deleted";
    is_banned: "diblokir dari komentar", "banned from commenting";
    signs_only: "Hanya nama di byline", "Only a name in bylines";
    set_role: "Ganti peran", "Change role";
    disable: "Nonaktifkan", "Disable";
    disable_hint: "Langsung keluar di semua perangkat, tokennya ditolak, dan tidak dapat masuk lagi. Naskah dan komentarnya tetap.", "Signed out everywhere at once, tokens refused, no way to sign in. Stories and comments stay.";
    enable: "Aktifkan lagi", "Enable again";
    sign_out: "Keluarkan dari semua perangkat", "Sign out everywhere";
    reset: "Kirim tautan kata sandi", "Send a password link";
    resend: "Kirim ulang undangan", "Send the invitation again";
    take_back: "Tarik undangan", "Take the invitation back";
    their_log: "Catatan tindakannya", "What they did";
    their_comments: "Komentarnya", "Their comments";
    invite: "Undang orang", "Invite somebody";
    invite_hint: "Kami mengirim surel dengan tautan yang berlaku tujuh hari. Orang itu membuat kata sandinya sendiri.", "A mail goes out with a link that works for seven days. They choose a password themselves.";
    invite_send: "Kirim undangan", "Send the invitation";
    invited: "Undangan dikirim ke", "The invitation was sent to";
    invited_link: "Tautan ini hanya tampil sekali. Serahkan sendiri bila surel tidak sampai:", "This link is shown only once. Hand it over yourself if mail does not arrive:";
    did_role_set: "Peran diganti. Orang itu perlu masuk lagi.", "The role is changed. They need to sign in again.";
    did_disable: "Akun dinonaktifkan.", "The account is disabled.";
    did_enable: "Akun aktif lagi.", "The account is enabled again.";
    did_sign_out: "Semua sesinya berakhir.", "All their sessions have ended.";
    did_reset: "Tautan kata sandi sedang dikirim.", "The password link is on its way.";
    did_take_back: "Undangan ditarik.", "The invitation is taken back.";
    refused: "Undangan belum dikirim. Periksa yang ditandai.", "The invitation was not sent. Look at what is marked.";
    last_administrator: "Ini pengelola terakhir. Jadikan orang lain pengelola dulu.", "This is the last administrator. Make somebody else one first.";
    yourself: "Akun Anda sendiri tidak dapat dinonaktifkan atau dihapus di sini.", "Your own account cannot be disabled or deleted here.";
    not_accepted: "Orang ini belum menerima undangannya.", "They have not accepted the invitation yet.";
    no_password: "Akun ini tidak aktif atau tidak punya surel.", "This account is not active or has no email address.";
    gone: "Akun ini sudah tidak ada, atau keadaannya sudah lain.", "This account is gone, or no longer what it was.";
    wrong_name: "Tulis nama, paling banyak 60 huruf, tanpa garis miring.", "Write a name of at most 60 letters, without a slash.";
    wrong_email: "Ini bukan alamat surel.", "This is no email address.";
    wrong_taken: "Alamat ini sudah punya akun.", "This address has an account already.";
    wrong_role: "Pilih salah satu peran.", "Choose one of the roles.";
    welcome: "Selamat bergabung", "Welcome";
    welcome_about: "Anda diundang dengan alamat", "You are invited with the address";
    welcome_name: "Nama ini tampil di naskah dan komentar Anda.", "This name stands on your stories and comments.";
    welcome_button: "Terima undangan", "Accept the invitation";
    bad_title: "Undangan ini tidak berlaku lagi", "This invitation no longer works";
    bad_text: "Tautannya sudah dipakai, sudah ditarik, atau lebih dari tujuh hari.", "The link was used, was taken back, or is older than seven days.";
    bad_way: "Jika Anda sudah membuat kata sandi, masuk saja. Jika belum, minta undangan baru kepada yang mengundang Anda.", "If you have chosen a password already, sign in. If not, ask whoever invited you for a new invitation.";
    mail_subject: "Undangan bergabung", "An invitation to join";
    mail_text: "Anda diundang bergabung dengan situs ini. Buka tautan berikut untuk membuat kata sandi:", "You are invited to join this site. Open this link to choose a password:";
    mail_end: "Tautan ini berlaku tujuh hari dan hanya sekali. Jika Anda tidak mengenal pengirimnya, abaikan surel ini.", "The link works for seven days and only once. If you do not know who sent it, ignore this mail.";
    log: "Catatan lengkap", "Whole log";
    log_about: "Siapa melakukan apa, dan kapan. Yang terbaru di atas.", "Who did what, and when. The newest first.";
    log_kinds: "Jenis catatan", "Kinds of lines";
    log_all: "Semua", "All";
    log_stories: "Naskah dan gambar", "Stories and pictures";
    log_comments: "Komentar", "Comments";
    log_site: "Situs", "Site";
    log_by: "Oleh", "By";
    log_anybody: "Siapa saja", "Anybody";
    log_show: "Tampilkan", "Show";
    log_empty: "Belum ada tindakan di daftar ini.", "Nothing has been done in this list yet.";
    log_older: "Lebih lama", "Older";
    log_server: "Server", "The server";
    log_deleted: "Akun yang dihapus", "A deleted account";
    log_story: "naskah", "story";
    log_comment: "komentar di", "a comment on";
    log_account: "akun", "the account";
    log_own: "akunnya sendiri", "their own account";
    log_comment_gone: "komentar yang sudah tidak ada", "a comment that is gone";
    act_ban: "memblokir", "banned";
    act_unban: "membuka blokir", "ended the ban of";
    act_approve: "menyetujui", "approved";
    act_reject: "menolak", "rejected";
    act_spam: "menandai sebagai spam", "marked as spam";
    act_remove: "menghapus", "removed";
    act_pick: "menjadikan pilihan", "picked";
    act_unpick: "membatalkan pilihan", "took back the pick of";
    act_pin: "menyematkan", "pinned";
    act_unpin: "melepas sematan", "unpinned";
    act_restore: "mengurungkan keputusan atas", "undid the decision about";
    act_account_created: "membuat", "made";
    act_account_invited: "mengirim undangan untuk", "sent an invitation for";
    act_account_accepted: "menerima undangan untuk", "accepted the invitation for";
    act_account_taken_back: "menarik undangan untuk", "took back the invitation for";
    act_account_role: "mengganti peran", "changed the role of";
    act_account_disabled: "menonaktifkan", "disabled";
    act_account_enabled: "mengaktifkan lagi", "enabled again";
    act_account_signed_out: "mengeluarkan dari semua perangkat", "signed out everywhere";
    act_account_reset_sent: "mengirim tautan kata sandi untuk", "sent a password link for";
    act_account_password: "mengganti kata sandi", "changed the password of";
    act_account_reset: "membuat ulang kata sandi", "set a new password for";
    act_account_email: "mengganti alamat surel", "changed the email address of";
    act_account_name: "mengganti nama", "changed the name of";
    act_account_verified: "mengonfirmasi alamat surel", "confirmed the email address of";
    act_account_deleted: "menghapus", "deleted";
    act_token_created: "membuat token untuk", "made a token for";
    act_token_revoked: "mencabut token", "revoked a token of";
    act_story_created: "membuat", "began";
    act_story_saved: "menyimpan", "saved";
    act_story_moved: "memindahkan tahap", "moved on";
    act_story_planned: "merencanakan", "planned";
    act_story_scheduled: "menjadwalkan", "scheduled";
    act_story_published: "menerbitkan", "published";
    act_story_unpublished: "menarik dari pembaca", "withdrew";
    act_story_corrected: "meralat", "corrected";
    act_story_restored: "mengembalikan versi lama", "brought back an earlier version of";
    act_story_linked: "menautkan terjemahan", "linked translations of";
    act_story_assigned: "menugaskan", "assigned";
    act_story_deleted: "menghapus", "deleted";
    act_media_replaced: "mengganti gambar", "replaced the picture";
    act_media_deleted: "menghapus gambar", "deleted the picture";
    act_front_picked: "memasang di halaman depan", "put on the front page";
    act_front_cleared: "melepas dari halaman depan", "took off the front page";
    act_breaking_set: "menayangkan kabar kilat", "showed breaking news";
    act_breaking_ended: "menurunkan kabar kilat", "took down breaking news";
    act_category_merged: "menggabungkan ke kategori", "merged a category into";
    act_page_created: "membuat halaman tetap", "made the standing page";
    act_page_changed: "mengubah halaman tetap", "changed the standing page";
    act_page_deleted: "menghapus halaman tetap", "deleted the standing page";
    act_tag_created: "menambah topik", "added the topic";
    act_tag_changed: "mengubah topik", "changed the topic";
    act_tag_merged: "menggabungkan ke topik", "merged a topic into";
    act_tag_deleted: "menghapus topik", "deleted the topic";
    act_tag_cleared: "menghapus topik yang tak dipakai", "deleted unused topics";
    act_redirect_set: "mengalihkan alamat", "redirected the address";
    act_redirect_deleted: "menghapus pengalihan", "deleted the redirect of";
    act_category_created: "menambah kategori", "added the category";
    act_category_changed: "mengubah kategori", "changed the category";
    act_category_deleted: "menghapus kategori", "deleted the category";
    act_setting_changed: "mengubah pengaturan", "changed the setting";
    act_webhook_created: "menambah webhook", "added the webhook";
    act_webhook_paused: "menjeda webhook", "paused the webhook";
    act_webhook_resumed: "menjalankan lagi webhook", "resumed the webhook";
    act_webhook_stopped: "menghentikan webhook yang gagal berhari-hari", "stopped a webhook that had failed for days";
    act_webhook_renewed: "mengganti kunci webhook", "changed the key of the webhook";
    act_webhook_deleted: "menghapus webhook", "deleted the webhook";
}

impl PeopleWords {
    /// A role's name.
    pub const fn role_name(&self, role: Role) -> &'static str {
        match role {
            Role::Reader => self.reader,
            Role::Contributor => self.contributor,
            Role::Author => self.author,
            Role::Editor => self.editor,
            // The same in both languages.
            Role::Moderator => "Moderator",
            Role::Administrator => self.administrator,
        }
    }

    /// Where an account stands.
    pub const fn standing(&self, standing: Standing, link_works: bool) -> &'static str {
        match standing {
            Standing::Active => self.is_active,
            Standing::Invited if link_works => self.is_invited,
            Standing::Invited => self.is_expired,
            Standing::Disabled => self.disabled,
            Standing::Deleted => self.is_deleted,
        }
    }

    /// A kind of lines of the log.
    pub const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Stories => self.log_stories,
            Kind::Comments => self.log_comments,
            Kind::People => self.people,
            Kind::Site => self.log_site,
        }
    }

    /// What is wrong with a field of an invitation.
    pub const fn wrong(&self, wrong: Wrong) -> &'static str {
        match wrong {
            Wrong::NameEmpty | Wrong::NameTooLong | Wrong::NameSigns => self.wrong_name,
            Wrong::EmailTaken => self.wrong_taken,
            Wrong::RoleUnknown => self.wrong_role,
            _ => self.wrong_email,
        }
    }

    /// What was done, between who did it and what it was done to. `None` for a word that has no
    /// text: a test holds the code to them.
    pub fn did(&self, action: &str) -> Option<&'static str> {
        Some(match action {
            "ban" => self.act_ban,
            "unban" => self.act_unban,
            "approve" => self.act_approve,
            "reject" => self.act_reject,
            "spam" => self.act_spam,
            "remove" => self.act_remove,
            "pick" => self.act_pick,
            "unpick" => self.act_unpick,
            "pin" => self.act_pin,
            "unpin" => self.act_unpin,
            "restore" => self.act_restore,
            "account.created" => self.act_account_created,
            "account.invited" => self.act_account_invited,
            "account.accepted" => self.act_account_accepted,
            "account.taken_back" => self.act_account_taken_back,
            "account.role" => self.act_account_role,
            "account.disabled" => self.act_account_disabled,
            "account.enabled" => self.act_account_enabled,
            "account.signed_out" => self.act_account_signed_out,
            "account.reset_sent" => self.act_account_reset_sent,
            "account.password" => self.act_account_password,
            "account.reset" => self.act_account_reset,
            "account.email" => self.act_account_email,
            "account.name" => self.act_account_name,
            "account.verified" => self.act_account_verified,
            "account.deleted" => self.act_account_deleted,
            "token.created" => self.act_token_created,
            "token.revoked" => self.act_token_revoked,
            "story.created" => self.act_story_created,
            "story.saved" => self.act_story_saved,
            "story.moved" => self.act_story_moved,
            "story.planned" => self.act_story_planned,
            "story.scheduled" => self.act_story_scheduled,
            "story.published" => self.act_story_published,
            "story.unpublished" => self.act_story_unpublished,
            "story.corrected" => self.act_story_corrected,
            "story.restored" => self.act_story_restored,
            "story.linked" => self.act_story_linked,
            "story.assigned" => self.act_story_assigned,
            "story.deleted" => self.act_story_deleted,
            "media.replaced" => self.act_media_replaced,
            "media.deleted" => self.act_media_deleted,
            "front.picked" => self.act_front_picked,
            "front.cleared" => self.act_front_cleared,
            "breaking.set" => self.act_breaking_set,
            "breaking.ended" => self.act_breaking_ended,
            "category.merged" => self.act_category_merged,
            "page.created" => self.act_page_created,
            "page.changed" => self.act_page_changed,
            "page.deleted" => self.act_page_deleted,
            "tag.created" => self.act_tag_created,
            "tag.changed" => self.act_tag_changed,
            "tag.merged" => self.act_tag_merged,
            "tag.deleted" => self.act_tag_deleted,
            "tag.cleared" => self.act_tag_cleared,
            "redirect.set" => self.act_redirect_set,
            "redirect.deleted" => self.act_redirect_deleted,
            "category.created" => self.act_category_created,
            "category.changed" => self.act_category_changed,
            "category.deleted" => self.act_category_deleted,
            "setting.changed" => self.act_setting_changed,
            "webhook.created" => self.act_webhook_created,
            "webhook.paused" => self.act_webhook_paused,
            "webhook.resumed" => self.act_webhook_resumed,
            "webhook.stopped" => self.act_webhook_stopped,
            "webhook.renewed" => self.act_webhook_renewed,
            "webhook.deleted" => self.act_webhook_deleted,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_PEOPLE);
    }
}
