//! What every change of the site's own parts (categories, tags, standing pages) has in common.

use super::{Services, rights::SiteEditor};
use crate::store::{self, StoreError, Tx};
use futures::future::BoxFuture;

/// What a change answers inside its transaction: the slug of what was changed, or why nothing was.
pub(super) type Outcome<E> = Result<Result<String, E>, StoreError>;

/// One transaction with its line in the log, about `noun:slug`; afterwards nothing drawn before is
/// fresh. A refusal writes nothing that the work has not written by itself.
pub(super) async fn change<E, F>(
    services: &Services,
    by: &SiteEditor,
    (noun, action): (&'static str, &'static str),
    work: F,
) -> Result<String, E>
where
    E: From<StoreError> + Send + 'static,
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<E>> + Send + 'static,
{
    let (now, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let slug = match work(tx).await? {
                Ok(slug) => slug,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let subject = format!("{noun}:{slug}");
            store::audit::note(tx, now, Some(account), action, &subject, "").await?;
            store::changes::note(tx, &["site".to_owned()]).await?;
            Ok(Ok(slug))
        })
    });
    let slug = done.await??;
    services.freshness.purge(&["site"]);
    Ok(slug)
}
