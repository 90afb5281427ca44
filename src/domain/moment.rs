//! An instant as a clock on the wall shows it.
//!
//! The server resolves the time zone; what travels is the civil time with its offset and the
//! zone's short name, so that the browser prints dates without a time-zone database.

use serde::{Deserialize, Serialize};

/// Civil date and time, to the second, with offset and zone name.
///
/// Travels as `2024-11-20T12:07:31+07:00[WIB]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    pub year: i16,
    /// 1-12
    pub month: u8,
    /// 1-31
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Minutes east of UTC.
    pub offset: i16,
    /// Short name of the zone at that instant, e.g. `WIB`.
    pub zone: String,
}

impl Moment {
    /// RFC 3339, for the `datetime` attribute: `2024-11-20T12:07:31+07:00`.
    pub fn datetime(&self) -> String {
        let (sign, off) = if self.offset < 0 {
            ('-', -self.offset)
        } else {
            ('+', self.offset)
        };
        format!(
            "{:04}-{:02}-{:02}T{}{sign}{:02}:{:02}",
            self.year,
            self.month,
            self.day,
            self.clock_seconds(),
            off / 60,
            off % 60
        )
    }

    /// `12:07`
    pub fn clock(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// `12:07:31`
    pub fn clock_seconds(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }

    /// Whether both fall on one calendar day.
    pub fn same_day(&self, other: &Moment) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }

    /// Day of the week, 0 is Sunday (Sakamoto's method).
    pub fn weekday(&self) -> usize {
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let month = usize::from(self.month.clamp(1, 12));
        let year = i32::from(self.year) - i32::from(month < 3);
        let days =
            year + year / 4 - year / 100 + year / 400 + SHIFT[month - 1] + i32::from(self.day);
        days.rem_euclid(7) as usize
    }
}

impl From<Moment> for String {
    fn from(m: Moment) -> String {
        format!("{}[{}]", m.datetime(), m.zone)
    }
}

impl TryFrom<String> for Moment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const BAD: &str = "expected a time like 2024-11-20T12:07:31+07:00[WIB]";
        let part = |from: usize, to: usize| {
            text.get(from..to)
                .and_then(|s| s.parse::<i16>().ok())
                .ok_or(BAD)
        };
        let small = |from, to| part(from, to).and_then(|n| u8::try_from(n).map_err(|_| BAD));
        let zone = text
            .get(26..)
            .and_then(|z| z.strip_suffix(']'))
            .ok_or(BAD)?;
        let offset = part(20, 22)? * 60 + part(23, 25)?;
        Ok(Moment {
            year: part(0, 4)?,
            month: small(5, 7)?,
            day: small(8, 10)?,
            hour: small(11, 13)?,
            minute: small(14, 16)?,
            second: small(17, 19)?,
            offset: if text.get(19..20) == Some("-") {
                -offset
            } else {
                offset
            },
            zone: zone.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> Moment {
        Moment {
            year: 2024,
            month: 11,
            day: 20,
            hour: 12,
            minute: 7,
            second: 31,
            offset: 420,
            zone: "WIB".into(),
        }
    }

    #[test]
    fn travels_as_text_and_back() {
        let text = String::from(reference());
        assert_eq!(text, "2024-11-20T12:07:31+07:00[WIB]");
        assert_eq!(Moment::try_from(text), Ok(reference()));
    }

    #[test]
    fn offsets_west_of_greenwich_survive() {
        let west = Moment {
            offset: -210,
            zone: "NST".into(),
            ..reference()
        };
        assert_eq!(Moment::try_from(String::from(west.clone())), Ok(west));
    }

    #[test]
    fn knows_the_day_of_the_week() {
        assert_eq!(reference().weekday(), 3, "20 November 2024 was a Wednesday");
        let leap = Moment {
            year: 2024,
            month: 2,
            day: 29,
            ..reference()
        };
        assert_eq!(leap.weekday(), 4, "29 February 2024 was a Thursday");
    }

    #[test]
    fn refuses_what_is_not_a_time() {
        for bad in [
            "",
            "2024",
            "2024-11-20T12:07:31+07:00",
            "éééééééééééééééééééééééééé]",
        ] {
            assert!(Moment::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
