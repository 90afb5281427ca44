//! The names of languages, for those in which stories are written.

use crate::domain::{site::Language, translation::primary};

/// By their tags: in Indonesian, in English (ISO 639).
const NAMES: [(&str, &str, &str); 32] = [
    ("id", "Indonesia", "Indonesian"),
    ("en", "Inggris", "English"),
    ("jv", "Jawa", "Javanese"),
    ("su", "Sunda", "Sundanese"),
    ("mad", "Madura", "Madurese"),
    ("min", "Minangkabau", "Minangkabau"),
    ("ban", "Bali", "Balinese"),
    ("bug", "Bugis", "Buginese"),
    ("ace", "Aceh", "Acehnese"),
    ("bjn", "Banjar", "Banjarese"),
    ("bbc", "Batak Toba", "Batak Toba"),
    ("mak", "Makassar", "Makasar"),
    ("sas", "Sasak", "Sasak"),
    ("ms", "Melayu", "Malay"),
    ("tet", "Tetun", "Tetum"),
    ("zh", "Tionghoa", "Chinese"),
    ("ar", "Arab", "Arabic"),
    ("nl", "Belanda", "Dutch"),
    ("ja", "Jepang", "Japanese"),
    ("ko", "Korea", "Korean"),
    ("de", "Jerman", "German"),
    ("fr", "Prancis", "French"),
    ("es", "Spanyol", "Spanish"),
    ("pt", "Portugis", "Portuguese"),
    ("it", "Italia", "Italian"),
    ("ru", "Rusia", "Russian"),
    ("tr", "Turki", "Turkish"),
    ("hi", "Hindi", "Hindi"),
    ("th", "Thai", "Thai"),
    ("vi", "Vietnam", "Vietnamese"),
    ("tl", "Tagalog", "Tagalog"),
    ("fil", "Filipino", "Filipino"),
];

/// What a language is called, by its tag (BCP 47); `None` for one without a name here.
pub fn language_name(tag: &str, language: Language) -> Option<&'static str> {
    let known = primary(tag).to_ascii_lowercase();
    let (_, id, en) = NAMES.iter().find(|(tag, ..)| *tag == known)?;
    Some(match language {
        Language::Indonesian => id,
        Language::English => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_by_the_first_part_of_its_tag() {
        let name = |tag| language_name(tag, Language::Indonesian);
        assert_eq!(
            (name("en"), name("EN-gb")),
            (Some("Inggris"), Some("Inggris"))
        );
        assert_eq!(name("xx"), None);
        assert_eq!(language_name("id", Language::English), Some("Indonesian"));
    }
}
