//! SHARED. Pure rules and types: no I/O, no framework.
pub mod address;
pub mod article;
pub mod category;
pub mod document;
pub mod id;
pub mod listing;
pub mod media;
pub mod moment;
pub mod page;
pub mod printed;
pub mod site;
pub mod slug;
pub mod stamp;
