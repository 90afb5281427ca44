//! The words of the search page.

use crate::domain::site::Language;

words! {
    /// The search page. A text missing in either language does not compile.
    SearchWords, search, ALL_SEARCH;
    title: "Cari berita", "Search the news";
    question: "Kata yang dicari", "Words to look for";
    everything: "Semua rubrik", "All sections";
    from: "Terbit sejak", "Published from";
    to: "Terbit sampai", "Published until";
    send: "Cari", "Search";
    only_about: "Hanya berita dengan topik", "Only stories with the topic";
    about_all: "Tampilkan dari semua topik", "Show those of all topics";
    only_by: "Hanya berita oleh", "Only stories by";
    by_all: "Tampilkan dari semua penulis", "Show those of all authors";
    help: "Semua kata harus ada di berita, dalam bentuk apa pun: membahas menemukan dibahas dan pembahasan juga. Kata di antara tanda kutip harus berdampingan, seperti \"kota tua\".", "A story must have every word, in whatever form: flooding finds flood and flooded too. Words between quotation marks must stand beside each other, as in \"old town\".";
    none: "Tidak ada berita yang cocok.", "No story matches.";
    none_help: "Periksa ejaannya, pakai lebih sedikit kata, atau lepaskan saringan rubrik dan tanggal.", "Check the spelling, use fewer words, or drop the section and the dates.";
    bad_day: "Tulis tanggal seperti 2024-11-20.", "Write a date like 2024-11-20.";
    found_one: "1 berita ditemukan", "1 story found";
    found: "berita ditemukan", "stories found";
    found_more: "Lebih dari 200 berita cocok; ini 200 yang terdepan.", "More than 200 stories match; these are the first 200.";
    results: "Hasil pencarian", "Search results";
    next: "Hasil berikutnya", "More results";
    again: "Dari hasil pertama", "From the first result";
}

#[cfg(test)]
mod tests {
    use super::ALL_SEARCH;

    #[test]
    fn nothing_is_left_untranslated() {
        crate::text::words::check(ALL_SEARCH);
    }
}
