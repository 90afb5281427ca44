//! Places of the front page that an editor may fill by hand.

/// Stories beneath the lead.
pub const SECONDS: u8 = 3;

/// A place of the front page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    Lead,
    /// Beneath the lead, counted from 1 to [`SECONDS`].
    Second(u8),
    /// The first story of the block of the category with this slug.
    Block(String),
}

impl Slot {
    /// The word in the database, in forms and in addresses.
    pub fn word(&self) -> String {
        match self {
            Slot::Lead => "lead".to_owned(),
            Slot::Second(n) => format!("second-{n}"),
            Slot::Block(slug) => format!("block:{slug}"),
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Slot> {
        if word == "lead" {
            return Some(Slot::Lead);
        }
        if let Some(slug) = word.strip_prefix("block:") {
            return (!slug.is_empty()).then(|| Slot::Block(slug.to_owned()));
        }
        let n = word.strip_prefix("second-")?.parse().ok()?;
        (1..=SECONDS).contains(&n).then_some(Slot::Second(n))
    }

    /// The place beside it among the seconds.
    pub fn beside(&self, by: i8) -> Option<Slot> {
        let Slot::Second(n) = self else {
            return None;
        };
        let n = n.checked_add_signed(by)?;
        (1..=SECONDS).contains(&n).then_some(Slot::Second(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_names_a_place_or_nothing() {
        for slot in [
            Slot::Lead,
            Slot::Second(1),
            Slot::Second(3),
            Slot::Block("alam".into()),
        ] {
            assert_eq!(Slot::from_word(&slot.word()), Some(slot));
        }
        for word in ["", "second-0", "second-4", "second-", "block:", "rail"] {
            assert_eq!(Slot::from_word(word), None, "{word}");
        }
    }

    #[test]
    fn seconds_have_neighbours() {
        assert_eq!(Slot::Second(1).beside(1), Some(Slot::Second(2)));
        assert_eq!(Slot::Second(1).beside(-1), None);
        assert_eq!(Slot::Second(3).beside(1), None);
        assert_eq!(Slot::Lead.beside(1), None);
    }
}
