//! SHARED. Pieces of pages: they get data as props, load nothing and react to nothing. The server
//! draws them; what reacts is in `app`.

pub mod card;
pub mod chrome;
pub mod entry;
pub mod follow;
pub mod icon;
pub mod pager;
pub mod picture;
pub mod problem;
pub mod sheet;
pub mod time;
pub mod wordmark;

use crate::{
    domain::{site::Site, translation::same_language},
    text::Words,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The site whose page is being drawn. Provided by the frame's owner before any component.
pub fn site() -> Arc<Site> {
    expect_context::<Arc<Site>>()
}

/// The interface in the site's language.
pub fn words() -> &'static Words {
    crate::text::words(site().language)
}

/// The language of a piece, for its `lang`, where that is not the site's (BCP 47).
pub fn other_language(tag: &str) -> Option<String> {
    (!same_language(tag, site().language.tag())).then(|| tag.to_owned())
}
