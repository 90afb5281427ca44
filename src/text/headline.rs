//! Headlines as HTML: reduplicated words (`menara-menara`) and times (`12:07`) never break.

/// Escapes `text` and wraps what must stay on one line.
pub fn headline_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let whole = is_reduplicated(word) || is_time(word);
        if whole {
            out.push_str("<span class=\"nb\">");
        }
        for c in word.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c => out.push(c),
            }
        }
        if whole {
            out.push_str("</span>");
        }
    }
    out
}

/// `menara-menara`, `berwarna-warni`: two parts of like length joined by a hyphen. Long ones may break.
fn is_reduplicated(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    match bare.split_once('-') {
        Some((a, b)) => {
            bare.len() <= 22
                && a.chars().all(char::is_alphabetic)
                && b.chars().all(char::is_alphanumeric)
                && a.len() > 1
        }
        None => false,
    }
}

fn is_time(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_ascii_digit());
    matches!(bare.split_once(':'), Some((h, m)) if !h.is_empty() && h.len() <= 2 && h.bytes().chain(m.bytes()).all(|b| b.is_ascii_digit() || b == b':'))
}

#[cfg(test)]
mod tests {
    use super::headline_html;

    #[test]
    fn keeps_pairs_and_times_together_and_escapes() {
        assert_eq!(
            headline_html("Apa gunanya menara-menara?"),
            "Apa gunanya <span class=\"nb\">menara-menara?</span>"
        );
        assert_eq!(
            headline_html("Dari 12:7 & <b>"),
            "Dari <span class=\"nb\">12:7</span> &amp; &lt;b&gt;"
        );
    }
}
