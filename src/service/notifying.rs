//! Who is told of what: written in the transaction of what happened, mailed later.

use super::{Services, error::ServiceError, rights::Reader};
use crate::{
    domain::{comment::State, id::CommentId, stamp::Stamp},
    store::{
        self, StoreError, Tx,
        comment::{CommentRow, Spot},
        notification::NoticeRow,
    },
};

/// A comment came into view: whoever it answers is told, and whoever follows the thread.
pub(super) async fn appeared(tx: &mut Tx<'_>, spot: Spot, at: Stamp) -> Result<(), StoreError> {
    answered(tx, spot, at).await?;
    store::notification::thread(tx, spot.article, spot.id, spot.account, at).await
}

/// A comment came into view of whose thread no follower is still to be told: only whoever it
/// answers is.
pub(super) async fn answered(tx: &mut Tx<'_>, spot: Spot, at: Stamp) -> Result<(), StoreError> {
    match spot.parent {
        Some(parent) => store::notification::reply(tx, parent, spot.id, spot.account, at).await,
        None => Ok(()),
    }
}

/// A moderator decided about a comment: its author is told.
pub(super) async fn decided(
    tx: &mut Tx<'_>,
    row: &CommentRow,
    at: Stamp,
) -> Result<(), StoreError> {
    match row.account {
        Some(account) => store::notification::decision(tx, account, row.id, at).await,
        None => Ok(()),
    }
}

/// Notices that are neither read nor mailed, from the oldest on, after the one with this id.
pub async fn unmailed(
    services: &Services,
    after: i64,
    limit: u32,
) -> Result<Vec<NoticeRow>, ServiceError> {
    Ok(store::notification::unmailed(&services.store, after, limit.min(500)).await?)
}

/// Notes that a notice was mailed, or needs no mail. `false` when another process has.
pub async fn mailed(services: &Services, id: i64, at: Stamp) -> Result<bool, ServiceError> {
    let write = services.store.write(move |mut tx| {
        Box::pin(async move { store::notification::mailed(&mut tx, id, at).await })
    });
    Ok(write.await?)
}

/// Takes back what was noted at this instant: the mail did not go out.
pub(super) async fn unmail(services: &Services, id: i64, at: Stamp) -> Result<(), ServiceError> {
    let write = services.store.write(move |mut tx| {
        Box::pin(async move { store::notification::unmail(&mut tx, id, at).await })
    });
    Ok(write.await?)
}

/// What a notice tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Somebody answered a comment of the reader's.
    Reply,
    /// Somebody wrote in a thread the reader follows.
    Thread,
    /// A moderator decided about a comment of the reader's: where it stands now.
    Decision(State),
}

/// What a notice tells now; `None` where there is nothing left to tell: a comment its author took
/// back, or one that was taken for spam, of which its author learns nothing.
pub fn news(notice: &NoticeRow) -> Option<News> {
    let state = State::from_word(&notice.state)?;
    match notice.kind.as_str() {
        "reply" => (state == State::Published).then_some(News::Reply),
        "thread" => (state == State::Published).then_some(News::Thread),
        "decision" => match state {
            State::Spam => None,
            State::Removed if notice.removed_by.as_deref() == Some("author") => None,
            state @ (State::Published | State::Held | State::Rejected | State::Removed) => {
                Some(News::Decision(state))
            }
        },
        _ => None,
    }
}

/// Why it was decided, where its author is told.
pub fn reason(notice: &NoticeRow) -> &str {
    match news(notice) {
        Some(News::Decision(State::Rejected | State::Removed)) => &notice.reason,
        Some(News::Decision(State::Published | State::Held | State::Spam))
        | Some(News::Reply | News::Thread)
        | None => "",
    }
}

/// What a reader has not seen yet, the newest first.
pub async fn unread(services: &Services, reader: &Reader) -> Result<Vec<NoticeRow>, ServiceError> {
    Ok(store::notification::unread(&services.store, reader.viewer().id, 50).await?)
}

/// A reader has seen the notices up to this one.
pub async fn read(services: &Services, reader: &Reader, up_to: i64) -> Result<(), ServiceError> {
    let (now, account) = (services.clock.now(), reader.viewer().id);
    let write = services.store.write(move |mut tx| {
        Box::pin(async move { store::notification::read(&mut tx, account, up_to, now).await })
    });
    Ok(write.await?)
}

/// Where a notice leads: to the comment, or, where only its author sees it, to where it is shown.
pub fn address(notice: &NoticeRow) -> String {
    let id = CommentId(notice.comment_id);
    match news(notice) {
        Some(News::Decision(State::Held | State::Rejected | State::Removed | State::Spam)) => {
            format!("/articles/{}/comment", notice.slug)
        }
        Some(News::Decision(State::Published) | News::Reply | News::Thread) | None => {
            format!("/articles/{}/comments/{id}#c-{id}", notice.slug)
        }
    }
}
