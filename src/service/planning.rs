//! The plan of the newsroom: what comes when, and what stands where.

use super::{Services, error::ServiceError, rights::Writer, writing, zone::Zone};
use crate::{
    domain::{
        article::Status,
        id::ArticleId,
        page::Key,
        planning::{Card, Column, Day, Month},
        site::Language,
        stamp::Stamp,
        workflow::{self, Act, Power, Reach},
    },
    store::{self, story_list::Line},
    text,
};

/// Stories of a kind in one month.
const MONTH: u32 = 600;
/// Cards on one day.
const DAY: usize = 8;
/// Cards in a column of the board; of what is public or was, a few are enough.
const COLUMN: usize = 25;
const PUBLIC: usize = 8;
/// Cards in a list of the first page, and stories looked through for them.
const FEW: usize = 6;
const OWN: u32 = 60;
/// Microseconds for which something that is late is due.
const LATE: i64 = 30 * 24 * 3_600_000_000;
/// Stories without a plan that are offered.
const UNPLANNED: usize = 20;

/// Who looks, and where it is what time.
pub struct Planner<'a> {
    pub services: &'a Services,
    pub writer: &'a Writer,
    pub zone: &'a Zone,
    pub language: Language,
}

impl Planner<'_> {
    /// Whose power reaches only their own sees only those, so what they see is theirs.
    fn only_own(&self) -> bool {
        workflow::reach(self.writer.viewer().role, Power::Write) == Some(Reach::Own)
    }

    async fn card(&self, line: Line) -> Result<Card, ServiceError> {
        let store = &self.services.store;
        let id = ArticleId(line.id);
        let status = Status::from_word(&line.status).unwrap_or(Status::Draft);
        let signed = store::account::bylines_of(store, id).await?;
        let mut names: Vec<String> = signed.into_iter().map(|named| named.name).collect();
        for (_, name) in store::assignment::of_article(store, id).await? {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let at = time(&line).map(|at| self.zone.moment(Stamp::from_micros(at)));
        let now = self.zone.moment(self.services.clock.now());
        let when = at
            .as_ref()
            .map(|at| text::short_when(at, &now, self.language));
        let at = at.map(|at| at.datetime());
        let role = self.writer.viewer().role;
        let own = self.only_own();
        let inside = [Status::Idea, Status::Draft, Status::InReview, Status::Ready];
        let waits = !matches!(status, Status::Published | Status::Scheduled);
        Ok(Card {
            id,
            reads: line.read_times(),
            version: line.version,
            status,
            headline: line.headline,
            category: line.category,
            names,
            when: when.unwrap_or_default(),
            at: at
                .and_then(|at| at.get(..16).map(str::to_owned))
                .unwrap_or_default(),
            plannable: waits && workflow::may(role, own, status, Act::Edit).is_ok(),
            moves: inside
                .into_iter()
                .filter(|to| *to != status && workflow::may_move(role, own, status, *to).is_ok())
                .collect(),
        })
    }

    /// A month (`2024-11`), or the present one where that is none.
    pub async fn month(&self, month: &str) -> Result<Month, ServiceError> {
        let now = self.zone.moment(self.services.clock.now());
        let (year, number) = year_month(month).unwrap_or((now.year, now.month));
        let own = self.only_own().then(|| self.writer.id());
        let mut days = Vec::new();
        let weeks = self.zone.weeks_of(year, number);
        let bounds = match (weeks.first(), weeks.last()) {
            (Some(first), Some(last)) => (first.begins, last.ends),
            _ => (Stamp::from_micros(0), Stamp::from_micros(0)),
        };
        let store = &self.services.store;
        let mut lines = store::story_list::between(store, own, bounds, MONTH).await?;
        lines.sort_by_key(|line| (time(line), line.id));
        for day in weeks {
            let date = day.moment.datetime()[..10].to_owned();
            let of_day = |line: &&Line| {
                time(line).is_some_and(|at| at >= day.begins.micros() && at < day.ends.micros())
            };
            let of_day: Vec<&Line> = lines.iter().filter(of_day).collect();
            let mut cards = Vec::new();
            // Names are looked up for those alone that are shown.
            for line in of_day.iter().take(DAY) {
                cards.push(self.card((*line).clone()).await?);
            }
            let more = of_day.len().saturating_sub(DAY);
            days.push(Day {
                number: day.moment.day,
                name: text::day_month(&day.moment, self.language),
                inside: day.moment.month == number,
                today: day.moment.same_day(&now),
                date,
                cards,
                more,
            });
        }
        let names = text::Dates::of(self.language).short_days;
        Ok(Month {
            title: text::month_year(year, number, self.language),
            before: month_word(year, number, -1),
            after: month_word(year, number, 1),
            weekdays: (1..=7).map(|n| names[n % 7].to_owned()).collect(),
            days,
            unplanned: self.unplanned().await?,
        })
    }

    async fn unplanned(&self) -> Result<Vec<Card>, ServiceError> {
        let mut cards = Vec::new();
        for status in [Status::Ready, Status::InReview, Status::Draft, Status::Idea] {
            for line in self.lines(status).await? {
                if line.planned_at.is_none() && cards.len() < UNPLANNED {
                    cards.push(self.card(line).await?);
                }
            }
        }
        Ok(cards)
    }

    /// A column for every state.
    pub async fn board(&self) -> Result<Vec<Column>, ServiceError> {
        let mut columns = Vec::new();
        for status in Status::ALL {
            let lines = self.lines(status).await?;
            let most = match status {
                Status::Published | Status::Unpublished => PUBLIC,
                _ => COLUMN,
            };
            let more = lines.len() > most;
            let mut cards = Vec::new();
            for line in lines.into_iter().take(most) {
                cards.push(self.card(line).await?);
            }
            // Withdrawn stories stand there only while there are any.
            if status != Status::Unpublished || !cards.is_empty() {
                columns.push(Column {
                    status,
                    cards,
                    more,
                });
            }
        }
        Ok(columns)
    }

    /// Somebody's own work that is not public, what is due until midnight, and what is public last.
    pub async fn today(&self) -> Result<[Vec<Card>; 3], ServiceError> {
        let wanted = writing::Wanted {
            of: Some(self.writer.id()),
            ..writing::Wanted::default()
        };
        let own = writing::list(self.services, self.writer, wanted, Key::NEWEST, OWN).await?;
        let waits = |line: &Line| !matches!(line.status.as_str(), "published" | "unpublished");
        let mut mine = Vec::new();
        for line in own.into_iter().filter(waits).take(FEW) {
            mine.push(self.card(line).await?);
        }
        let now = self.services.clock.now();
        let midnight = self.zone.midnight_after(now).unwrap_or(now);
        let since = Stamp::from_micros(now.micros() - LATE);
        let of = self.only_own().then(|| self.writer.id());
        let store = &self.services.store;
        let lines = store::story_list::between(store, of, (since, midnight), MONTH).await?;
        let mut due = Vec::new();
        for line in lines.into_iter().filter(waits) {
            due.push(self.card(line).await?);
        }
        due.sort_by(|a, b| (&a.at, a.id.0).cmp(&(&b.at, b.id.0)));
        due.truncate(FEW);
        let mut latest = Vec::new();
        for line in self.lines(Status::Published).await?.into_iter().take(FEW) {
            latest.push(self.card(line).await?);
        }
        latest.sort_by(|a, b| b.at.cmp(&a.at));
        Ok([mine, due, latest])
    }

    async fn lines(&self, status: Status) -> Result<Vec<Line>, ServiceError> {
        let wanted = writing::Wanted {
            status: Some(status),
            ..writing::Wanted::default()
        };
        writing::list(
            self.services,
            self.writer,
            wanted,
            Key::NEWEST,
            COLUMN as u32 + 1,
        )
        .await
    }
}

/// When a story is, was or is planned to be public, in microseconds.
fn time(line: &Line) -> Option<i64> {
    match line.status.as_str() {
        "published" => line.published_at,
        "scheduled" => line.publish_at,
        _ => line.planned_at,
    }
}

fn year_month(text: &str) -> Option<(i16, u8)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((1..=12).contains(&month) && (1..=9998).contains(&year)).then_some((year, month))
}

/// The month so many months away.
fn month_word(year: i16, month: u8, by: i16) -> String {
    let n = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(by);
    format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_over_the_year() {
        assert_eq!(month_word(2024, 12, 1), "2025-01");
        assert_eq!(month_word(2024, 1, -1), "2023-12");
        assert_eq!(year_month("2024-11"), Some((2024, 11)));
        for bad in ["", "2024", "2024-13", "2024-00", "x-11"] {
            assert_eq!(year_month(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_is_shown_in_whole_weeks() {
        let zone = Zone::named("Asia/Jakarta").expect("a zone");
        let days = zone.weeks_of(2024, 11);
        assert_eq!(days.len(), 35);
        let first = &days[0].moment;
        assert_eq!((first.month, first.day, first.weekday()), (10, 28, 1));
        let last = &days[34].moment;
        assert_eq!((last.month, last.day, last.weekday()), (12, 1, 0));
        assert!(days.windows(2).all(|two| two[0].ends == two[1].begins));
    }
}
