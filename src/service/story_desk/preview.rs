//! A draft shown to whoever has its secret address, until that expires.

use super::{Room, opening::content_of};
use crate::{
    domain::{article::Article, id::ArticleId, stamp::Stamp},
    service::{Services, error::ServiceError, reading, writing, writing::WriteError, zone::Zone},
    store,
};

/// For how long an address shows something, in seconds.
const LASTS: i64 = 7 * 24 * 60 * 60;
const PURPOSE: &str = "preview";

/// A path that shows the story as it is typed at the moment somebody looks.
pub async fn address(room: &Room<'_>, id: ArticleId) -> Result<String, WriteError> {
    writing::read(room.services, room.writer, id).await?;
    let until = room.services.clock.now().micros() / 1_000_000 + LASTS;
    let named = format!("{id}.{until}");
    let proof = room.services.secret.hash(PURPOSE, &named);
    Ok(format!("/preview/{named}.{proof}"))
}

/// What the address shows; `None` where it is none of ours, or its time is over.
pub async fn shown(
    services: &Services,
    zone: &Zone,
    token: &str,
) -> Result<Option<Article>, ServiceError> {
    let Some(id) = story_of(services, token) else {
        return Ok(None);
    };
    let store = &services.store;
    let Some(story) = store::story::by_id(store, id).await? else {
        return Ok(None);
    };
    let now = services.clock.now();
    let at = story.published_at.or(story.publish_at).or(story.planned_at);
    let slug = story.slug.clone();
    let copy = store::working_copy::of_article(store, id).await?;
    let mut content = copy.map_or_else(|| content_of(story), |copy| copy.content);
    content.slug = content.slug.or(Some(slug));
    reading::drafted(store, zone, id, content, at.unwrap_or(now))
        .await
        .map(Some)
}

fn story_of(services: &Services, token: &str) -> Option<ArticleId> {
    let (named, proof) = token.rsplit_once('.')?;
    let (id, until) = named.split_once('.')?;
    let until: i64 = until.parse().ok()?;
    let ours = services.secret.hash(PURPOSE, named);
    // Equal in constant time: every byte is looked at.
    let differing = ours
        .bytes()
        .zip(proof.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    let good = differing == 0 && ours.len() == proof.len();
    let fresh = Stamp::from_micros(until.saturating_mul(1_000_000)) > services.clock.now();
    (good && fresh).then(|| id.parse().ok().map(ArticleId))?
}
