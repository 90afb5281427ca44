//! The words of the picture library.

use crate::domain::site::Language;

words! {
    /// What the library prints.
    LibraryWords, library, ALL_LIBRARY;
    title: "Pustaka gambar", "Picture library";
    pick: "Pilih gambar", "Choose pictures";
    lists: "Daftar gambar", "Lists of pictures";
    all: "Semua", "All";
    mine: "Unggahan saya", "My uploads";
    unused: "Belum dipakai", "Not used yet";
    find: "Cari gambar", "Find pictures";
    find_do: "Cari", "Find";
    none: "Tidak ada gambar di sini. Seret berkas ke halaman ini, tempel, atau pilih dari perangkat Anda.", "There are no pictures here. Drag files onto this page, paste them, or choose them from your device.";
    upload: "Unggah gambar", "Upload pictures";
    upload_hint: "JPEG, PNG, WebP, atau GIF, paling besar 50 MB. Seret atau tempel juga bisa.", "JPEG, PNG, WebP or GIF, at most 50 MB. Dragging or pasting works too.";
    uploading: "Mengunggah", "Uploading";
    waiting: "Menunggu", "Waiting";
    developing: "Diolah", "Being processed";
    cancel: "Batalkan", "Cancel";
    retry: "Coba lagi", "Try again";
    dismiss: "Tutup", "Close";
    close: "Tutup", "Close";
    choose: "Pakai", "Use";
    chosen: "dipilih", "chosen";
    older: "Lebih lama", "Older";
    newest: "Terbaru", "Newest";
    used: "Dipakai di", "Used in";
    stories: "naskah atau halaman", "stories or pages";
    not_used: "Belum dipakai di naskah mana pun.", "No story uses it yet.";
    hidden_story: "Naskah orang lain", "Somebody else's story";
    alt: "Teks alternatif", "Alternative text";
    alt_hint: "Apa yang terlihat, bagi yang tidak melihatnya", "What is to be seen, for who does not see it";
    caption: "Keterangan", "Caption";
    credit: "Kredit", "Credit";
    credit_hint: "Nama pemotret atau lembaga", "Name of the photographer or agency";
    creator: "Menurut berkas, pembuatnya", "The file names as its creator";
    copyright: "Hak cipta menurut berkas", "Copyright according to the file";
    focal: "Titik fokus: klik bagian yang harus selalu terlihat.", "Focal point: click what must always stay in view.";
    focal_now: "Titik fokus", "Focal point";
    save: "Simpan", "Save";
    saved: "Tersimpan.", "Saved.";
    delete: "Hapus", "Delete";
    delete_sure: "Hapus gambar ini untuk selamanya?", "Delete this picture for good?";
    deleted: "Gambar dihapus.", "The picture is deleted.";
    in_use: "Masih dipakai, jadi tidak dapat dihapus.", "It is still in use and cannot be deleted.";
    no_credit: "Tanpa kredit", "No credit";
    no_alt: "Tanpa teks alternatif", "No alternative text";
    sizes: "Ukuran", "Sizes";
    not_yours: "Gambar ini milik orang lain; hanya penyunting yang dapat mengubahnya.", "This picture is somebody else's; only editors can change it.";
    signed_out: "Sesi Anda berakhir. Masuk lagi, lalu unggah ulang.", "Your session is over. Sign in again, then upload again.";
    forbidden: "Peran Anda tidak mengizinkan ini.", "Your role does not allow this.";
    fault: "Tidak tersimpan. Coba lagi.", "Not saved. Try again.";
    offline: "Sambungan terputus. Coba lagi.", "The connection broke off. Try again.";
    no_file: "Tidak ada berkas gambar di dalamnya.", "There is no picture file in it.";
    too_long: "Terlalu panjang. Paling banyak", "Too long. At most";
    empty: "Berkas ini kosong.", "The file is empty.";
    too_large: "Berkas terlalu besar. Simpan versi yang lebih kecil, paling besar", "The file is too large. Save a smaller version, of at most";
    kind: "tidak diterima. Simpan sebagai JPEG, PNG, atau WebP.", "is not taken. Save it as JPEG, PNG or WebP.";
    unknown: "Berkas ini bukan gambar yang dapat dibaca: JPEG, PNG, WebP, atau GIF.", "This is no picture that can be read: JPEG, PNG, WebP or GIF.";
    wrong_name: "Nama berkas berakhiran", "The file's name ends in";
    wrong_name_is: "padahal isinya", "but it is";
    cut_short: "Berkas terpotong. Unggah lagi dari sumbernya.", "The file is cut short. Upload it again from its source.";
    damaged: "Berkas rusak. Buka di program gambar dan simpan ulang.", "The file is damaged. Open it in an image program and save it anew.";
    too_many_pixels: "terlalu besar. Paling besar", "is too large. At most";
    too_deep: "Simpan gambar dengan 8 bit per kanal.", "Save the picture with 8 bits a channel.";
    moving: "Ini animasi. Simpan satu gambar yang dimaksud.", "This is an animation. Save the one frame that is meant.";
}

#[cfg(test)]
mod tests {
    use super::ALL_LIBRARY;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_LIBRARY);
    }
}
