//! Lists of stories that somebody of the newsroom keeps under a name.

use super::{Services, error::ServiceError, rights::Writer};
use crate::{
    domain::{
        desk_list::{KEPT, NAME_LENGTH, Shown},
        media::one_line,
    },
    store,
};

/// Why a list is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has no name, or one that is too long.
    Name,
    /// There are [`KEPT`] already.
    Full,
    /// Another list is called so, and it is not to be replaced.
    Taken,
}

/// Keeps a list under a name; what was kept under it goes only if that is to be replaced.
pub async fn keep(
    services: &Services,
    writer: &Writer,
    name: &str,
    shown: &Shown,
    replace: bool,
) -> Result<Result<(), Refusal>, ServiceError> {
    let name = one_line(name, NAME_LENGTH + 1);
    if name.is_empty() || name.chars().count() > NAME_LENGTH {
        return Ok(Err(Refusal::Name));
    }
    let query = shown.query();
    let account = writer.id();
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            if store::saved_view::others(&mut tx, account, &name).await? >= KEPT {
                return Ok(Err(Refusal::Full));
            }
            let there = store::saved_view::query(&mut tx, account, &name).await?;
            if !replace && there.is_some_and(|there| there != query) {
                return Ok(Err(Refusal::Taken));
            }
            store::saved_view::keep(&mut tx, account, &name, &query).await?;
            Ok(Ok(()))
        })
    });
    Ok(done.await?)
}

/// Forgets a list.
pub async fn forget(services: &Services, writer: &Writer, name: &str) -> Result<(), ServiceError> {
    let (account, name) = (writer.id(), name.to_owned());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move { store::saved_view::forget(&mut tx, account, &name).await })
    });
    Ok(done.await?)
}
