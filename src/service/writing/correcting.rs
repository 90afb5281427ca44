//! Correcting what is public, as an act of its own: dated, with its reason, and told to whoever has
//! the story open.

use super::{
    Seen, WriteError,
    pen::{Entry, Pen, Wish, transaction},
};
use crate::{
    domain::{
        document::{BlockId, NotReplaced},
        id::ArticleId,
        stamp::Stamp,
        story::{Complaint, LINE, Wrong},
        workflow::Act,
    },
    service::{Services, error::ServiceError, rights::Writer, telling},
    store::{
        self,
        correction::{CorrectionRow, NewCorrection},
        revision::Kind,
        story::Story,
    },
};
use serde::Serialize;

/// Longest text that is replaced, and that replaces it.
const LONGEST: usize = 5_000;

/// What is to be put right.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Id of the block.
    pub block: String,
    pub before: String,
    pub after: String,
    pub reason: String,
}

/// What was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    pub id: i64,
    pub correction: CorrectedText,
    pub story: Story,
}

/// As readers are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CorrectedText {
    pub id: String,
    pub block: String,
    pub before: String,
    pub after: String,
    pub reason: String,
    pub at: String,
}

/// Puts a text in the place of another one in a block of a public story.
pub async fn correct(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    correction: Correction,
) -> Result<Corrected, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let correction = checked(correction);
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            // Whether they may comes before what they wrote.
            let before = pen.take(tx, id, Wish::Do(Act::Correct), &seen).await?;
            let new = correction?;
            let mut after = before.clone();
            let block = BlockId(new.block.clone());
            after
                .document
                .replace(&block, &new.before, &new.after)
                .map_err(|why| match why {
                    NotReplaced::NoBlock => WriteError::field("/block", Wrong::Unknown),
                    NotReplaced::NoText => WriteError::field("/before", Wrong::NoSuchText),
                })?;
            let row = NewCorrection {
                article: id,
                block: new.block,
                before: new.before,
                after: new.after,
                reason: new.reason,
                by: writer_of(&pen)?,
                at: pen.now,
            };
            let number = store::correction::insert(tx, &row).await?;
            let told = CorrectedText {
                id: number.to_string(),
                block: row.block,
                before: row.before,
                after: row.after,
                reason: row.reason,
                at: pen.shown(pen.now),
            };
            let entry = Entry {
                revision: Some(Kind::Corrected),
                goes_on: false,
                correction: serde_json::to_string(&told).ok(),
                action: "story.corrected",
                detail: told.reason.clone(),
            };
            let done = pen.put(tx, &before, after, entry).await?;
            telling::corrected(tx, id, number, pen.now).await?;
            Ok((number, told, done))
        })
    });
    let (id, correction, done) = done.await?;
    Ok(Corrected {
        id,
        correction,
        story: done.settle(services),
    })
}

fn writer_of(pen: &Pen) -> Result<crate::domain::id::AccountId, WriteError> {
    pen.by.ok_or(WriteError::Forbidden)
}

fn checked(correction: Correction) -> Result<Correction, WriteError> {
    let mut faults = Vec::new();
    let mut long = |pointer, text: &str, most| {
        if text.chars().count() > most {
            faults.push(Complaint::new(pointer, Wrong::TooLong(most)));
        }
    };
    long("/before", &correction.before, LONGEST);
    long("/after", &correction.after, LONGEST);
    long("/reason", &correction.reason, LINE);
    if correction.before.is_empty() {
        faults.push(Complaint::new("/before", Wrong::Empty));
    } else if correction.before == correction.after {
        faults.push(Complaint::new("/after", Wrong::Same));
    }
    if correction.reason.trim().is_empty() {
        faults.push(Complaint::new("/reason", Wrong::Empty));
    }
    if faults.is_empty() {
        Ok(correction)
    } else {
        Err(WriteError::Fields(faults))
    }
}

/// The corrections of a story, newest first: whoever may read the story may read them.
pub async fn corrections(
    services: &Services,
    id: ArticleId,
) -> Result<Vec<(Stamp, CorrectionRow)>, ServiceError> {
    let rows = store::correction::of_article(&services.store, id).await?;
    let dated = |row: CorrectionRow| (Stamp::from_micros(row.at), row);
    Ok(rows.into_iter().map(dated).collect())
}
