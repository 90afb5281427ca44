//! What changes public pages: each write notes the keys of the pages it alters in the same
//! transaction, and drops this process's copies before it answers.

use super::{error::ServiceError, freshness::Freshness};
use crate::{
    domain::comment::Policy,
    store::{self, Store},
};

/// Gives a story a new address; the old one redirects for ever. `false` when there is no such story.
pub async fn rename(
    store: &Store,
    freshness: &Freshness,
    old: &str,
    new: &str,
) -> Result<bool, ServiceError> {
    let keys = vec![
        format!("article/{old}"),
        format!("article/{new}"),
        "lists".to_owned(),
    ];
    let (from, to, noted) = (old.to_owned(), new.to_owned(), keys.clone());
    let done = store
        .write(|mut tx| {
            Box::pin(async move {
                let done = store::article::rename(&mut tx, &from, &to).await?;
                store::changes::note(&mut tx, &noted).await?;
                Ok(done)
            })
        })
        .await?;
    freshness.purge(&keys);
    Ok(done)
}

/// Withdraws a published story: its page then answers 410 with this reason. `false` when it is not public.
pub async fn withdraw(
    store: &Store,
    freshness: &Freshness,
    slug: &str,
    reason: &str,
) -> Result<bool, ServiceError> {
    let keys = vec![format!("article/{slug}"), "lists".to_owned()];
    let (slug, reason, noted) = (slug.to_owned(), reason.to_owned(), keys.clone());
    let done = store
        .write(|mut tx| {
            Box::pin(async move {
                let done = store::article::withdraw(&mut tx, &slug, &reason).await?;
                store::changes::note(&mut tx, &noted).await?;
                Ok(done)
            })
        })
        .await?;
    freshness.purge(&keys);
    Ok(done)
}

/// Opens or closes a story's comments, or takes them off its page. `false` when there is no such story.
pub async fn set_comments(
    store: &Store,
    freshness: &Freshness,
    slug: &str,
    policy: Policy,
) -> Result<bool, ServiceError> {
    let Some(story) = store::thread::story_by_slug(store, slug).await? else {
        return Ok(false);
    };
    let keys = vec![format!("article/{}", story.slug)];
    let noted = keys.clone();
    let done = store
        .write(move |mut tx| {
            Box::pin(async move {
                let done = store::thread::set_policy(&mut tx, story.id, policy).await?;
                store::changes::note(&mut tx, &noted).await?;
                Ok(done)
            })
        })
        .await?;
    freshness.purge(&keys);
    Ok(done)
}
