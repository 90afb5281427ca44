//! The plan of the newsroom: a calendar of what comes and came, and a board by state.

use super::{article::Status, id::ArticleId, moderation::Staff};
use serde::{Deserialize, Serialize};

/// A story on the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: ArticleId,
    pub version: i64,
    pub status: Status,
    /// Empty where none is written yet.
    pub headline: String,
    pub category: String,
    /// Who signs it or is to work on it.
    pub names: Vec<String>,
    /// The same as people read it: `12:07`, `Sel 17:20`, `18 Oktober 2024`; empty for no plan.
    pub when: String,
    /// When it is, was, or is planned to be public: `2024-11-20T12:07` in the site's zone; empty
    /// for no plan.
    pub at: String,
    /// Whether whoever looks may plan it for another time.
    pub plannable: bool,
    /// States inside the newsroom to which they may hand it on.
    pub moves: Vec<Status>,
    /// How often it was read, where it was public.
    pub reads: Option<i64>,
}

impl Card {
    /// The day of its time: `2024-11-20`.
    pub fn day(&self) -> &str {
        self.at.split('T').next().unwrap_or_default()
    }

    /// The clock of its time: `12:07`.
    pub fn clock(&self) -> &str {
        self.at.split_once('T').map_or("", |(_, clock)| clock)
    }

    /// The same time on another day; one without a time is planned for the morning.
    pub fn on(&self, day: &str) -> String {
        let clock = match self.clock() {
            "" => "09:00",
            clock => clock,
        };
        format!("{day}T{clock}")
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// `2024-11-20`
    pub date: String,
    pub number: u8,
    /// `Rabu, 20 November`
    pub name: String,
    /// Whether it belongs to the month that is shown.
    pub inside: bool,
    pub today: bool,
    /// By time.
    pub cards: Vec<Card>,
    /// How many more there are.
    pub more: usize,
}

/// A month, in whole weeks from Monday on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// `November 2024`
    pub title: String,
    /// `2024-10`
    pub before: String,
    pub after: String,
    /// Short names of the days, from Monday on.
    pub weekdays: Vec<String>,
    pub days: Vec<Day>,
    /// Stories that are not public and have no plan.
    pub unplanned: Vec<Card>,
}

/// The stories of one state, last touched first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub status: Status,
    pub cards: Vec<Card>,
    /// Whether there are more of them.
    pub more: bool,
}

/// How the plan is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    Calendar(Month),
    Board(Vec<Column>),
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub staff: Staff,
    pub view: View,
    /// IANA name of the zone that the times are of.
    pub zone: String,
}

/// What the newsroom's first page shows: somebody's own work and what is due. Empty lists for who
/// writes no stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub staff: Staff,
    /// Not public yet, last touched first.
    pub mine: Vec<Card>,
    /// Planned or scheduled for today, or late.
    pub due: Vec<Card>,
    /// What became public last.
    pub latest: Vec<Card>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_keeps_the_time() {
        let mut card = Card {
            id: ArticleId(1),
            version: 1,
            status: Status::Draft,
            headline: String::new(),
            category: String::new(),
            names: Vec::new(),
            when: String::new(),
            at: "2024-11-20T12:07".into(),
            plannable: true,
            moves: Vec::new(),
            reads: None,
        };
        assert_eq!((card.day(), card.clock()), ("2024-11-20", "12:07"));
        assert_eq!(card.on("2024-12-01"), "2024-12-01T12:07");
        card.at = String::new();
        assert_eq!(card.on("2024-12-01"), "2024-12-01T09:00");
    }
}
