//! A headline in lines: as large as it fits, in as few lines as that size needs, of like length.

/// Sizes in pixels, the largest first, and in how many lines each is set at most.
const STEPS: [(f32, usize); 8] = [
    (128.0, 2),
    (108.0, 3),
    (94.0, 3),
    (84.0, 4),
    (74.0, 4),
    (66.0, 5),
    (58.0, 5),
    (52.0, 6),
];

/// A word of so many letters may break after a hyphen or a slash; a shorter one, such as
/// `menara-menara`, stays whole.
const LONG_WORD: usize = 23;

/// What it costs to end a line with a word that belongs to the next: a little more than a line that
/// is a fifth short.
const CLINGING: f32 = 0.05;
/// And what a last line of one word costs.
const ALONE: f32 = 0.1;

/// A headline ready to be drawn.
#[derive(Debug, PartialEq)]
pub(super) struct Set {
    /// Pixels to the em.
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// What stays together on a line.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    /// Whether a space stands before it, unless it begins a line.
    spaced: bool,
    /// In ems.
    width: f32,
}

/// Sets a text in lines of at most `width` pixels; `measure` tells how long a text is in ems. What
/// does not fit even in the smallest size ends in an ellipsis.
pub(super) fn fit(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Set {
    let space = measure(" ");
    let pieces = pieces(text, &measure);
    for (size, most) in STEPS {
        if let Some(lines) = even(&pieces, space, width / size, most) {
            return Set { size, lines };
        }
    }
    let (size, most) = STEPS[STEPS.len() - 1];
    let lines = cut(&pieces, width / size, most, &measure);
    Set { size, lines }
}

/// One line that is at most so many ems long, with an ellipsis where it had to be cut.
pub(super) fn one_line(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> String {
    match measure(text) <= width {
        true => text.to_owned(),
        false => shortened(text, width, &measure),
    }
}

fn pieces<'a>(text: &'a str, measure: &impl Fn(&str) -> f32) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut spaced = true;
        let mut add = |text: &'a str| {
            let width = measure(text);
            pieces.push(Piece {
                text,
                spaced,
                width,
            });
            spaced = false;
        };
        match word.chars().count() < LONG_WORD {
            true => add(word),
            false => word
                .split_inclusive(['-', '/', '\u{2013}', '\u{2014}'])
                .for_each(&mut add),
        }
    }
    pieces
}

/// The length of a line of these pieces.
fn length(pieces: &[Piece<'_>], space: f32) -> f32 {
    let words = pieces.iter().enumerate().map(|(n, piece)| {
        let gap = if n > 0 && piece.spaced { space } else { 0.0 };
        gap + piece.width
    });
    words.sum()
}

fn joined(pieces: &[Piece<'_>]) -> String {
    let mut line = String::new();
    for piece in pieces {
        if piece.spaced && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(piece.text);
    }
    line
}

/// How many lines the pieces need; `None` where one of them is longer than a line, or the lines
/// are more than `most`.
fn needed(pieces: &[Piece<'_>], space: f32, width: f32, most: usize) -> Option<usize> {
    let (mut lines, mut begun) = (1, 0);
    for end in 1..=pieces.len() {
        if length(&pieces[begun..end], space) <= width {
            continue;
        }
        begun = end - 1;
        lines += 1;
        if pieces[begun].width > width || lines > most {
            return None;
        }
    }
    Some(lines)
}

/// Whether a word belongs to the one after it: short words in lower case do (`di`, `ke`, `the`,
/// `of`), and what a sum begins with.
fn clings(word: &str) -> bool {
    let short = word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    short || word == "Rp"
}

/// The pieces in as few lines as they need, those as even as can be.
fn even(pieces: &[Piece<'_>], space: f32, width: f32, most: usize) -> Option<Vec<String>> {
    let lines = needed(pieces, space, width, most)?;
    let all = pieces.len();
    // For the line that is being filled: what the best way to a place costs, and where the line
    // that ends there begins, of every line before.
    let mut costs: Vec<Option<f32>> = vec![None; all + 1];
    costs[0] = Some(0.0);
    let mut begins: Vec<Vec<usize>> = Vec::with_capacity(lines);
    for _ in 0..lines {
        let mut next = vec![None; all + 1];
        let mut from = vec![0; all + 1];
        for (begin, cost) in costs.iter().enumerate() {
            let Some(cost) = cost else { continue };
            for end in begin + 1..=all {
                let length = length(&pieces[begin..end], space);
                if length > width {
                    break;
                }
                let cost = cost + raggedness(pieces, begin..end, 1.0 - length / width);
                if next[end].is_none_or(|best| cost < best) {
                    next[end] = Some(cost);
                    from[end] = begin;
                }
            }
        }
        costs = next;
        begins.push(from);
    }
    costs[all]?;
    let mut set = Vec::with_capacity(lines);
    let mut end = all;
    for from in begins.iter().rev() {
        set.push(joined(&pieces[from[end]..end]));
        end = from[end];
    }
    set.reverse();
    Some(set)
}

/// What a line of these pieces costs that is short by this share.
fn raggedness(pieces: &[Piece<'_>], line: std::ops::Range<usize>, short: f32) -> f32 {
    let last = line.end == pieces.len();
    let clinging = !last && clings(pieces[line.end - 1].text);
    let alone = last && line.start > 0 && line.len() == 1;
    short * short + if clinging { CLINGING } else { 0.0 } + if alone { ALONE } else { 0.0 }
}

/// As much as fits, line after line, and an ellipsis.
fn cut(
    pieces: &[Piece<'_>],
    width: f32,
    most: usize,
    measure: &impl Fn(&str) -> f32,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces {
        let mut rest = piece.text;
        let gap = if piece.spaced && !line.is_empty() {
            " "
        } else {
            ""
        };
        let longer = format!("{line}{gap}{rest}");
        if measure(&longer) <= width {
            line = longer;
            continue;
        }
        if lines.len() + 1 == most {
            lines.push(shortened(&longer, width, measure));
            return lines;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        // Longer than a line: it breaks wherever the line ends.
        while measure(rest) > width {
            if lines.len() + 1 == most {
                lines.push(shortened(rest, width, measure));
                return lines;
            }
            let at = fitting(rest, |part| measure(part) <= width).max(first(rest));
            lines.push(rest[..at].to_owned());
            rest = &rest[at..];
        }
        line = rest.to_owned();
    }
    lines.push(line);
    lines
}

/// Bytes of a text's first letter.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Bytes of the longest beginning of a text that fits.
fn fitting(text: &str, fits: impl Fn(&str) -> bool) -> usize {
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    match ends.partition_point(|end| fits(&text[..*end])) {
        0 => 0,
        n => ends[n - 1],
    }
}

/// The beginning of a text with an ellipsis, at the end of a word where one is near.
fn shortened(text: &str, width: f32, measure: &impl Fn(&str) -> f32) -> String {
    let mark = '\u{2026}';
    let whole = |part: &str| {
        format!(
            "{}{mark}",
            part.trim_end_matches(|c: char| !c.is_alphanumeric())
        )
    };
    let at = fitting(text, |part| measure(&whole(part)) <= width);
    let part = &text[..at];
    let inside = text[at..].starts_with(|c: char| !c.is_whitespace());
    match part.rfind(' ') {
        Some(space) if inside && part.len() - space < LONG_WORD => whole(&part[..space]),
        _ => whole(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half an em a letter.
    fn measure(text: &str) -> f32 {
        text.chars().count() as f32 / 2.0
    }

    fn set(text: &str) -> Set {
        fit(text, 1056.0, measure)
    }

    #[test]
    fn the_longer_the_smaller() {
        let mut size = f32::MAX;
        for words in [1, 5, 9, 13, 20, 28] {
            let now = set(&"banjir ".repeat(words));
            assert!(now.size <= size, "{now:?}");
            size = now.size;
            for line in &now.lines {
                assert!(measure(line) * now.size <= 1056.0, "{line}");
            }
        }
        assert_eq!(set("Banjir surut").size, 128.0);
        assert!(size < 66.0);
    }

    #[test]
    fn lines_are_even_and_no_word_is_left_alone() {
        let lines = set("Pemerintah kota menambah anggaran untuk perbaikan sekolah").lines;
        let lengths: Vec<usize> = lines.iter().map(String::len).collect();
        let (min, max) = (lengths.iter().min(), lengths.iter().max());
        assert!(
            lines.len() > 1 && max.zip(min).is_some_and(|(max, min)| max - min <= 8),
            "{lines:?}"
        );
        assert!(lines.iter().all(|line| line.contains(' ')), "{lines:?}");
    }

    #[test]
    fn short_words_stay_with_what_they_belong_to() {
        let two = |text: &str| {
            let space = 0.5;
            even(&pieces(text, &measure), space, 9.0, 2).expect("two lines")
        };
        assert_eq!(
            two("Banjir besar di Kota Tua"),
            ["Banjir besar", "di Kota Tua"]
        );
        assert_eq!(
            two("Harga naik Rp 500 hari ini"),
            ["Harga naik", "Rp 500 hari ini"]
        );
    }

    #[test]
    fn pairs_stay_whole_and_only_long_words_break_at_their_hyphens() {
        let texts = |text: &'static str| -> Vec<&str> {
            pieces(text, &measure)
                .iter()
                .map(|piece| piece.text)
                .collect()
        };
        assert_eq!(
            texts("Apa guna menara-menara"),
            ["Apa", "guna", "menara-menara"]
        );
        assert_eq!(
            texts("ditanggungjawab-tanggungjawabkan"),
            ["ditanggungjawab-", "tanggungjawabkan"]
        );
        let whole = joined(&pieces("a ditanggungjawab-tanggungjawabkan b", &measure));
        assert_eq!(whole, "a ditanggungjawab-tanggungjawabkan b");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let long = set(&"Kata menteri, banjir ".repeat(40));
        assert_eq!((long.size, long.lines.len()), (52.0, 6));
        let last = long.lines.last().expect("a line");
        assert!(
            last.ends_with('\u{2026}')
                && !last.ends_with(",\u{2026}")
                && !last.ends_with(" \u{2026}")
        );
        let unbroken = set(&"x".repeat(400));
        assert!(unbroken.lines.len() <= 6);
        for line in long.lines.iter().chain(&unbroken.lines) {
            assert!(measure(line) * 52.0 <= 1056.0, "{line}");
        }
        assert_eq!(unbroken.lines.concat().matches('\u{2026}').count(), 1);
    }

    #[test]
    fn a_word_longer_than_a_line_breaks_and_loses_nothing() {
        let text = format!("Di {} kini", "y".repeat(60));
        let set = set(&text);
        assert_eq!(set.lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn a_line_that_fits_is_left_as_it_is() {
        assert_eq!(one_line("Kabar Kota", 5.0, measure), "Kabar Kota");
        assert_eq!(
            one_line("Kabar Kota Tua", 6.0, measure),
            "Kabar Kota\u{2026}"
        );
        assert_eq!(
            one_line("Kabarkotatuakita", 5.0, measure),
            "Kabarkota\u{2026}"
        );
    }
}
