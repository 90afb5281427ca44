//! Web push: a browser follows stories and categories and is told by its push service (RFC 8030).
//! Nobody signs in for that. The address at the push service cannot be guessed and is known to the
//! browser and to us alone, so whoever names it is the one who may change what it follows.

pub(in crate::service) mod sealing;
pub mod sending;
mod vapid;

pub use vapid::public_key;

use super::{
    Services, accounts::Origin, error::ServiceError, fetching::FetchError, throttle::Counted,
};
use crate::{
    domain::article::Status,
    store::{self, StoreError, push::Target},
};
use sealing::Recipient;
use std::time::Duration;

/// The most that one browser follows.
pub const MOST: i64 = 100;

/// A subscription as a browser gives it (Push API, `PushSubscription.toJSON()`).
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Where its push service takes messages.
    pub endpoint: String,
    /// The browser's public key: a point of P-256, uncompressed, in base64url.
    pub p256dh: String,
    /// The secret that goes with it: 16 bytes in base64url.
    pub auth: String,
}

/// Why nothing is followed; the text says what would help.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    #[error("the address of the push service must begin with https://")]
    NotHttps,
    #[error("the address of the push service cannot be used: {0}")]
    Endpoint(FetchError),
    #[error("p256dh must be a point of P-256 in 65 bytes and auth 16 bytes, both in base64url")]
    Keys,
    #[error("there is no public story and no category at {0}: send the path of its page")]
    NoSuchPage(String),
    #[error("a browser may follow at most {MOST} stories and categories: stop following one first")]
    TooMany,
    #[error("too often: try again in {} seconds", .0.as_secs())]
    TooFast(Duration),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for PushError {
    fn from(error: StoreError) -> Self {
        PushError::Service(error.into())
    }
}

/// Lets a browser follow what stands at `path`, `/articles/{slug}` or `/categories/{slug}`.
pub async fn follow(
    services: &Services,
    origin: &Origin,
    subscription: Subscription,
    path: &str,
) -> Result<(), PushError> {
    count(services, origin)?;
    check(services, &subscription).await?;
    let found = target(services, path, true).await?;
    let target = found.ok_or_else(|| PushError::NoSuchPage(path.to_owned()))?;
    let now = services.clock.now();
    let followed = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Subscription {
                endpoint,
                p256dh,
                auth,
            } = subscription;
            let id = store::push::subscribe(&mut tx, &endpoint, &p256dh, &auth, now).await?;
            let is_new = store::push::follow(&mut tx, id, target, now).await?;
            // One too many is taken back; there are others, so the browser itself stays.
            if is_new && store::push::count(&mut tx, id).await? > MOST {
                store::push::unfollow(&mut tx, &endpoint, target).await?;
                return Ok(false);
            }
            Ok(true)
        })
    });
    match followed.await? {
        true => Ok(()),
        false => Err(PushError::TooMany),
    }
}

/// Lets it be: what stands at `path`, or everything, and then nothing is kept of the browser.
pub async fn unfollow(
    services: &Services,
    endpoint: String,
    path: Option<&str>,
) -> Result<(), PushError> {
    let target = match path {
        None => None,
        Some(path) => match target(services, path, false).await? {
            Some(target) => Some(target),
            // What is there no longer is followed by nobody.
            None => return Ok(()),
        },
    };
    let left = services.store.write(move |mut tx| {
        Box::pin(async move {
            match target {
                Some(target) => store::push::unfollow(&mut tx, &endpoint, target).await,
                None => store::push::forget(&mut tx, &endpoint).await,
            }
        })
    });
    Ok(left.await?)
}

/// The push service gave a browser another address: what it follows goes along. Nothing happens where
/// nothing was known of the old one.
pub async fn renew(
    services: &Services,
    origin: &Origin,
    old: String,
    subscription: Subscription,
) -> Result<(), PushError> {
    count(services, origin)?;
    check(services, &subscription).await?;
    let renewed = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Subscription {
                endpoint,
                p256dh,
                auth,
            } = subscription;
            store::push::renew(&mut tx, &old, &endpoint, &p256dh, &auth).await
        })
    });
    renewed.await?;
    Ok(())
}

fn count(services: &Services, origin: &Origin) -> Result<(), PushError> {
    let now = services.clock.now();
    let counted = services
        .throttle
        .count(now, Counted::Follows, &origin.address);
    counted.map_err(PushError::TooFast)
}

/// Whether something can be sent there at all.
async fn check(services: &Services, subscription: &Subscription) -> Result<(), PushError> {
    let found = services.fetcher.find(&subscription.endpoint).await;
    let url = found.map_err(PushError::Endpoint)?;
    // A push service on this machine is reached only where the fetcher was made to reach it.
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]"));
    if url.scheme() != "https" && !is_here {
        return Err(PushError::NotHttps);
    }
    Recipient::parse(&subscription.p256dh, &subscription.auth)
        .map(|_| ())
        .ok_or(PushError::Keys)
}

/// What stands at a path, at one that it had before, too. Only `public` stories can be followed from
/// now on, but any can be let be.
async fn target(
    services: &Services,
    path: &str,
    public: bool,
) -> Result<Option<Target>, StoreError> {
    let store = &services.store;
    if let Some(slug) = path.strip_prefix("/articles/") {
        let mut row = store::article::by_slug(store, slug).await?;
        if row.is_none()
            && let Some(slug) = store::article::moved_to(store, slug).await?
        {
            row = store::article::by_slug(store, &slug).await?;
        }
        let row = row.filter(|row| !public || row.status == Status::Published.as_str());
        return Ok(row.map(|row| Target::Story(row.id)));
    }
    let Some(mut slug) = path.strip_prefix("/categories/").map(str::to_owned) else {
        return Ok(None);
    };
    if let Some(to) = store::article::redirect(store, path).await?
        && let Some(to) = to.strip_prefix("/categories/")
    {
        slug = to.to_owned();
    }
    let row = store::category::by_slug(store, &slug).await?;
    Ok(row.map(|row| Target::Category(crate::domain::id::CategoryId(row.id))))
}
