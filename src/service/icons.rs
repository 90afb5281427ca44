//! The icons of an installed site, drawn of its logo when somebody asks and kept while the server
//! runs: drawing one takes some milliseconds, and few are ever asked for.

use super::{
    error::ServiceError,
    media_store::MediaStore,
    pictures::{self, Icon},
};
use crate::domain::logo::FILE;
use bytes::Bytes;
use moka::future::Cache;
use std::sync::Arc;

/// Of this logo and the last few before it.
const MOST: u64 = 32;

/// The icons that were drawn. Cheap to clone.
#[derive(Clone)]
pub struct Icons(Cache<(String, &'static str), Option<Bytes>>);

impl Default for Icons {
    fn default() -> Icons {
        Icons(Cache::new(MOST))
    }
}

impl Icons {
    /// The icon of the logo whose file is kept under `key`; `None` where there is no such logo.
    /// Requests for one icon share its drawing.
    pub async fn of(
        &self,
        media: &MediaStore,
        key: &str,
        icon: Icon,
    ) -> Result<Option<Bytes>, Arc<ServiceError>> {
        if pictures::mime_at(key, FILE).is_none() {
            return Ok(None);
        }
        let drawn = async {
            let Some(logo) = media.get(key, FILE).await? else {
                return Ok(None);
            };
            match pictures::icon(logo, icon).await? {
                Ok(drawn) => Ok(Some(drawn.into())),
                Err(refusal) => Err(ServiceError::Input(format!(
                    "the logo {key}/{FILE} cannot be drawn as an icon ({refusal}): upload it again"
                ))),
            }
        };
        let at = (key.to_owned(), icon.name());
        let found: Option<Bytes> = self.0.try_get_with(at.clone(), drawn).await?;
        if found.is_none() {
            // Whoever guesses keys must not push out what is asked for.
            self.0.invalidate(&at).await;
        }
        Ok(found)
    }
}
