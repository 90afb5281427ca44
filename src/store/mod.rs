//! SERVER. Everything SQL. Functions are grouped by noun; "not there" is `Ok(None)`, an error is
//! a fault. Reads take a [`Store`]; writes take a [`Tx`] inside [`Store::write`].

pub mod account;
pub mod api_answer;
pub mod api_token;
pub mod article;
pub mod assignment;
pub mod audit;
pub mod category;
pub mod changes;
pub mod comment;
pub mod correction;
pub mod desk_notice;
mod dialect;
pub mod error;
pub mod event;
pub mod follow;
pub mod leaving;
pub mod like;
pub mod listing;
pub mod mail_token;
pub mod media;
pub mod media_library;
pub mod media_use;
pub mod notification;
pub mod pool;
pub mod presence;
pub mod public_article;
pub mod queue;
pub mod recent;
pub mod report;
pub mod revision;
mod schema;
pub mod session;
pub mod settings;
mod sqlite;
pub mod standing_page;
pub mod story;
pub mod story_list;
pub mod story_note;
pub mod surroundings;
pub mod tag;
pub mod thread;
pub mod working_copy;
mod writer;

pub use error::StoreError;
pub use pool::{Store, Tx};
