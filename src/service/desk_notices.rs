//! What people of the newsroom are told about stories: reading it.

use super::{Services, error::ServiceError, rights::Writer};
use crate::{
    domain::id::ArticleId,
    store::{self, desk_notice::DeskNoticeRow},
};

/// Notices on the page of them.
const SHOWN: u32 = 60;

/// The newest notices of whoever asks.
pub async fn list(
    services: &Services,
    writer: &Writer,
) -> Result<Vec<DeskNoticeRow>, ServiceError> {
    Ok(store::desk_notice::of_account(&services.store, writer.id(), SHOWN).await?)
}

/// Notes as read everything up to this notice.
pub async fn read(services: &Services, writer: &Writer, up_to: i64) -> Result<(), ServiceError> {
    let (account, now) = (writer.id(), services.clock.now());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move { store::desk_notice::read(&mut tx, account, up_to, now).await })
    });
    Ok(done.await?)
}

/// Whoever opens a story has seen what they are told of it.
pub async fn opened(
    services: &Services,
    writer: &Writer,
    story: ArticleId,
) -> Result<(), ServiceError> {
    let (account, now) = (writer.id(), services.clock.now());
    if store::desk_notice::unread(&services.store, account).await? == 0 {
        return Ok(());
    }
    let done = services.store.write(move |mut tx| {
        Box::pin(
            async move { store::desk_notice::read_of_story(&mut tx, account, story, now).await },
        )
    });
    Ok(done.await?)
}
