//! The words of the pages on which tags and redirects are arranged.

use crate::domain::{redirect, site::Language, story::Wrong};

words! {
    /// What those pages print.
    TagWords, tags, ALL_TAGS;
    title: "Topik", "Topics";
    about: "Topik ditambah saat menulis naskah. Di sini topik dinamai ulang, digabungkan, dan dihapus.", "Topics are added while writing. Here they are renamed, merged and deleted.";
    find: "Cari topik", "Find topics";
    find_do: "Cari", "Find";
    every: "Semua", "All";
    unused: "Tak dipakai", "Not used";
    stories: "berita", "stories";
    none: "Tidak ada topik di sini.", "There are no topics here.";
    name: "Nama", "Name";
    address: "Alamat", "Address";
    address_moves: "Alamat lama akan dialihkan ke alamat baru.", "The old address will lead to the new one.";
    description: "Keterangan", "Description";
    edit: "Ubah", "Edit";
    save: "Simpan", "Save";
    merge: "Gabungkan", "Merge";
    merge_into: "Gabungkan ke topik", "Merge into the topic";
    merge_hint: "Nama topik yang lain. Semua berita pindah ke sana dan alamat ini dialihkan.", "The other topic's name. All stories go there, and this address leads there.";
    delete: "Hapus", "Delete";
    delete_unused: "Hapus semua yang tak dipakai", "Delete all that are not used";
    next: "Berikutnya", "Next";
    first: "Dari awal", "From the start";
    kept: "Tersimpan.", "Saved.";
    refused: "Belum tersimpan. Periksa yang ditandai.", "Not saved yet. Look at what is marked.";
    gone: "Sudah tidak ada.", "It is gone.";
    wrong_empty: "Wajib diisi.", "Something must stand here.";
    wrong_long: "Terlalu panjang.", "Too long.";
    wrong_slug: "Alamat hanya berisi a-z, 0-9, dan tanda hubung tunggal.", "An address has only a-z, 0-9 and single hyphens.";
    wrong_taken: "Topik lain memakai alamat ini. Gabungkan saja.", "Another topic has this address. Merge them instead.";
    wrong_unknown: "Tidak ada topik lain dengan nama ini.", "There is no other topic of this name.";
    redirects: "Pengalihan", "Redirects";
    redirects_about: "Alamat yang berubah dialihkan dengan sendirinya. Tambahkan yang lain di sini, misalnya alamat dari situs lama.", "An address that changes is redirected by itself. Add others here, such as those of a former site.";
    redirects_find: "Cari alamat", "Find addresses";
    redirects_none: "Tidak ada pengalihan di sini.", "There are no redirects here.";
    from: "Dari", "From";
    from_hint: "Seperti /2019/05/berita-lama/", "Such as /2019/05/old-story/";
    to: "Ke", "To";
    to_hint: "Alamat di situs ini seperti /articles/banjir, atau https://", "An address of this site such as /articles/flood, or https://";
    add: "Tambah pengalihan", "Add a redirect";
    wrong_from: "Alamat mulai dengan / dan tidak memuat spasi, ?, atau #.", "The address begins with / and has no space, ? or #.";
    wrong_own: "Di sana ada halaman situs ini. Ganti alamat halamannya saja.", "There are pages of this site. Change the address of the page instead.";
    wrong_to: "Alamat tujuan mulai dengan / atau https://.", "The address it leads to begins with / or https://.";
    wrong_circle: "Alamat ini akan kembali ke dirinya sendiri.", "The address would lead back to itself.";
}

impl TagWords {
    /// What is wrong with a field of a tag.
    pub const fn wrong(&self, wrong: &Wrong) -> &'static str {
        match wrong {
            Wrong::Empty => self.wrong_empty,
            Wrong::SlugTaken => self.wrong_taken,
            Wrong::SlugForm => self.wrong_slug,
            Wrong::Unknown => self.wrong_unknown,
            _ => self.wrong_long,
        }
    }

    /// Why a redirect cannot be, and whether that is about its beginning.
    pub const fn wrong_redirect(&self, wrong: redirect::Wrong) -> (&'static str, bool) {
        match wrong {
            redirect::Wrong::From => (self.wrong_from, true),
            redirect::Wrong::Own => (self.wrong_own, true),
            redirect::Wrong::To => (self.wrong_to, false),
            redirect::Wrong::Circle => (self.wrong_circle, false),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(super::ALL_TAGS);
    }
}
