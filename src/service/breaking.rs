//! The line above every page while something breaks. It is in no kept page: open pages ask for it.

use super::{Services, error::ServiceError, rights::SiteEditor};
use crate::{
    domain::{
        breaking::{Breaking, LENGTH, TERMS, is_link},
        media::one_line,
        stamp::Stamp,
    },
    store,
};

/// Why a line is not shown.
#[derive(Debug, thiserror::Error)]
pub enum BreakingError {
    #[error("a text of at most {LENGTH} characters is needed")]
    Text,
    #[error("a link begins with / or https://")]
    Link,
    #[error("how long it stays is one of {TERMS:?} minutes")]
    Term,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// The line that is shown now.
pub async fn now(services: &Services) -> Result<Option<Breaking>, ServiceError> {
    let line = store::breaking::read(&services.store).await?;
    let now = services.clock.now();
    Ok(line.filter(|line| line.until > now))
}

/// Shows a line for so many minutes, one of [`TERMS`].
pub async fn set(
    services: &Services,
    by: &SiteEditor,
    (text, href): (&str, &str),
    minutes: i64,
) -> Result<(), BreakingError> {
    let text = one_line(text, LENGTH + 1);
    let href = href.trim().to_owned();
    if text.is_empty() || text.chars().count() > LENGTH {
        return Err(BreakingError::Text);
    }
    if !href.is_empty() && !is_link(&href) {
        return Err(BreakingError::Link);
    }
    if !TERMS.contains(&minutes) {
        return Err(BreakingError::Term);
    }
    let (now, account) = (services.clock.now(), by.id());
    let until = Stamp::from_micros(now.micros() + minutes * 60_000_000);
    let line = Breaking {
        text,
        href,
        until,
        since: now,
    };
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::breaking::set(&mut tx, &line, account).await?;
            let detail = &line.text;
            store::audit::note(
                &mut tx,
                now,
                Some(account),
                "breaking.set",
                "site:breaking",
                detail,
            )
            .await
        })
    });
    Ok(done.await.map_err(ServiceError::from)?)
}

/// Takes the line down.
pub async fn clear(services: &Services, by: &SiteEditor) -> Result<(), ServiceError> {
    let (now, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::breaking::clear(&mut tx).await?;
            store::audit::note(
                &mut tx,
                now,
                Some(account),
                "breaking.ended",
                "site:breaking",
                "",
            )
            .await
        })
    });
    Ok(done.await?)
}
