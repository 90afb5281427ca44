//! Taking one's data along, and going.

use super::{AccountError, allowed, confirmed, subject};
use crate::{
    domain::{account::Standing, id::AccountId, stamp::Stamp},
    service::{
        Services,
        commenting::{self, CommentError},
        rights::Reader,
        zone::Zone,
    },
    store,
};
use serde_json::{Value, json};

/// What becomes of the comments of an account that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// They stay, without a name.
    Keep,
    /// They go, as if their author had removed each.
    Remove,
}

/// Deletes the reader's account, given the password in force.
pub async fn delete(
    services: &Services,
    reader: &Reader,
    password: &str,
    comments: Comments,
) -> Result<(), AccountError> {
    let row = confirmed(services, reader, password).await?;
    let (id, admin) = (reader.id(), row.role().may_administer());
    if comments == Comments::Remove {
        // Not before it is clear that the account may go.
        let alone = services.store.write(move |mut tx| {
            Box::pin(
                async move { Ok(store::account::other_administrators(&mut tx, id).await? == 0) },
            )
        });
        if admin && alone.await? {
            return Err(AccountError::LastAdministrator);
        }
        match commenting::remove_all_of(services, id).await {
            Ok(()) => {}
            Err(CommentError::Service(fault)) => return Err(fault.into()),
            Err(error) => {
                tracing::warn!(%error, "a comment of an account that goes was passed over")
            }
        }
    }
    go(services, id, Some(id)).await
}

/// Empties an account, on behalf of somebody; its comments stay, without a name.
pub(in crate::service) async fn go(
    services: &Services,
    id: AccountId,
    by: Option<AccountId>,
) -> Result<(), AccountError> {
    let now = services.clock.now();
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let row = store::account::read(&mut tx, id).await?;
            let Some(row) = row.filter(|row| row.standing() != Standing::Deleted) else {
                return Ok(Err(AccountError::NotFound));
            };
            let last = row.active()
                && row.role().may_administer()
                && store::account::other_administrators(&mut tx, id).await? == 0;
            if last {
                return Ok(Err(AccountError::LastAdministrator));
            }
            let threads = store::leaving::stories_commented(&mut tx, id).await?;
            store::leaving::orphan_comments(&mut tx, id).await?;
            store::leaving::empty(&mut tx, id).await?;
            store::audit::note(&mut tx, now, by, "account.deleted", &subject(id), "").await?;
            let threads = threads.into_iter().map(|(id, _)| format!("thread/{id}"));
            let author = format!("author/{}", row.slug);
            let keys: Vec<_> = threads.chain([author]).collect();
            store::changes::note(&mut tx, &keys).await?;
            Ok(Ok(keys))
        })
    });
    let keys = done.await??;
    services.freshness.purge(&keys);
    Ok(())
}

/// Everything the site keeps about the reader.
pub async fn data(services: &Services, reader: &Reader) -> Result<Value, AccountError> {
    allowed(reader)?;
    let (store, id) = (&services.store, reader.id());
    let row = store::account::by_id(store, id)
        .await?
        .ok_or(AccountError::NotFound)?;
    let utc = Zone::utc();
    let time = |micros: i64| utc.moment(Stamp::from_micros(micros)).datetime();
    let sessions = store::session::of_account(store, id, services.clock.now()).await?;
    let sessions: Vec<_> = sessions
        .into_iter()
        .map(|s| json!({"agent": s.agent, "created_at": time(s.created_at), "seen_at": time(s.seen_at)}))
        .collect();
    let tokens = store::api_token::of_account(store, id).await?;
    let tokens: Vec<_> = tokens
        .into_iter()
        .map(|t| json!({"id": t.id.to_string(), "name": t.name, "scopes": t.scopes, "created_at": time(t.created_at), "used_at": t.used_at.map(time)}))
        .collect();
    let comments = store::leaving::comments(store, id).await?;
    let comments: Vec<_> = comments
        .into_iter()
        .map(|c| json!({
            "id": c.id.to_string(), "article": c.article, "parent_id": c.parent_id.map(|p| p.to_string()), "body": c.body,
            "state": c.state, "created_at": time(c.created_at), "edited_at": c.edited_at.map(time),
        }))
        .collect();
    let likes: Vec<_> = store::leaving::likes(store, id)
        .await?
        .iter()
        .map(i64::to_string)
        .collect();
    Ok(json!({
        "account": {
            "id": id.to_string(), "name": row.name, "email": row.email, "slug": row.slug, "role": row.role,
            "created_at": time(row.created_at), "verified_at": row.verified_at.map(time),
            "banned_until": row.banned_until.map(time), "ban_reason": row.ban_reason,
            "desk_language": row.desk_language, "desk_mail": row.desk_mail,
        },
        "sessions": sessions,
        "tokens": tokens,
        "comments": comments,
        "likes": likes,
        "follows": store::leaving::follows(store, id).await?,
        "muted": store::leaving::muted(store, id).await?,
    }))
}
