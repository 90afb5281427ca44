//! The site's settings, from the database, with defaults.

use super::{error::ServiceError, zone::Zone};
use crate::{
    domain::site::{Language, Moderation, Settings, Who},
    store::{self, Store, Tx},
};

/// The settings in force.
pub async fn load(store: &Store) -> Result<Settings, ServiceError> {
    let mut settings = Settings::default();
    for (name, value) in store::settings::all(store).await? {
        match name.as_str() {
            "name" => settings.name = value,
            "tagline" => settings.tagline = value,
            "language" => settings.language = Language::from_tag(&value).unwrap_or_default(),
            "zone" => settings.zone = value,
            "comments.who" => settings.comments.who = Who::from_word(&value).unwrap_or_default(),
            "comments.moderation" => {
                settings.comments.moderation = Moderation::from_word(&value).unwrap_or_default();
            }
            "comments.days_open" => settings.comments.days_open = value.parse().unwrap_or(0),
            "comments.links" => settings.comments.links = value.parse().unwrap_or(2),
            "comments.words" => settings.comments.words = words(&value),
            _ => {}
        }
    }
    Ok(settings)
}

/// One word or phrase a line, in lower case.
fn words(value: &str) -> Vec<String> {
    value
        .lines()
        .map(|line| line.trim().to_lowercase())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Checks a setting before it is stored.
pub fn check(name: &str, value: &str) -> Result<(), ServiceError> {
    let wrong = |what: String| Err(ServiceError::Input(what));
    match name {
        "name" if value.trim().is_empty() => wrong("name: the site needs a name".into()),
        "name" | "tagline" => Ok(()),
        "language" if Language::from_tag(value).is_none() => {
            wrong(format!("language: {value:?} is neither id nor en"))
        }
        "zone" if Zone::named(value).is_none() => wrong(format!(
            "zone: {value:?} is no time zone; Asia/Jakarta, Asia/Makassar and Asia/Jayapura are"
        )),
        "language" | "zone" => Ok(()),
        "comments.who" if Who::from_word(value).is_none() => wrong(format!(
            "comments.who: {value:?} is neither signed_in nor anyone"
        )),
        "comments.moderation" if Moderation::from_word(value).is_none() => wrong(format!(
            "comments.moderation: {value:?} is none of after, first_held and all_held"
        )),
        "comments.days_open" if !value.parse::<u32>().is_ok_and(|n| n <= 3650) => wrong(format!(
            "comments.days_open: {value:?} is no number of days from 0 to 3650; 0 is for ever"
        )),
        "comments.links" if !value.parse::<u32>().is_ok_and(|n| n <= 100) => wrong(format!(
            "comments.links: {value:?} is no number of links from 0 to 100; 0 is never"
        )),
        "comments.words" if words(value).len() > 1000 || value.len() > 20_000 => {
            wrong("comments.words: at most 1000 words, one a line, and 20000 bytes in all".into())
        }
        "comments.who"
        | "comments.moderation"
        | "comments.days_open"
        | "comments.links"
        | "comments.words" => Ok(()),
        _ => wrong(format!(
            "{name}: no such setting; there are name, tagline, language, zone, comments.who, comments.moderation, comments.days_open, comments.links and comments.words"
        )),
    }
}

/// Stores one setting. Every page shows some of them, so every page is stale then.
pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), store::StoreError> {
    store::settings::set(tx, name, value).await?;
    store::changes::note(tx, &["site".to_owned()]).await
}
