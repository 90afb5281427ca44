//! `/editor` and below: the newsroom. With the feature `split` all of it lies in chunks of WASM of
//! their own, which readers never fetch. One route serves every page here, because the table of
//! routes is in what readers load.

mod choosing;
pub mod frame;
mod keys;
pub mod library;
mod moderation;
mod notices;
mod page;
mod plan;
mod said;
mod standing;
mod start;
mod stories;
mod story;

#[cfg(not(feature = "split"))]
pub use page::Newsroom;
#[cfg(feature = "split")]
pub use page::NewsroomPage;
