//! Notes on a story, as its editor shows them.

use super::Room;
use crate::{
    domain::{
        desk::{Note, Noting},
        id::ArticleId,
        stamp::Stamp,
    },
    service::writing::{self, WriteError},
};

/// Does something with the notes on a story, and tells what they are then, newest first.
pub async fn notes(room: &Room<'_>, id: ArticleId, wish: Noting) -> Result<Vec<Note>, WriteError> {
    let Room {
        services, writer, ..
    } = room;
    match wish {
        Noting::Read => {}
        Noting::Write {
            block,
            excerpt,
            body,
        } => writing::note(services, writer, id, (block, excerpt), &body).await?,
        Noting::SetDone { note, done } => {
            writing::set_note_done(services, writer, id, note, done).await?;
        }
        Noting::Delete { note } => writing::delete_note(services, writer, id, note).await?,
    }
    let rows = writing::notes(services, writer, id).await?;
    let me = writer.id().0;
    let notes = rows.into_iter().map(|row| Note {
        id: row.id,
        block: row.block_id,
        excerpt: row.excerpt,
        mine: row.account_id == me,
        by: row.name,
        body: row.body,
        when: room.when(Stamp::from_micros(row.at)),
        done: row.done_at.is_some(),
    });
    Ok(notes.collect())
}
