//! An instant.

/// An instant in UTC, in whole microseconds since 1970-01-01T00:00:00Z: the precision that both
/// databases keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp(i64);

impl Stamp {
    /// From microseconds since 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Stamp(micros)
    }

    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }
}
