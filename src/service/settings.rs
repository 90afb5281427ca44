//! The site's settings, from the database, with defaults.

use super::{error::ServiceError, zone::Zone};
use crate::{
    domain::site::{Language, Settings},
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
            _ => {}
        }
    }
    Ok(settings)
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
        _ => wrong(format!(
            "{name}: no such setting; there are name, tagline, language and zone"
        )),
    }
}

/// Stores one setting. Every page shows some of them, so every page is stale then.
pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), store::StoreError> {
    store::settings::set(tx, name, value).await?;
    store::changes::note(tx, &["site".to_owned()]).await
}
