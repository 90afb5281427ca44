//! Times as other formats than our own write them.

use crate::{
    domain::{moment::Moment, stamp::Stamp},
    service::zone::Zone,
};
use axum::http::HeaderValue;

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn day(at: &Moment) -> String {
    let month = MONTHS[usize::from(at.month.clamp(1, 12)) - 1];
    format!(
        "{}, {:02} {month} {:04} {}",
        DAYS[at.weekday()],
        at.day,
        at.year,
        at.clock_seconds()
    )
}

/// `Wed, 20 Nov 2024 12:07:31 +0700` (RFC 2822, 3.3)
pub(super) fn rfc2822(at: &Moment) -> String {
    let sign = if at.offset < 0 { '-' } else { '+' };
    let offset = at.offset.abs();
    format!("{} {sign}{:02}{:02}", day(at), offset / 60, offset % 60)
}

/// `Wed, 20 Nov 2024 05:07:31 GMT` (RFC 9110, 5.6.7)
pub(super) fn http_date(at: Stamp) -> Option<HeaderValue> {
    let text = format!("{} GMT", day(&Zone::utc().moment(at)));
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_as_mail_and_the_web_write_it() {
        let at = Moment::try_from("2024-11-20T12:07:31+07:00[WIB]".to_owned());
        assert_eq!(
            rfc2822(&at.expect("a moment")),
            "Wed, 20 Nov 2024 12:07:31 +0700"
        );
        let at = http_date(Stamp::from_micros(1_732_079_251_000_000));
        assert_eq!(at.expect("a header"), "Wed, 20 Nov 2024 05:07:31 GMT");
    }
}
