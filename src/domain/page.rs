//! Keyset paging: a page is "the stories before (or after) this one", never "the stories from
//! number 40 on", so that a page of the past never shifts.

use super::stamp::Stamp;

/// A place in a list that is ordered by time and, within one microsecond, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub at: Stamp,
    pub id: i64,
}

impl Key {
    /// Before everything: where the newest page begins, walking back in time.
    pub const NEWEST: Key = Key {
        at: Stamp::from_micros(i64::MAX),
        id: i64::MAX,
    };

    /// The key as an address prints it. It belongs to one list, named by `scope`: offered to
    /// another list it is refused.
    pub fn to_cursor(self, scope: &str) -> String {
        format!(
            "{:x}-{:x}-{:04x}",
            self.at.micros(),
            self.id,
            check(scope, self)
        )
    }

    /// Reads a cursor back; `None` when it is cut, altered or from another list.
    pub fn from_cursor(cursor: &str, scope: &str) -> Option<Key> {
        let mut parts = cursor.split('-');
        let (at, id, sum) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || cursor.len() > 48 {
            return None;
        }
        let number = |text: &str| i64::from_str_radix(text, 16).ok().filter(|n| *n >= 0);
        let key = Key {
            at: Stamp::from_micros(number(at)?),
            id: number(id)?,
        };
        (cursor == key.to_cursor(scope) && u16::from_str_radix(sum, 16).is_ok()).then_some(key)
    }
}

/// FNV-1a over the scope and the key, folded to 16 bits: it catches slips, not attackers, who
/// would gain nothing.
fn check(scope: &str, key: Key) -> u16 {
    let bytes = scope
        .bytes()
        .chain(key.at.micros().to_le_bytes())
        .chain(key.id.to_le_bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) as u16
}

/// Which way to walk a list from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// Stories older than the key, newest first.
    Before(Key),
    /// Stories newer than the key, those nearest to it.
    After(Key),
}

impl Walk {
    /// Reads the `before` and `after` of an address. Both absent means the newest page.
    pub fn parse(before: Option<&str>, after: Option<&str>, scope: &str) -> Option<Walk> {
        match (before, after) {
            (None, None) => Some(Walk::Before(Key::NEWEST)),
            (Some(cursor), None) => Key::from_cursor(cursor, scope).map(Walk::Before),
            (None, Some(cursor)) => Key::from_cursor(cursor, scope).map(Walk::After),
            (Some(_), Some(_)) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key {
        at: Stamp::from_micros(1_732_079_251_000_000),
        id: 42,
    };

    #[test]
    fn a_cursor_leads_back_to_its_key() {
        assert_eq!(
            Key::from_cursor(&KEY.to_cursor("category:sains"), "category:sains"),
            Some(KEY)
        );
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        assert_eq!(
            Key::from_cursor(&KEY.to_cursor("category:sains"), "category:alam"),
            None
        );
    }

    #[test]
    fn cut_altered_and_invented_cursors_are_refused() {
        let good = KEY.to_cursor("x");
        for end in 0..good.len() {
            assert_eq!(
                Key::from_cursor(&good[..end], "x"),
                None,
                "{}",
                &good[..end]
            );
        }
        for bad in [
            "abc",
            "-1-2-3",
            "1-2-3-4",
            "ffffffffffffffffff-1-0000",
            "1-é-0000",
            &format!("+{good}"),
        ] {
            assert_eq!(Key::from_cursor(bad, "x"), None, "{bad}");
        }
    }

    #[test]
    fn an_address_names_at_most_one_direction() {
        let c = KEY.to_cursor("x");
        assert_eq!(
            Walk::parse(None, None, "x"),
            Some(Walk::Before(Key::NEWEST))
        );
        assert_eq!(Walk::parse(None, Some(&c), "x"), Some(Walk::After(KEY)));
        assert_eq!(Walk::parse(Some(&c), Some(&c), "x"), None);
    }
}
