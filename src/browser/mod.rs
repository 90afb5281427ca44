//! SHARED to compile, BROWSER to run: everything that touches the window, called inside effects
//! and event handlers only.

pub mod chrome;
pub mod clipboard;
pub mod navigation;
pub mod share;
