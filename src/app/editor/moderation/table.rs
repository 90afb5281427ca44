//! What the desk knows while it is open, and which row the keys are about.

use crate::{
    browser::desk,
    domain::{
        comment::State,
        id::CommentId,
        moderation::{Desk, Entry, Filter},
    },
    text::Newsroom,
};
use leptos::prelude::*;

/// One row.
#[derive(Clone, Copy)]
pub struct Row {
    pub id: CommentId,
    pub entry: RwSignal<Entry>,
    /// A decision about it is on its way.
    pub busy: RwSignal<bool>,
    /// Why the last one did not come about.
    pub refused: RwSignal<Option<&'static str>>,
    /// It was decided while the page is open, here or by somebody else.
    pub decided: RwSignal<Option<Decided>>,
}

/// What is said of a decision that came while the page is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// The log of the comment tells it.
    Here,
    /// By somebody else, as the stream tells it.
    Elsewhere { state: State, by: Option<String> },
}

impl Row {
    /// The id of its element.
    pub fn element(&self) -> String {
        format!("k-{}", self.id)
    }
}

/// The desk.
#[derive(Clone, Copy)]
pub struct Table {
    pub words: &'static Newsroom,
    pub filter: Filter,
    pub rows: StoredValue<Vec<Row>>,
    /// Which row the keys are about.
    pub current: RwSignal<Option<usize>>,
    /// A button of the mouse, or a finger, is down.
    pub pressing: StoredValue<bool>,
    /// How many rows are chosen.
    pub chosen: RwSignal<u32>,
    /// Comments that came into the list since it was loaded.
    pub arrived: RwSignal<Vec<CommentId>>,
    /// Something may have been missed.
    pub stale: RwSignal<bool>,
    /// Whether the stream is open.
    pub live: RwSignal<bool>,
    /// The session is over.
    pub out: RwSignal<bool>,
    /// For those who listen.
    pub told: RwSignal<String>,
    /// Whether the keys are listed.
    pub help: RwSignal<bool>,
    /// What was decided here last.
    pub last: StoredValue<Option<CommentId>>,
    /// Loads the list anew.
    pub again: Callback<()>,
}

impl Table {
    pub fn new(page: &Desk, words: &'static Newsroom, again: Callback<()>) -> Table {
        let rows = page.entries.iter().map(|entry| Row {
            id: entry.id,
            entry: RwSignal::new(entry.clone()),
            busy: RwSignal::new(false),
            refused: RwSignal::new(None),
            decided: RwSignal::new(None),
        });
        Table {
            words,
            filter: page.filter,
            rows: StoredValue::new(rows.collect()),
            current: RwSignal::new(None),
            pressing: StoredValue::new(false),
            chosen: RwSignal::new(0),
            arrived: RwSignal::new(Vec::new()),
            stale: RwSignal::new(false),
            live: RwSignal::new(false),
            out: RwSignal::new(false),
            told: RwSignal::new(String::new()),
            help: RwSignal::new(false),
            last: StoredValue::new(None),
            again,
        }
    }

    /// Once script runs: the first row has the keys where there is room for its panel.
    pub fn begin(self) {
        if desk::is_wide() && self.row_at(0).is_some() {
            self.show(0);
        }
    }

    /// The row with this number.
    pub fn row_at(self, index: usize) -> Option<Row> {
        self.rows.try_with_value(|rows| rows.get(index).copied())?
    }

    /// The row that the keys are about.
    pub fn row(self) -> Option<Row> {
        self.row_at(self.current.try_get_untracked()??)
    }

    pub fn find(self, id: CommentId) -> Option<(usize, Row)> {
        let found = self.rows.try_with_value(|rows| {
            let index = rows.iter().position(|row| row.id == id)?;
            Some((index, rows[index]))
        });
        found?
    }

    /// Gives the keys to a row and shows its panel, where there is room.
    pub fn show(self, index: usize) {
        let before = self.row();
        self.current.set(Some(index));
        if !desk::is_wide() {
            return;
        }
        if let Some(before) = before {
            desk::panel(&before.element(), false);
        }
        if let Some(row) = self.row_at(index) {
            desk::panel(&row.element(), true);
        }
    }

    /// Moves the keys and the focus by so many rows.
    pub fn step(self, by: isize) {
        let last = self.rows.with_value(Vec::len).saturating_sub(1);
        let index = match self.current.get_untracked() {
            None => 0,
            Some(index) => index.saturating_add_signed(by).min(last),
        };
        self.go_to(index);
    }

    /// Gives the keys and the focus to a row.
    pub fn go_to(self, index: usize) {
        if let Some(row) = self.row_at(index) {
            self.show(index);
            desk::focus(&format!("#{}", row.element()));
        }
    }

    /// Counts the chosen rows, once those that changed have been drawn anew.
    pub fn recount(self) {
        request_animation_frame(move || {
            self.chosen.try_set(desk::chosen());
        });
    }

    /// Opens the panel of a row and asks for the reason of a rejection, or of a ban.
    pub fn ask(self, row: Row, field: &str) {
        if let Some((index, _)) = self.find(row.id) {
            self.show(index);
        }
        desk::panel(&row.element(), true);
        desk::focus(&format!("#{} {field}", row.element()));
    }

    /// Whether there is something to load.
    pub fn has_news(self) -> bool {
        self.stale.get() || self.arrived.with(|ids| !ids.is_empty())
    }

    /// What the button says that loads it.
    pub fn news(self) -> String {
        match self.arrived.with(Vec::len) {
            0 => self.words.show_new.to_owned(),
            n => format!("{n} {} · {}", self.words.arrived, self.words.show_new),
        }
    }
}
