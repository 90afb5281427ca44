//! Addresses that lead elsewhere: those that editors make by hand, beside those that renaming leaves.

use super::{Services, error::ServiceError, rights::SiteEditor};
use crate::{
    domain::redirect::{Wrong, check},
    store::{self, redirect::RedirectRow, story_list::pattern},
};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum RedirectError {
    #[error("there is no such redirect")]
    NotFound,
    #[error("the redirect cannot be: {0:?}")]
    Wrong(Wrong),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Up to `limit` redirects after an address, by address.
pub async fn list(
    services: &Services,
    _by: &SiteEditor,
    words: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<RedirectRow>, ServiceError> {
    let words = Some(words.trim()).filter(|words| !words.is_empty());
    let pattern = words.map(pattern);
    Ok(store::redirect::lines(&services.store, pattern.as_deref(), after, limit).await?)
}

/// Lets one address lead to another, in one step: where the other leads on, it leads there. No page
/// was ever kept of such an address.
pub async fn add(
    services: &Services,
    by: &SiteEditor,
    from: &str,
    to: &str,
) -> Result<RedirectRow, RedirectError> {
    set(services, by, from, to, false).await
}

/// The same for an address that leads somewhere already.
pub async fn change(
    services: &Services,
    by: &SiteEditor,
    from: &str,
    to: &str,
) -> Result<RedirectRow, RedirectError> {
    set(services, by, from, to, true).await
}

async fn set(
    services: &Services,
    by: &SiteEditor,
    from: &str,
    to: &str,
    known: bool,
) -> Result<RedirectRow, RedirectError> {
    let (from, to) = (from.trim().to_owned(), to.trim().to_owned());
    check(&from, &to).map_err(RedirectError::Wrong)?;
    let (now, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            if known && store::redirect::target(tx, &from).await?.is_none() {
                return Ok(Err(RedirectError::NotFound));
            }
            let on = store::redirect::target(tx, &to).await?;
            let to_path = on.unwrap_or(to);
            if to_path == from {
                return Ok(Err(RedirectError::Wrong(Wrong::Circle)));
            }
            store::redirect::keep(tx, &from, &to_path).await?;
            let subject = format!("redirect:{from}");
            store::audit::note(tx, now, Some(account), "redirect.set", &subject, &to_path).await?;
            Ok(Ok(RedirectRow {
                from_path: from,
                to_path,
            }))
        })
    });
    done.await.map_err(ServiceError::from)?
}

/// The address leads nowhere any more.
pub async fn delete(services: &Services, by: &SiteEditor, from: &str) -> Result<(), RedirectError> {
    let (now, account, from) = (services.clock.now(), by.id(), from.to_owned());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            if store::redirect::target(tx, &from).await?.is_none() {
                return Ok(Err(RedirectError::NotFound));
            }
            store::redirect::free(tx, &from).await?;
            let subject = format!("redirect:{from}");
            store::audit::note(tx, now, Some(account), "redirect.deleted", &subject, "").await?;
            // A renamed category or tag leads on from a page that is kept.
            store::changes::note(tx, &["site".to_owned()]).await?;
            Ok(Ok(()))
        })
    });
    done.await.map_err(ServiceError::from)??;
    services.freshness.purge(&["site"]);
    Ok(())
}
