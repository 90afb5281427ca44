//! SERVER. Everything SQL. Functions are grouped by noun; "not there" is `Ok(None)`, an error is
//! a fault. Reads take a [`Store`]; writes take a [`Tx`] inside [`Store::write`].

pub mod account;
pub mod article;
pub mod category;
pub mod changes;
mod dialect;
pub mod error;
pub mod listing;
pub mod media;
pub mod pool;
mod schema;
pub mod settings;
mod sqlite;
pub mod standing_page;
pub mod tag;
mod writer;

pub use error::StoreError;
pub use pool::{Store, Tx};
