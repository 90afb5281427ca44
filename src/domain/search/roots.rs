//! First letters that Indonesian melts into a prefix, given back: `menulis` is written with `tulis`,
//! `mengirim` with `kirim`. Tala's algorithm knows this of `s` and `p` alone.
//!
//! After `men-` and `pen-` a vowel stands for a melted `t`: no other letter melts there. After
//! `meng-` and `peng-` it may be the word's own, after all three the prefix may end in the word's own
//! nasal; which it is, only the word tells. The lists hold those that news use most.

/// Words that lose their `k` after `meng-`.
#[rustfmt::skip]
const K: [&str; 68] = [
    "kabar", "kabul", "kacau", "kagum", "kait", "kaji", "kalah", "kandung", "karang", "karantina", "kata", "kawal",
    "kawin", "kayuh", "kebut", "kecam", "kecil", "kecoh", "kecuali", "kejar", "kejut", "kelola", "keluar", "keluh",
    "kemas", "kembang", "kemud", "kemuka", "kena", "kenal", "kenang", "kepul", "kepung", "kerah", "keras", "kering",
    "kerja", "kesan", "ketahu", "ketat", "ketik", "ketuk", "kibar", "kikis", "kirim", "kisah", "kocok", "konfirmasi",
    "konsumsi", "kontrol", "koordinasi", "korban", "koreksi", "kosong", "kuasa", "kuat", "kubur", "kukuh", "kumpul",
    "kunci", "kunjung", "kupas", "kurang", "kuras", "kurung", "kutip", "kutuk", "kelompok",
];
/// Words that begin with `m`.
#[rustfmt::skip]
const M: [&str; 26] = [
    "maaf", "main", "maju", "makan", "maki", "maklum", "makna", "malu", "mandi", "masak", "masuk", "mati", "menang",
    "milik", "mimpi", "minta", "minum", "mirip", "misal", "modal", "mohon", "muat", "mula", "musuh", "musnah", "mudah",
];
/// Words that begin with `n`.
#[rustfmt::skip]
const N: [&str; 10] = ["nafkah", "nalar", "nama", "nanti", "nasihat", "naung", "nikah", "nikmat", "nila", "nobat"];

/// The stem of a word with the letter that melted.
pub(super) fn whole(word: &str, stem: String) -> String {
    // `ke` is no prefix there.
    if K.contains(&word) {
        return word.to_owned();
    }
    let after = |prefixes: [&str; 2]| {
        let rest = prefixes
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))?;
        rest.starts_with(['a', 'e', 'i', 'o', 'u']).then_some(rest)
    };
    if let Some(rest) = after(["meng", "peng"])
        && rest.starts_with(&stem)
    {
        let melted = format!("k{stem}");
        return match K.contains(&melted.as_str()) {
            true => melted,
            false => stem,
        };
    }
    if let Some(rest) = after(["men", "pen"])
        && rest.starts_with(&stem)
    {
        let own = format!("n{stem}");
        return match N.contains(&own.as_str()) {
            true => own,
            false => format!("t{stem}"),
        };
    }
    if let Some(rest) = after(["mem", "pem"])
        && let Some(end) = stem.strip_prefix('p')
        && rest.starts_with(end)
    {
        let own = format!("m{end}");
        if M.contains(&own.as_str()) {
            return own;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::super::words::stem;
    use crate::domain::site::Language;

    #[test]
    fn melted_letters_come_back() {
        for (root, forms) in [
            (
                "tulis",
                &["menulis", "penulis", "penulisan", "ditulis", "tulisan"][..],
            ),
            (
                "kirim",
                &["mengirim", "pengirim", "pengiriman", "dikirim", "kiriman"],
            ),
            (
                "kunjung",
                &["mengunjungi", "pengunjung", "dikunjungi", "kunjungan"],
            ),
            ("kata", &["mengatakan", "dikatakan", "kata"]),
            ("ambil", &["mengambil", "pengambilan", "diambil"]),
            ("ubah", &["mengubah", "perubahan", "diubah"]),
            ("tetap", &["menetapkan", "penetapan", "ditetapkan"]),
            ("nila", &["menilai", "dinilai", "nilai"]),
            ("minta", &["meminta", "diminta", "permintaan"]),
            ("milik", &["memiliki", "pemilik", "dimiliki"]),
            ("pilih", &["memilih", "pemilihan"]),
            ("keluar", &["keluar", "mengeluarkan", "dikeluarkan"]),
            ("kelola", &["kelola", "mengelola", "dikelola", "pengelola"]),
            ("menang", &["pemenang", "memenangkan", "menang"]),
        ] {
            for form in forms {
                assert_eq!(stem(form, Some(Language::Indonesian)), root, "{form}");
            }
        }
    }

    #[test]
    fn short_words_keep_theirs() {
        for word in ["menang", "pena", "penuh", "mena", "peng", "men"] {
            assert_eq!(stem(word, Some(Language::Indonesian)), word);
        }
    }
}
