//! The words of the newsroom's plan, of its notices and of the notes on stories. Readers never load
//! them.

use crate::domain::{desk_notice::Cause, site::Language};

words! {
    /// What the plan prints.
    PlanWords, plan, ALL_PLAN;
    plan: "Rencana", "Plan";
    views: "Tampilan rencana", "Views of the plan";
    calendar: "Kalender", "Calendar";
    board: "Papan", "Board";
    before: "Bulan sebelumnya", "Previous month";
    today: "Hari ini", "Today";
    after: "Bulan berikutnya", "Next month";
    unplanned: "Belum dijadwalkan", "Not planned yet";
    unplanned_none: "Semua naskah sudah punya rencana.", "Every story has a plan.";
    unplanned_about: "Seret ke sebuah hari, atau buka menu kartunya.", "Drag one to a day, or open the menu of its card.";
    more: "lagi", "more";
    all_of_them: "Semua di daftar naskah", "All in the list of stories";
    untitled: "Tanpa judul", "Untitled";
    menu: "Pindahkan", "Move";
    planned_for: "Rencana terbit", "Planned for";
    plan_do: "Rencanakan", "Plan it";
    plan_drop: "Lepas dari kalender", "Take off the calendar";
    hand_on: "Pindah ke", "Move to";
    moved: "Dipindahkan:", "Moved:";
    planned: "Direncanakan:", "Planned:";
    stale: "Naskah ini baru saja diubah orang lain. Rencana dimuat ulang.", "Somebody else has just changed this story. The plan was loaded again.";
    not_there: "Naskah ini tidak bisa dipindah ke sana.", "This story cannot be moved there.";
    from_story: "Terbitkan dan jadwalkan dari naskahnya, sesudah dibaca.", "Publish and schedule from the story itself, having read it.";
    empty: "Kosong", "Empty";
    fault: "Tidak tersimpan. Coba lagi.", "Not saved. Try again.";
    notices: "Pemberitahuan", "Notices";
    unread: "belum dibaca", "unread";
    notices_none: "Belum ada pemberitahuan. Tugas, sebutan, dan perpindahan naskah Anda muncul di sini.", "No notices yet. Assignments, mentions and moves of your stories appear here.";
    read_all: "Tandai semua sudah dibaca", "Mark all as read";
    assigned: "menugaskan Anda:", "assigned to you:";
    mentioned: "menyebut Anda di catatan:", "mentioned you in a note on:";
    noted: "menulis catatan di:", "wrote a note on:";
    review: "menyerahkan untuk diperiksa:", "handed on for review:";
    returned: "mengembalikan:", "handed back:";
    ready: "menandai siap:", "marked as ready:";
    scheduled: "menjadwalkan:", "scheduled:";
    published: "menerbitkan:", "published:";
    withdrawn: "menarik dari situs:", "took off the site:";
    mine: "Pekerjaan saya", "My work";
    mine_none: "Tidak ada naskah Anda yang menunggu.", "No story of yours is waiting.";
    due: "Jatuh tempo hari ini", "Due today";
    due_none: "Tidak ada yang direncanakan untuk hari ini.", "Nothing is planned for today.";
    latest: "Terbit terakhir", "Published last";
    latest_none: "Belum ada yang terbit.", "Nothing is public yet.";
    whole_plan: "Seluruh rencana", "The whole plan";
    all_mine: "Semua naskah saya", "All of my stories";
    by_server: "Jadwal", "The schedule";
    letter_about: "Anda menerima surel ini karena bekerja di ruang redaksi. Pemberitahuan yang dibaca di sana dalam lima menit tidak disurelkan.", "You get this mail because you work in the newsroom. A notice that is read there within five minutes is not mailed.";
    notes: "Catatan", "Notes";
    note_new: "Catatan baru", "New note";
    note_hint: "Tulis untuk redaksi. @Nama memberi tahu orangnya.", "Write to the newsroom. @Name tells that person.";
    note_send: "Simpan catatan", "Save the note";
    note_mention: "Sebut seseorang", "Mention somebody";
    note_story: "Seluruh naskah", "The whole story";
    note_block: "Tentang:", "About:";
    note_here: "Tentang paragraf di kursor", "About the paragraph at the cursor";
    note_gone: "Paragraf ini sudah tidak ada:", "This paragraph is gone:";
    note_done: "Selesai", "Done";
    note_open: "Buka lagi", "Open again";
    note_delete: "Hapus", "Delete";
    notes_none: "Belum ada catatan. Pembaca tidak pernah melihat catatan.", "No notes yet. Readers never see notes.";
    notes_done: "Catatan selesai", "Notes that are done";
    people: "Ditugaskan", "Assigned to";
    people_add: "Tugaskan seseorang", "Assign somebody";
    people_remove: "Lepas tugas", "Unassign";
}

impl PlanWords {
    /// What somebody did, before the headline.
    pub const fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Assigned => self.assigned,
            Cause::Mentioned => self.mentioned,
            Cause::Noted => self.noted,
            Cause::Review => self.review,
            Cause::Returned => self.returned,
            Cause::Ready => self.ready,
            Cause::Scheduled => self.scheduled,
            Cause::Published => self.published,
            Cause::Withdrawn => self.withdrawn,
        }
    }
}

/// A notice in a sentence, without its headline: `Ratih menugaskan Anda:`.
pub fn told(cause: Cause, by: &str, language: Language) -> String {
    let words = plan(language);
    let by = if by.is_empty() { words.by_server } else { by };
    format!("{by} {}", words.cause(cause))
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_PLAN);
    }
}
