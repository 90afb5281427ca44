//! The pictures under which stories without a banner are shared. A picture's address holds a hash
//! of what is drawn, so it can be kept for ever; drawn is it when somebody asks, and kept for a
//! while. Nothing is stored for it.

use super::{
    Services,
    error::ServiceError,
    pictures::{self, Card, Written},
    zone::Zone,
};
use crate::{
    domain::{accent::Colour, id::ArticleId, logo::FILE, moment::Moment, site::Site},
    store::{self, Store, StoreError},
    text,
};
use bytes::Bytes;
use moka::future::Cache;
use std::{sync::Arc, time::Duration};

/// Bytes of pictures that are kept: some hundreds of them.
const MOST: u64 = 16 << 20;
/// How long whoever asks waits for those that asked before.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a story's picture tells of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub headline: &'a str,
    pub category: &'a str,
    pub published: &'a Moment,
}

/// A site with the colour that is its own.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    pub site: &'a Site,
    pub accent: Option<Colour>,
}

impl Look<'_> {
    /// The card of a story; `None` where its headline cannot be set (see [`Card::of`]).
    pub fn card(&self, of: Subject<'_>) -> Option<Card> {
        Card::of(&Written {
            headline: of.headline,
            category: of.category,
            date: &text::day_month_year(of.published, self.site.language),
            site: &self.site.name,
            logo: self.site.logo.as_ref(),
            accent: self.accent.unwrap_or(Colour::OWN),
        })
    }

    /// The card of a story by its id; `None` where the story is not public, too.
    pub async fn card_of(
        &self,
        store: &Store,
        zone: &Zone,
        story: ArticleId,
    ) -> Result<Option<Card>, StoreError> {
        let heading = store::article::heading(store, story).await?;
        Ok(heading.and_then(|heading| {
            self.card(Subject {
                headline: &heading.headline,
                category: &heading.category,
                published: &zone.moment(heading.published_at),
            })
        }))
    }

    /// The path of a story's picture; `None` where it has none.
    pub fn address(&self, story: ArticleId, of: Subject<'_>) -> Option<String> {
        Some(address(story, &self.card(of)?))
    }
}

/// The path of a card's picture.
pub fn address(story: ArticleId, card: &Card) -> String {
    format!("/share/{story}-{}.png", card.hash())
}

/// The story that an address names, and the hash.
pub fn parse(name: &str) -> Option<(ArticleId, &str)> {
    let (story, hash) = name.strip_suffix(".png")?.split_once('-')?;
    let id: i64 = story.parse().ok()?;
    let proper = id > 0 && id.to_string() == story && hash.len() == 16;
    proper.then_some((ArticleId(id), hash))
}

/// The pictures that were drawn. Cheap to clone.
#[derive(Clone)]
pub struct Cards(Cache<(ArticleId, String), Bytes>);

impl Default for Cards {
    fn default() -> Cards {
        let weight =
            |_: &(ArticleId, String), file: &Bytes| u32::try_from(file.len()).unwrap_or(u32::MAX);
        Cards(Cache::builder().max_capacity(MOST).weigher(weight).build())
    }
}

impl Cards {
    /// The picture of a card, as PNG. Requests for one picture share its drawing.
    pub async fn of(
        &self,
        services: &Services,
        story: ArticleId,
        card: Card,
    ) -> Result<Bytes, Arc<ServiceError>> {
        let at = (story, card.hash());
        let drawn = async {
            match tokio::time::timeout(PATIENCE, draw(services, story, card)).await {
                Ok(drawn) => drawn,
                Err(_) => Err(ServiceError::Busy("pictures of stories")),
            }
        };
        self.0.try_get_with(at, drawn).await
    }
}

async fn draw(services: &Services, story: ArticleId, card: Card) -> Result<Bytes, ServiceError> {
    let logo = match card.logo() {
        Some(logo) => services.media.get(&logo.key, FILE).await?,
        None => None,
    };
    let drawn = pictures::card(card, logo).await?;
    let failed = |_| ServiceError::Input(format!("the picture of story {story} cannot be drawn"));
    Ok(drawn.map_err(failed)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_story_and_a_hash() {
        let name = "12-0123456789abcdef.png";
        assert_eq!(parse(name), Some((ArticleId(12), "0123456789abcdef")));
        for bad in [
            "",
            "12.png",
            "12-.png",
            "12-0123456789abcdef.jpg",
            "12-0123456789abcdef0.png",
            "012-0123456789abcdef.png",
            "+1-0123456789abcdef.png",
            "-1-0123456789abcdef.png",
            "99999999999999999999-0123456789abcdef.png",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
