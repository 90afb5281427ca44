//! What waits to be mailed: notices about comments, and notices of the newsroom.

use crate::{
    domain::stamp::Stamp,
    service::{Services, error::ServiceError, letters, mail::Letter, notifying},
    store::{self, desk_notice::DeskNoticeRow, notification::NoticeRow},
    text::Words,
};

/// So long somebody of the newsroom has to read a notice there before it is mailed.
const DESK_WAIT: i64 = 5 * 60 * 1_000_000;

/// Where notices come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Source {
    Comments,
    Desk,
}

impl Source {
    pub(super) const ALL: [Source; 2] = [Source::Comments, Source::Desk];

    /// Notices that are neither read nor mailed, from the oldest on, after the one with this id.
    pub(super) async fn unmailed(
        self,
        services: &Services,
        after: i64,
        limit: u32,
    ) -> Result<Vec<Waiting>, ServiceError> {
        Ok(match self {
            Source::Comments => {
                let rows = notifying::unmailed(services, after, limit).await?;
                rows.into_iter().map(Waiting::Comment).collect()
            }
            Source::Desk => {
                let now = services.clock.now().micros();
                let before = Stamp::from_micros(now - DESK_WAIT);
                let store = &services.store;
                let rows = store::desk_notice::unmailed(store, after, before, limit).await?;
                rows.into_iter().map(Waiting::Desk).collect()
            }
        })
    }
}

/// A notice whose mail is due.
#[derive(Debug)]
pub(super) enum Waiting {
    Comment(NoticeRow),
    Desk(DeskNoticeRow),
}

impl Waiting {
    /// Where it comes from, and its id there.
    pub(super) fn key(&self) -> (Source, i64) {
        match self {
            Waiting::Comment(row) => (Source::Comments, row.id),
            Waiting::Desk(row) => (Source::Desk, row.id),
        }
    }

    /// When it was made, in microseconds.
    pub(super) fn at(&self) -> i64 {
        match self {
            Waiting::Comment(row) => row.at,
            Waiting::Desk(row) => row.at,
        }
    }

    /// Its mail; `None` where none is due.
    pub(super) async fn letter(
        &self,
        services: &Services,
        words: &'static Words,
    ) -> Result<Option<Letter>, ServiceError> {
        match self {
            Waiting::Comment(row) => letters::of_notice(services, row, words).await,
            Waiting::Desk(row) => letters::of_desk_notice(services, row).await,
        }
    }

    /// Notes it as mailed, or as needing none. `false` when another process has.
    pub(super) async fn mailed(
        &self,
        services: &Services,
        at: Stamp,
    ) -> Result<bool, ServiceError> {
        match self.key() {
            (Source::Comments, id) => notifying::mailed(services, id, at).await,
            (Source::Desk, id) => {
                let write = services.store.write(move |mut tx| {
                    Box::pin(async move { store::desk_notice::mailed(&mut tx, id, at).await })
                });
                Ok(write.await?)
            }
        }
    }

    /// Takes back what was noted at this instant: the mail did not go out.
    pub(super) async fn unmail(&self, services: &Services, at: Stamp) -> Result<(), ServiceError> {
        match self.key() {
            (Source::Comments, id) => notifying::unmail(services, id, at).await,
            (Source::Desk, id) => {
                let write = services.store.write(move |mut tx| {
                    Box::pin(async move { store::desk_notice::unmail(&mut tx, id, at).await })
                });
                Ok(write.await?)
            }
        }
    }
}
