//! Who has a story open, told to each other.

use super::Room;
use crate::{
    domain::{
        desk::{News, Present},
        id::{AccountId, ArticleId},
        stamp::Stamp,
    },
    service::writing::{self, WriteError},
    store,
};

/// Microseconds after which somebody silent is gone. Tabs tell of themselves every 10 s.
const FRESH: i64 = 30_000_000;
/// Longest name of a tab.
const TAB: usize = 40;

/// Notes that a tab has the story open and where it writes; says who else is there and what is new.
pub async fn here(
    room: &Room<'_>,
    id: ArticleId,
    tab: &str,
    block: usize,
) -> Result<News, WriteError> {
    let Room {
        services, writer, ..
    } = room;
    let story = writing::read(services, writer, id).await?;
    let now = services.clock.now();
    let since = Stamp::from_micros(now.micros() - FRESH);
    let tab: String = tab.chars().take(TAB).collect();
    let me = writer.id();
    let at = i64::try_from(block).unwrap_or(0);
    services
        .store
        .write(move |mut tx| {
            Box::pin(
                async move { store::presence::note(&mut tx, id, &tab, me, at, now, since).await },
            )
        })
        .await?;
    let rows = store::presence::others(&services.store, id, me, since).await?;
    let mut present: Vec<Present> = Vec::new();
    for row in rows {
        let block = usize::try_from(row.block).ok().filter(|n| *n > 0);
        match present.iter_mut().find(|p| p.id.0 == row.account_id) {
            // Another tab of theirs.
            Some(known) => known.block = known.block.or(block),
            None => present.push(Present {
                id: AccountId(row.account_id),
                name: row.name,
                block,
            }),
        }
    }
    let copy = store::working_copy::of_article(&services.store, id).await?;
    Ok(News {
        present,
        version: story.version,
        copy: copy.map_or(0, |copy| copy.version),
    })
}

/// A tab has closed the story.
pub async fn leave(room: &Room<'_>, id: ArticleId, tab: &str) -> Result<(), WriteError> {
    let (tab, me) = (tab.to_owned(), room.writer.id());
    room.services
        .store
        .write(move |mut tx| {
            Box::pin(async move { store::presence::leave(&mut tx, id, &tab, me).await })
        })
        .await?;
    Ok(())
}
