//! SERVER. Use cases: domain rules over the store, with time, randomness and zone passed in.

pub mod accounts;
pub mod administering;
mod arranging;
pub mod auditing;
pub mod breaking;
pub mod calling;
pub mod checking;
pub mod clock;
pub mod comment_rules;
pub mod comment_text;
pub mod commenting;
pub mod courier;
pub mod curating;
pub mod demo;
pub mod desk_notices;
pub mod error;
pub mod feeds;
pub mod fetching;
pub mod finishing;
pub mod freshness;
pub mod front_page;
pub mod html;
pub mod icons;
pub mod illustrating;
pub mod importing;
pub mod keeping;
mod letters;
pub mod live;
pub mod logo;
pub mod mail;
pub mod mailing;
pub mod markdown;
pub mod media_store;
pub mod moderating;
pub mod moving;
pub mod notifying;
pub mod passwords;
pub mod pictures;
pub mod planning;
pub mod publishing;
pub mod pushing;
pub mod readership;
pub mod reading;
pub mod redirecting;
pub mod repeating;
pub mod rights;
mod rounds;
pub mod saved_views;
pub mod scale;
pub mod search;
pub mod secret;
pub mod sections;
pub mod sessions;
pub mod settings;
pub mod sharing;
pub mod standing_pages;
pub mod story_desk;
pub mod tagging;
mod telling;
pub mod thread;
pub mod throttle;
pub mod tokens;
mod visibility;
pub mod webhooks;
pub mod writing;
pub mod zone;

use crate::store::Store;
use std::sync::Arc;

/// Everything a use case may need. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    pub store: Store,
    pub clock: Arc<dyn clock::Clock>,
    pub freshness: Arc<freshness::Freshness>,
    /// The files of pictures.
    pub media: media_store::MediaStore,
    /// Absolute address of the site, without a slash at its end.
    pub base_url: Arc<str>,
    /// Keys the hashes of addresses.
    pub secret: secret::Secret,
    /// The live streams.
    pub hub: live::Hub,
    pub mailer: mail::Mailer,
    /// Asks other servers.
    pub fetcher: fetching::Fetcher,
    pub throttle: throttle::Throttle,
    pub hashing: passwords::Hashing,
    /// What was read and is not in the database yet.
    pub readership: readership::Counters,
}
