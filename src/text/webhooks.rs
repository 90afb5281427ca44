//! The words of the page on which webhooks are kept. Readers never load them.

use crate::domain::{
    site::Language,
    webhook::{Event, Kind, Progress, Standing, Wrong},
};

words! {
    /// What that page prints.
    WebhookWords, webhooks, ALL_WEBHOOKS;
    title: "Webhook", "Webhooks";
    about: "Sistem lain diberi tahu apa yang terjadi di situs ini, dengan pesan bertanda tangan menurut Standard Webhooks.", "Other systems are told what happens on this site, by messages signed as Standard Webhooks says.";
    none: "Belum ada webhook.", "There is no webhook yet.";
    name: "Nama", "Name";
    name_hint: "Hanya tampil di sini.", "Only shown here.";
    address: "Alamat", "Address";
    address_hint: "Mulai dengan https://. Alamat di jaringan pribadi tidak dapat dipakai.", "Begins with https://. Addresses in private networks cannot be used.";
    events: "Yang diberitahukan", "What it is told";
    add: "Tambah webhook", "Add a webhook";
    pause: "Jeda", "Pause";
    resume: "Jalankan lagi", "Resume";
    test: "Kirim percobaan", "Send a test";
    renew: "Ganti kunci", "Change the key";
    remove: "Hapus", "Remove";
    again: "Kirim lagi", "Send again";
    event_published: "Naskah terbit", "A story is published";
    event_updated: "Naskah terbit berubah", "A public story is changed";
    event_unpublished: "Naskah ditarik", "A story is withdrawn";
    event_comment: "Komentar tampil", "A comment appears";
    event_test: "Percobaan", "Test";
    feed: "Umpan", "Feed";
    engines: "Mesin pencari", "Search engines";
    active: "Aktif", "Active";
    paused: "Dijeda", "Paused";
    stopped: "Dihentikan: berhari-hari gagal atau alamatnya menjawab 410. Perbaiki penerimanya, lalu jalankan lagi.", "Stopped: it failed for days, or answered 410. Mend the receiver, then resume it.";
    failing: "Gagal sejak", "Failing since";
    secret: "Kunci tanda tangan", "Key of the signatures";
    secret_hint: "Salin sekarang: kunci ini tidak ditampilkan lagi.", "Copy it now: it is not shown again.";
    log: "Kiriman", "Deliveries";
    log_about: "Disimpan empat belas hari.", "Kept for fourteen days.";
    log_of: "Kirimannya", "Its deliveries";
    log_all: "Semua kiriman", "All deliveries";
    log_none: "Belum ada kiriman.", "Nothing has been sent yet.";
    when: "Waktu", "Time";
    to: "Kepada", "To";
    what: "Isi", "What";
    result: "Hasil", "Result";
    waiting: "Menunggu", "Waiting";
    sent: "Terkirim", "Sent";
    failed: "Gagal", "Failed";
    dropped: "Tidak dikirim: sudah tidak tampil", "Not sent: it is not public any more";
    next: "dicoba lagi", "tried again at";
    tries: "percobaan", "tries";
    older: "Lebih lama", "Older";
    did_pause: "Webhook dijeda.", "The webhook is paused.";
    did_resume: "Webhook berjalan lagi.", "The webhook runs again.";
    did_test: "Pesan percobaan sedang dikirim. Muat ulang halaman ini untuk melihat hasilnya.", "The test is on its way. Load this page again to see what came of it.";
    did_remove: "Webhook dihapus.", "The webhook is removed.";
    did_again: "Pesan itu dikirim lagi.", "The message is sent again.";
    gone: "Webhook atau pesan ini sudah tidak ada, atau masih menunggu.", "This webhook or message is gone, or is still waiting.";
    refused: "Belum tersimpan. Periksa yang ditandai.", "Not saved yet. Look at what is marked.";
    wrong_name: "Tulis nama, paling banyak 60 huruf.", "Write a name of at most 60 letters.";
    wrong_address: "Tulis alamat yang mulai dengan https:// tanpa kata sandi di dalamnya.", "Write an address that begins with https:// and has no password in it.";
    wrong_private: "Alamat ini ada di jaringan pribadi atau di server ini sendiri.", "This address is in a private network, or on this server itself.";
    wrong_unknown: "Tidak ada server dengan nama ini.", "There is no server with this name.";
    wrong_events: "Pilih paling sedikit satu.", "Choose at least one.";
    wrong_many: "Paling banyak 20 webhook.", "20 webhooks are the most.";
}

impl WebhookWords {
    /// An event.
    pub const fn event(&self, event: Event) -> &'static str {
        match event {
            Event::ArticlePublished => self.event_published,
            Event::ArticleUpdated => self.event_updated,
            Event::ArticleUnpublished => self.event_unpublished,
            Event::CommentCreated => self.event_comment,
        }
    }

    /// Whether a webhook is told anything.
    pub const fn standing(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Active => self.active,
            Standing::Paused => self.paused,
            Standing::Stopped => self.stopped,
        }
    }

    /// How far a message is.
    pub const fn progress(&self, progress: Progress) -> &'static str {
        match progress {
            Progress::Waiting => self.waiting,
            Progress::Sent => self.sent,
            Progress::Failed => self.failed,
            Progress::Dropped => self.dropped,
        }
    }

    /// Who receives what is no webhook's.
    pub const fn receiver(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Webhook => self.title,
            Kind::WebSub => self.feed,
            Kind::IndexNow => self.engines,
        }
    }

    /// What is wrong.
    pub const fn wrong(&self, wrong: Wrong) -> &'static str {
        match wrong {
            Wrong::NameEmpty | Wrong::NameTooLong => self.wrong_name,
            Wrong::Address => self.wrong_address,
            Wrong::AddressPrivate => self.wrong_private,
            Wrong::AddressUnknown => self.wrong_unknown,
            Wrong::NoEvents => self.wrong_events,
            Wrong::TooMany => self.wrong_many,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_WEBHOOKS);
    }
}
