//! SHARED to compile, BROWSER to run: everything that touches the window, called inside effects
//! and event handlers only.

pub mod breaking;
pub mod chrome;
pub mod clipboard;
pub mod clock;
pub mod desk;
pub mod dialog;
pub mod draft;
pub mod embed;
pub mod head;
pub mod locks;
pub mod modal;
pub mod navigation;
pub mod near;
pub mod offline;
pub mod queue;
pub mod reading;
pub mod share;
pub mod story;
pub mod stream;
pub mod suggest;
pub mod surface;
pub mod textarea;
pub mod uploading;
