//! SHARED. The words of the interface, Indonesian and English beside each other.

mod dates;
mod headline;
mod languages;
#[macro_use]
mod words;
mod arranging;
mod bulk;
mod desk_settings;
mod front;
mod library;
mod newsroom;
mod offline;
mod people;
mod plan;
mod push;
mod search;
mod site_pages;
mod story;
mod tags;
mod webhooks;

pub use arranging::{ArrangingWords, arranging};
pub use bulk::{BulkWords, bulk};
pub use dates::{Dates, day_month, day_month_year, full, month_name, month_year, short_when};
pub use desk_settings::{DeskSettingsWords, desk_settings};
pub use front::{FrontWords, front};
pub use headline::headline_html;
pub use languages::language_name;
pub use library::{LibraryWords, library};
pub use newsroom::{Newsroom, newsroom};
pub use offline::{OfflineWords, offline};
pub use people::{PeopleWords, people};
pub use plan::{PlanWords, plan, told};
pub use push::{PushWords, push};
pub use search::{SearchWords, search};
pub use site_pages::{SitePageWords, site_pages};
pub use story::{StoryWords, objection, story};
pub use tags::{TagWords, tags};
pub use webhooks::{WebhookWords, webhooks};
pub use words::{Labels, Words, labels, words};
