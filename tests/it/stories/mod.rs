//! Stories as the newsroom writes them: through the API and through the use cases behind it.

mod arranging;
mod copies;
mod desk;
mod front;
mod history;
mod identity;
mod listing;
mod logo;
mod noting;
mod planning;
mod purging;
mod racing;
mod readership;
mod rights;
mod scheduling;
mod searching;
mod sharing;
mod standing;
mod tagging;
mod translating;
mod world;
mod writing;
