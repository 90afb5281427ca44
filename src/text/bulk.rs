//! What the list of stories says of doing something with several at once.

use crate::domain::site::Language;

words! {
    /// The words beside the list's boxes.
    BulkWords, bulk, ALL_BULK;
    choose: "Pilih", "Choose";
    choose_all: "Pilih semua di halaman ini", "Choose all on this page";
    chosen: "naskah dipilih", "stories chosen";
    act: "Tindakan", "Action";
    act_none: "Pilih tindakan", "Choose an action";
    hand_on: "Pindahkan ke status", "Move to the state";
    file: "Pindahkan ke rubrik", "Move to the category";
    publish: "Terbitkan sekarang", "Publish now";
    unpublish: "Tarik dari situs", "Take off the site";
    delete: "Hapus", "Delete";
    reason: "Alasan, dibaca oleh pembaca", "Reason, which readers see";
    run: "Jalankan", "Do it";
    running: "Sedang dikerjakan", "Working";
    clear: "Batalkan pilihan", "Choose none";
    sure: "Hapus untuk selamanya? Tekan sekali lagi:", "Delete for good? Press once more:";
    delete_all: "Hapus naskah yang dipilih", "Delete the chosen stories";
    done: "selesai.", "done.";
    not_done: "Tidak dikerjakan:", "Not done:";
    stale: "baru saja diubah orang lain", "somebody else has just changed it";
    fault: "sambungan terputus", "the connection was lost";
    views: "Daftar yang disimpan", "Lists that are kept";
    view_keep: "Simpan daftar ini", "Keep this list";
    view_called: "Nama daftar", "Name of the list";
    view_do: "Simpan", "Keep";
    view_drop: "Lupakan daftar ini", "Forget this list";
    view_kept: "Daftar disimpan:", "The list is kept:";
    view_dropped: "Daftar dilupakan:", "The list is forgotten:";
    view_name: "Daftar perlu nama, paling panjang 40 huruf.", "The list needs a name, of 40 letters at most.";
    view_full: "Anda sudah menyimpan 20 daftar. Lupakan satu dulu.", "You keep 20 lists already. Forget one of them first.";
    gone: "sudah tidak ada", "it is no longer there";
}

#[cfg(test)]
mod tests {
    use super::ALL_BULK;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_BULK);
    }
}
