//! Dates in words. Days and months are zero-padded nowhere, hours and minutes always.

use crate::domain::{moment::Moment, site::Language};

/// Names of days and months.
#[derive(Debug)]
pub struct Dates {
    /// From Sunday on.
    pub days: [&'static str; 7],
    /// The same, short.
    pub short_days: [&'static str; 7],
    /// From January on.
    pub months: [&'static str; 12],
}

static INDONESIAN: Dates = Dates {
    days: [
        "Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu",
    ],
    short_days: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
    months: [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
};

static ENGLISH: Dates = Dates {
    days: [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    short_days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

impl Dates {
    /// The names in this language.
    pub fn of(language: Language) -> &'static Dates {
        match language {
            Language::Indonesian => &INDONESIAN,
            Language::English => &ENGLISH,
        }
    }

    fn month(&'static self, number: u8) -> &'static str {
        self.months[usize::from(number.clamp(1, 12)) - 1]
    }
}

/// `Rabu, 20 November 2024`
pub fn day_month_year(moment: &Moment, language: Language) -> String {
    format!("{} {}", day_month(moment, language), moment.year)
}

/// `Rabu, 20 November`
pub fn day_month(moment: &Moment, language: Language) -> String {
    let dates = Dates::of(language);
    format!(
        "{}, {} {}",
        dates.days[moment.weekday()],
        moment.day,
        dates.month(moment.month)
    )
}

/// `Rabu, 20 November 2024 12:07:31 WIB`
pub fn full(moment: &Moment, language: Language) -> String {
    format!(
        "{} {} {}",
        day_month_year(moment, language),
        moment.clock_seconds(),
        moment.zone
    )
}

/// `November`
pub fn month_name(month: u8, language: Language) -> &'static str {
    Dates::of(language).month(month)
}

/// `November 2024`
pub fn month_year(year: i16, month: u8, language: Language) -> String {
    format!("{} {year}", Dates::of(language).month(month))
}

/// The time alone on `day` itself (`12:07`), with the short weekday in the six days before it
/// (`Sel 17:20`), else the whole date (`18 Oktober 2022`).
pub fn short_when(moment: &Moment, day: &Moment, language: Language) -> String {
    let dates = Dates::of(language);
    match day_number(day) - day_number(moment) {
        0 => moment.clock(),
        1..=6 => format!("{} {}", dates.short_days[moment.weekday()], moment.clock()),
        _ => format!(
            "{} {} {}",
            moment.day,
            dates.month(moment.month),
            moment.year
        ),
    }
}

/// Days since 1 March of year 0 (the civil-from-days arithmetic of Howard Hinnant,
/// <https://howardhinnant.github.io/date_algorithms.html>).
fn day_number(m: &Moment) -> i64 {
    let year = i64::from(m.year) - i64::from(m.month < 3);
    let month = (i64::from(m.month) + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + i64::from(m.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::try_from(text.to_owned()).expect("a moment")
    }

    #[test]
    fn the_reference_date_reads_as_printed() {
        let at = moment("2024-11-20T12:07:31+07:00[WIB]");
        assert_eq!(
            full(&at, Language::Indonesian),
            "Rabu, 20 November 2024 12:07:31 WIB"
        );
        assert_eq!(
            full(&at, Language::English),
            "Wednesday, 20 November 2024 12:07:31 WIB"
        );
    }

    #[test]
    fn near_times_are_short_and_far_ones_whole() {
        let day = moment("2024-11-20T12:07:31+07:00[WIB]");
        let when = |text: &str| short_when(&moment(text), &day, Language::Indonesian);
        assert_eq!(when("2024-11-20T08:05:00+07:00[WIB]"), "08:05");
        assert_eq!(when("2024-11-19T17:20:00+07:00[WIB]"), "Sel 17:20");
        assert_eq!(when("2024-11-14T17:20:00+07:00[WIB]"), "Kam 17:20");
        assert_eq!(when("2024-11-13T17:20:00+07:00[WIB]"), "13 November 2024");
        assert_eq!(when("2022-10-18T23:08:41+07:00[WIB]"), "18 Oktober 2022");
    }
}
