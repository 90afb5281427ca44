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
    give: "Tugaskan kepada", "Give to";
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
    behind: "berubah sesudah salinan kerjanya dimulai; buka naskahnya dan gabungkan", "it has changed since its working copy began; open it and merge";
    offline: "sambungan terputus", "the connection was lost";
    signed_out: "sesi Anda berakhir; masuk lagi di tab lain", "your session is over; sign in again in another tab";
    forbidden: "peran Anda tidak mengizinkan ini", "your role does not allow this";
    busy: "server sedang sibuk; coba lagi sebentar lagi", "the server is busy; try again in a moment";
    fault: "ada yang rusak di pihak kami; kesalahan ini sudah dicatat", "something broke on our side; the fault has been recorded";
    has_copy: "perubahan belum terbit", "unpublished changes";
    copies: "Salinan kerja ikut terbit sebagai naskahnya:", "The working copy is published as the story:";
    copies_behind: "Tidak akan terbit dari sini, karena naskahnya berubah sesudah salinan kerjanya dimulai. Buka dan gabungkan:", "Not published from here, because the story has changed since its working copy began. Open it and merge:";
    views: "Daftar yang disimpan", "Lists that are kept";
    view_keep: "Simpan daftar ini", "Keep this list";
    view_called: "Nama daftar", "Name of the list";
    view_do: "Simpan", "Keep";
    view_drop: "Lupakan daftar ini", "Forget this list";
    view_taken: "Nama itu sudah dipakai untuk daftar lain. Tekan sekali lagi untuk menggantinya.", "Another list has that name already. Press once more to replace it.";
    view_replace: "Ganti daftar itu", "Replace that list";
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
