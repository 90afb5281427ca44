//! The site's logo: uploaded by whoever sets the site's name, shown in its place.

use super::{
    Services,
    error::ServiceError,
    illustrating::{Intake, MediaError},
    pictures,
    rights::Administrator,
    settings,
};
use crate::{
    domain::logo::{FILE, Logo},
    store,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// For which screens a logo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Light,
    Dark,
}

impl Screen {
    /// The name of the setting.
    const fn setting(self) -> &'static str {
        match self {
            Screen::Light => "logo",
            Screen::Dark => "logo.dark",
        }
    }
}

/// Makes an uploaded file the logo. The file of the former one stays: kept pages may show it.
pub async fn set(
    services: &Services,
    by: &Administrator,
    screen: Screen,
    intake: Intake,
) -> Result<(), MediaError> {
    let (file, name) = intake.finish().await?;
    let made = pictures::logo(file, name).await??;
    let key = BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>());
    services.media.put(&key, FILE, made.bytes.into()).await?;
    let logo = Logo {
        key,
        width: made.width,
        height: made.height,
    };
    Ok(stored(services, by, screen, logo.setting()).await?)
}

/// The name stands in its place again.
pub async fn clear(services: &Services, by: &Administrator) -> Result<(), ServiceError> {
    for screen in [Screen::Light, Screen::Dark] {
        stored(services, by, screen, String::new()).await?;
    }
    Ok(())
}

async fn stored(
    services: &Services,
    by: &Administrator,
    screen: Screen,
    value: String,
) -> Result<(), ServiceError> {
    let (at, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            settings::set(&mut tx, screen.setting(), &value).await?;
            let subject = format!("setting:{}", screen.setting());
            store::audit::note(&mut tx, at, Some(account), "setting.changed", &subject, "").await
        })
    });
    done.await?;
    services.freshness.purge(&["site"]);
    Ok(())
}
