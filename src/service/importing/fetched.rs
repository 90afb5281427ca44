//! Pictures of the other site that are fetched from where they still stand.

use super::{ImportError, Skipped, pictures};
use crate::service::{
    Services,
    fetching::{FetchError, Limits},
    illustrating::{Intake, MediaError},
    pictures::MAX_FILE,
};
use std::{collections::HashMap, time::Duration};

/// What a picture may cost.
const LIMITS: Limits = Limits {
    bytes: MAX_FILE,
    time: Duration::from_secs(60),
};
/// Longest part of an address that a report names, in characters: some hold the picture itself.
const NAMED: usize = 200;
/// A server that did not answer so often in a row is not asked again: there may be thousands.
const DEAF: u32 = 3;

/// Fetches pictures, and remembers whom it is no use to ask.
#[derive(Debug, Default)]
pub(super) struct Fetching {
    /// The other site's address, against which short ones are read.
    site: Option<reqwest::Url>,
    silent: HashMap<String, u32>,
}

/// Why a picture did not come.
pub(super) enum Missed {
    Skipped(String),
    Fault(ImportError),
}

impl Fetching {
    pub(super) fn at(&mut self, site: &str) {
        self.site = reqwest::Url::parse(site.trim()).ok();
    }

    /// The whole address of a picture; `None` where it cannot be known.
    pub(super) fn address(&self, url: &str) -> Option<String> {
        let whole = match (reqwest::Url::parse(url), &self.site) {
            (Ok(url), _) => url,
            (Err(_), Some(site)) => site.join(url).ok()?,
            (Err(_), None) => return None,
        };
        matches!(whole.scheme(), "http" | "https").then(|| whole.to_string())
    }

    /// Fetches the picture at an address: the whole one, where this is a smaller copy of it.
    pub(super) async fn intake(
        &mut self,
        services: &Services,
        address: &str,
    ) -> Result<Intake, Missed> {
        if let Some(whole) = pictures::whole_address(address)
            && let Ok(intake) = self.one(services, &whole).await
        {
            return Ok(intake);
        }
        self.one(services, address).await
    }

    async fn one(&mut self, services: &Services, address: &str) -> Result<Intake, Missed> {
        let host = reqwest::Url::parse(address).ok();
        let host = host.and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_default();
        if self.silent.get(&host).is_some_and(|times| *times >= DEAF) {
            let why = format!("{host} did not answer {DEAF} times and is not asked again");
            return Err(Missed::Skipped(why));
        }
        let fetched = fetch(services, address).await;
        match &fetched {
            Err(Missing::Fetch(FetchError::TooSlow(_) | FetchError::Broken(_))) => {
                *self.silent.entry(host).or_default() += 1;
            }
            _ => {
                self.silent.remove(&host);
            }
        }
        fetched.map_err(|missing| match missing {
            Missing::Status(status) => Missed::Skipped(format!("it is not there: {status}")),
            Missing::Fetch(error) => Missed::Skipped(error.to_string()),
            Missing::Media(MediaError::Service(error)) => Missed::Fault(error.into()),
            Missing::Media(refused) => Missed::Skipped(refused.to_string()),
        })
    }
}

enum Missing {
    Status(u16),
    Fetch(FetchError),
    Media(MediaError),
}

async fn fetch(services: &Services, address: &str) -> Result<Intake, Missing> {
    let coming = services.fetcher.get(address, LIMITS).await;
    let mut coming = coming.map_err(Missing::Fetch)?;
    if !coming.status().is_success() {
        return Err(Missing::Status(coming.status().as_u16()));
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let mut intake = Intake::begin(&name).await.map_err(Missing::Media)?;
    while let Some(piece) = coming.piece().await.map_err(Missing::Fetch)? {
        intake.add(&piece).await.map_err(Missing::Media)?;
    }
    Ok(intake)
}

/// What is said of a picture that could not be had.
pub(super) fn skipped(url: &str, why: String) -> Skipped {
    let what = match url.char_indices().nth(NAMED) {
        Some((end, _)) => format!("picture {}…", &url[..end]),
        None => format!("picture {url}"),
    };
    Skipped { what, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_addresses_are_read_against_the_site() {
        let mut fetching = Fetching::default();
        assert_eq!(fetching.address("/a.jpg"), None);
        fetching.at("https://lama.test/blog/");
        for (url, whole) in [
            ("/a.jpg", Some("https://lama.test/a.jpg")),
            ("//cdn.test/a.jpg", Some("https://cdn.test/a.jpg")),
            (
                "http://lain.test/b c.jpg",
                Some("http://lain.test/b%20c.jpg"),
            ),
            ("data:image/png;base64,AA", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(fetching.address(url).as_deref(), whole, "{url}");
        }
    }
}
