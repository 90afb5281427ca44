//! What decides whether a comment is public at once. Without anybody else's help: words, links,
//! likeness to recent spam, a trap for machines, and a look at the first comment of an account.

use super::comment_text::Rendered;
use crate::domain::{
    account::Viewer,
    site::{Comments, Moderation},
    stamp::Stamp,
};
use std::{collections::HashSet, time::Duration};

/// Nobody composes a comment in less.
pub const COMPOSING: Duration = Duration::from_secs(3);
/// Comments a minute from one account, and from one address.
pub const PER_ACCOUNT: i64 = 5;
pub const PER_ADDRESS: i64 = 20;
/// The minute, in microseconds.
pub const MINUTE: i64 = 60_000_000;
/// How many spam comments a new one is compared with.
pub const SPAM_COMPARED: u32 = 50;
/// Share of the shorter text's word groups that makes two texts alike.
const ALIKE: f64 = 0.6;
/// Fewer groups of words than this say nothing.
const FEWEST: usize = 4;

/// What becomes of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Publish,
    /// Held, with a stable word that says why: `unverified`, `words:…`, `links`, `similar`,
    /// `fast`, `all` or `first`.
    Hold(String),
    /// Spam beyond doubt: `honeypot`.
    Spam(&'static str),
}

/// What is known when a comment is judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub settings: &'a Comments,
    /// `None` for a guest.
    pub author: Option<&'a Viewer>,
    /// A comment of the author was approved before.
    pub trusted: bool,
    pub text: &'a Rendered,
    pub honeypot: &'a str,
    pub composing: Option<Duration>,
    pub spam: &'a [String],
}

/// Judges a new comment.
pub fn judge(case: &Case<'_>) -> Outcome {
    if case.author.is_some_and(|author| author.role.is_staff()) {
        return Outcome::Publish;
    }
    if !case.honeypot.trim().is_empty() {
        return Outcome::Spam("honeypot");
    }
    if case.author.is_some_and(|author| !author.verified) {
        return Outcome::Hold("unverified".into());
    }
    if let Some(reason) = by_text(case) {
        return Outcome::Hold(reason);
    }
    if case.composing.is_some_and(|time| time < COMPOSING) {
        return Outcome::Hold("fast".into());
    }
    match case.settings.moderation {
        Moderation::AllHeld => Outcome::Hold("all".into()),
        Moderation::FirstHeld if !case.trusted => Outcome::Hold("first".into()),
        Moderation::FirstHeld | Moderation::After => Outcome::Publish,
    }
}

/// Judges the new text of a comment that is public already.
pub fn judge_edit(case: &Case<'_>) -> Outcome {
    if case.author.is_some_and(|author| author.role.is_staff()) {
        return Outcome::Publish;
    }
    if let Some(reason) = by_text(case) {
        return Outcome::Hold(reason);
    }
    match case.settings.moderation {
        Moderation::AllHeld => Outcome::Hold("all".into()),
        Moderation::FirstHeld | Moderation::After => Outcome::Publish,
    }
}

fn by_text(case: &Case<'_>) -> Option<String> {
    let text = case.text.body.to_lowercase();
    if let Some(word) = case.settings.words.iter().find(|word| holds(&text, word)) {
        return Some(format!("words:{word}"));
    }
    let limit = case.settings.links as usize;
    if limit > 0 && case.text.links >= limit {
        return Some("links".into());
    }
    resembles(&case.text.body, case.spam).then(|| "similar".into())
}

/// Whether a word stands in a text, not merely inside another word. Both in lower case.
fn holds(text: &str, word: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !word.is_empty()
        && text.match_indices(word).any(|(at, found)| {
            outside(text[..at].chars().next_back())
                && outside(text[at + found.len()..].chars().next())
        })
}

/// Whether a text is much like one of these.
fn resembles(text: &str, others: &[String]) -> bool {
    if others.is_empty() {
        return false;
    }
    let own = shingles(text);
    others.iter().any(|other| {
        let other = shingles(other);
        let (fewer, more) = if own.len() < other.len() {
            (&own, &other)
        } else {
            (&other, &own)
        };
        let shared = fewer.intersection(more).count();
        fewer.len() >= FEWEST && shared as f64 >= ALIKE * fewer.len() as f64
    })
}

/// Hashes of all groups of three words that follow each other, from the beginning of a text.
fn shingles(text: &str) -> HashSet<u64> {
    let start: String = text.chars().take(1000).collect();
    let words: Vec<u64> = start
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
                (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
            })
        })
        .collect();
    words
        .windows(3)
        .map(|w| {
            w.iter().fold(17, |h: u64, n| {
                (h ^ n).wrapping_mul(0x0100_0000_01b3).rotate_left(7)
            })
        })
        .collect()
}

/// Whether a thread is past its days.
pub fn is_over(settings: &Comments, published: Stamp, now: Stamp) -> bool {
    let days = i64::from(settings.days_open);
    days > 0 && now.micros() > published.micros() + days * 24 * 60 * MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{account::Role, id::AccountId},
        service::comment_text::render,
    };

    fn viewer(role: Role, verified: bool) -> Viewer {
        Viewer {
            id: AccountId(1),
            name: "Ratih".into(),
            email: "ratih@warta.example".into(),
            role,
            verified,
        }
    }

    fn settings(moderation: Moderation) -> Comments {
        Comments {
            moderation,
            words: vec!["judi".into(), "slot gacor".into()],
            ..Comments::default()
        }
    }

    #[test]
    fn the_table_of_rules() {
        use Moderation::{After, AllHeld, FirstHeld};
        let spam = [
            "Menang besar setiap hari di situs kami, daftar sekarang juga dan klaim bonus"
                .to_owned(),
        ];
        let like_spam = "MENANG besar, setiap hari! di situs kami daftar sekarang juga";
        let links = "https://a.test dan https://b.test";
        let ms = |n| Some(Duration::from_millis(n));
        let rows = [
            (FirstHeld, true, true, "Halo", "", None, ""),
            (FirstHeld, true, false, "Halo", "", None, "first"),
            (After, true, false, "Halo", "", None, ""),
            (AllHeld, true, true, "Halo", "", None, "all"),
            (After, false, true, "Halo", "", None, "unverified"),
            (After, true, true, "Main JUDI yuk", "", None, "words:judi"),
            (
                After,
                true,
                true,
                "slot gacor!",
                "",
                None,
                "words:slot gacor",
            ),
            (After, true, true, "judicial", "", None, ""),
            (After, true, true, links, "", None, "links"),
            (After, true, true, "https://a.test", "", None, ""),
            (After, true, true, like_spam, "", None, "similar"),
            (After, true, true, "Halo", "", ms(200), "fast"),
            (After, true, true, "Halo", "", ms(3000), ""),
            (After, true, true, "Halo", "http://x", None, "honeypot"),
        ];
        for (moderation, verified, trusted, body, honeypot, composing, want) in rows {
            let (reader, settings, text) = (
                viewer(Role::Reader, verified),
                settings(moderation),
                render(body),
            );
            let case = Case {
                settings: &settings,
                author: Some(&reader),
                trusted,
                text: &text,
                honeypot,
                composing,
                spam: &spam,
            };
            let got = match judge(&case) {
                Outcome::Publish => String::new(),
                Outcome::Hold(reason) => reason,
                Outcome::Spam(reason) => reason.into(),
            };
            assert_eq!(got, want, "{body:?} {moderation:?}");
            let staff = viewer(Role::Contributor, false);
            let case = Case {
                author: Some(&staff),
                ..case
            };
            assert_eq!(
                (judge(&case), judge_edit(&case)),
                (Outcome::Publish, Outcome::Publish)
            );
        }
    }

    #[test]
    fn guests_wait_like_new_accounts() {
        let text = render("Halo");
        for (moderation, want) in [
            (Moderation::After, Outcome::Publish),
            (Moderation::FirstHeld, Outcome::Hold("first".into())),
        ] {
            let case = Case {
                settings: &settings(moderation),
                author: None,
                trusted: false,
                text: &text,
                honeypot: "",
                composing: None,
                spam: &[],
            };
            assert_eq!(judge(&case), want);
        }
    }

    #[test]
    fn short_texts_are_like_nothing() {
        assert!(!resembles("terima kasih", &["terima kasih".into()]));
    }

    #[test]
    fn threads_close_after_their_days() {
        let day = 24 * 60 * MINUTE;
        let (published, later) = (Stamp::from_micros(day), Stamp::from_micros(32 * day));
        let open = |days_open| Comments {
            days_open,
            ..Comments::default()
        };
        assert!(!is_over(&open(0), published, later));
        assert!(is_over(&open(30), published, later));
        assert!(!is_over(&open(31), published, later));
    }
}
