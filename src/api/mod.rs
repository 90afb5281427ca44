//! SHARED signatures, SERVER bodies. What the app's own pages call: who asks, which use case,
//! what the page depends on. Every function names its address, so that open tabs survive a new
//! build; a test lists them.

#[cfg(feature = "ssr")]
mod at_desk;
pub mod comments;
pub mod library;
pub mod moderation;
pub mod plan;
pub mod standing;
pub mod stories;
#[cfg(feature = "ssr")]
pub mod told;
pub mod visit;
pub mod writing;
