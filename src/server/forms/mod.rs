//! Plain forms, which work before and without any script: success answers 303, a refusal shows
//! the page again with 422, what was typed, and what is wrong with it.

pub(super) mod account;
pub(super) mod arranging;
mod comment;
pub(super) mod fields;
pub(super) mod front;
mod invitation;
pub(super) mod moderation;
mod notices;
pub(super) mod people;
mod recovery;
mod settings;
mod sign_in;
pub(super) mod site_settings;
pub(super) mod standing;
pub(super) mod tags;
pub(super) mod webhooks;
