//! SHARED signatures, SERVER bodies. What the app's own pages call: who asks, which use case,
//! what the page depends on. Every function names its address, so that open tabs survive a new
//! build; a test lists them.

pub mod comments;
pub mod library;
pub mod moderation;
#[cfg(feature = "ssr")]
pub mod told;
pub mod visit;
pub mod writing;
