//! The site's time zone. The only place that knows the time-zone database.

use crate::domain::{moment::Moment, stamp::Stamp};
use jiff::{Timestamp, civil::date, tz::TimeZone};

/// A time zone by its IANA name.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// A day, with the instants between which it lies.
#[derive(Debug, Clone)]
pub struct CivilDay {
    /// Its beginning.
    pub moment: Moment,
    pub begins: Stamp,
    pub ends: Stamp,
}

impl Zone {
    /// Looks the name up; `None` when no such zone exists.
    pub fn named(name: &str) -> Option<Zone> {
        let zone = TimeZone::get(name).ok()?;
        Some(Zone {
            name: name.to_owned(),
            zone,
        })
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone {
            name: "UTC".to_owned(),
            zone: TimeZone::UTC,
        }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant as a clock in this zone shows it.
    pub fn moment(&self, at: Stamp) -> Moment {
        let timestamp = Timestamp::from_microsecond(at.micros()).unwrap_or(Timestamp::UNIX_EPOCH);
        let info = self.zone.to_offset_info(timestamp);
        let civil = info.offset().to_datetime(timestamp);
        let small = |n: i8| u8::try_from(n).unwrap_or(0);
        Moment {
            year: civil.year(),
            month: small(civil.month()),
            day: small(civil.day()),
            hour: small(civil.hour()),
            minute: small(civil.minute()),
            second: small(civil.second()),
            offset: i16::try_from(info.offset().seconds() / 60).unwrap_or(0),
            zone: short_name(info.abbreviation(), info.offset().seconds()),
        }
    }

    /// The instant of a local time such as `2024-11-20T12:07`; `None` where it is none. A time that a
    /// change of clocks leaves out is taken as the one after it.
    pub fn local(&self, time: &str) -> Option<Stamp> {
        let time: jiff::civil::DateTime = time.parse().ok()?;
        let at = self.zone.to_ambiguous_timestamp(time).compatible().ok()?;
        Some(Stamp::from_micros(at.as_microsecond()))
    }

    /// The instants between which a month lies: its first, and the first of the next. `None` for
    /// a month that is none.
    pub fn month(&self, year: i16, month: u8) -> Option<(Stamp, Stamp)> {
        if !(1..=12).contains(&month) || !(1..=9998).contains(&year) {
            return None;
        }
        let (next_year, next_month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        Some((
            self.start_of_day(year, month, 1)?,
            self.start_of_day(next_year, next_month, 1)?,
        ))
    }

    /// When a day begins that is written as `2024-11-20`.
    pub fn day_begins(&self, day: &str) -> Option<Stamp> {
        let day: jiff::civil::Date = day.parse().ok()?;
        let start = day.to_zoned(self.zone.clone()).ok()?;
        Some(Stamp::from_micros(start.timestamp().as_microsecond()))
    }

    /// The next midnight after an instant.
    pub fn midnight_after(&self, at: Stamp) -> Option<Stamp> {
        let now = self.moment(at);
        let today = date(now.year, now.month as i8, now.day as i8);
        let tomorrow = today.tomorrow().ok()?;
        self.start_of_day(
            tomorrow.year(),
            u8::try_from(tomorrow.month()).ok()?,
            u8::try_from(tomorrow.day()).ok()?,
        )
    }

    /// The days of a month and those that fill its first and last week, from a Monday to a Sunday.
    /// Empty for a month that is none.
    pub fn weeks_of(&self, year: i16, month: u8) -> Vec<CivilDay> {
        use jiff::ToSpan;

        let Ok(first) = jiff::civil::Date::new(year, month as i8, 1) else {
            return Vec::new();
        };
        let before = i64::from(first.weekday().to_monday_zero_offset());
        let last = first.last_of_month();
        let after = i64::from(6 - last.weekday().to_monday_zero_offset());
        let day = |date: jiff::civil::Date| {
            let begin = date.to_zoned(self.zone.clone()).ok()?;
            let begins = Stamp::from_micros(begin.timestamp().as_microsecond());
            let ends = self.midnight_after(begins)?;
            Some(CivilDay {
                moment: self.moment(begins),
                begins,
                ends,
            })
        };
        let count = before + i64::from(last.day()) + after;
        let start = first.checked_sub(before.days()).ok();
        let days = start
            .into_iter()
            .flat_map(|start| (0..count).filter_map(move |n| start.checked_add(n.days()).ok()));
        days.filter_map(day).collect()
    }

    fn start_of_day(&self, year: i16, month: u8, day: u8) -> Option<Stamp> {
        let start = date(year, month as i8, day as i8)
            .to_zoned(self.zone.clone())
            .ok()?;
        Some(Stamp::from_micros(start.timestamp().as_microsecond()))
    }
}

/// Zones without letters of their own are shown as UTC and their offset.
fn short_name(abbreviation: &str, seconds: i32) -> String {
    if abbreviation.chars().all(|c| c.is_ascii_alphabetic()) {
        return abbreviation.to_owned();
    }
    let (sign, seconds) = if seconds < 0 {
        ('-', -seconds)
    } else {
        ('+', seconds)
    };
    match (seconds / 3600, seconds / 60 % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// Reads an RFC 3339 time.
pub fn parse_rfc3339(text: &str) -> Option<Stamp> {
    let timestamp: Timestamp = text.parse().ok()?;
    Some(Stamp::from_micros(timestamp.as_microsecond()))
}

/// Writes an instant as an RFC 3339 time of UTC, to the microsecond where it is not a whole second.
pub fn rfc3339(at: Stamp) -> Option<String> {
    let timestamp = Timestamp::from_microsecond(at.micros()).ok()?;
    Some(timestamp.to_string())
}

/// Reads a time of RFC 2822, as mail and feeds have them.
pub fn parse_rfc2822(text: &str) -> Option<Stamp> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new();
    let timestamp = parser.parse_timestamp(text).ok()?;
    Some(Stamp::from_micros(timestamp.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(zone: &str, time: &str) -> String {
        let at = parse_rfc3339(time).expect("a time");
        String::from(Zone::named(zone).expect("a zone").moment(at))
    }

    #[test]
    fn the_three_zones_of_indonesia_have_their_names() {
        let at = "2024-11-20T05:07:31Z";
        assert_eq!(shown("Asia/Jakarta", at), "2024-11-20T12:07:31+07:00[WIB]");
        assert_eq!(
            shown("Asia/Makassar", at),
            "2024-11-20T13:07:31+08:00[WITA]"
        );
        assert_eq!(shown("Asia/Jayapura", at), "2024-11-20T14:07:31+09:00[WIT]");
    }

    #[test]
    fn zones_without_letters_show_their_offset() {
        assert_eq!(
            shown("Asia/Kathmandu", "2024-11-20T05:07:31Z"),
            "2024-11-20T10:52:31+05:45[UTC+5:45]"
        );
    }

    #[test]
    fn a_month_begins_and_ends_at_local_midnight() {
        let zone = Zone::named("Asia/Jakarta").expect("a zone");
        let (from, to) = zone.month(2024, 12).expect("a month");
        assert_eq!(Some(from), parse_rfc3339("2024-12-01T00:00:00+07:00"));
        assert_eq!(Some(to), parse_rfc3339("2025-01-01T00:00:00+07:00"));
        assert!(zone.month(2024, 13).is_none() && zone.month(2024, 0).is_none());
    }

    #[test]
    fn the_day_changes_at_local_midnight() {
        let zone = Zone::named("Asia/Jakarta").expect("a zone");
        let now = parse_rfc3339("2024-12-31T16:59:59Z").expect("a time");
        assert_eq!(
            zone.midnight_after(now),
            parse_rfc3339("2024-12-31T17:00:00Z")
        );
    }
}
