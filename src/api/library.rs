//! The picture library.

use crate::{
    domain::{
        desk::{Described, Pictures, Told, Usage},
        id::MediaId,
    },
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// A page of the library, newest first. `list`: empty for everything, `mine` or `unused`.
#[server(endpoint = "library/list", input = GetUrl)]
pub async fn list_pictures(
    #[server(default)] list: String,
    #[server(default)] words: String,
    #[server(default)] after: String,
) -> Result<Pictures, AppError> {
    server::Shelf::of_caller()?.list(list, words, after).await
}

/// The stories that use a picture.
#[server(endpoint = "library/uses", input = GetUrl)]
pub async fn uses_of_picture(id: MediaId) -> Result<Vec<Usage>, AppError> {
    server::Shelf::of_caller()?.uses(id).await
}

/// Changes what is said of a picture.
#[server(endpoint = "library/describe", input = Json)]
pub async fn describe_picture(id: MediaId, described: Described) -> Result<Told, AppError> {
    server::Shelf::of_caller()?.describe(id, described).await
}

/// Deletes a picture that no story uses.
#[server(endpoint = "library/delete", input = Json)]
pub async fn delete_picture(id: MediaId) -> Result<Told, AppError> {
    server::Shelf::of_caller()?.delete(id).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{AppError, Described, MediaId, Pictures, Told, Usage};
    use crate::{
        context::{self, Place, Services},
        domain::{desk::Shot, page::Key},
        service::{
            illustrating::{self, Description, MediaError},
            moderating,
            rights::{Illustrator, Reader},
        },
        store::{media::MediaRow, media_library::Wanted},
        text,
    };

    /// Pictures at once.
    const SHOWN: u32 = 30;
    const SCOPE: &str = "desk/media";

    pub(super) struct Shelf {
        services: Services,
        place: Place,
        reader: Reader,
        illustrator: Illustrator,
    }

    impl Shelf {
        pub(super) fn of_caller() -> Result<Shelf, AppError> {
            let reader = context::caller().and_then(|caller| caller.reader);
            let reader = reader.ok_or_else(|| context::refuse(AppError::Refused(401)))?;
            let illustrator = reader.as_illustrator();
            Ok(Shelf {
                illustrator: illustrator.ok_or_else(|| context::refuse(AppError::Forbidden))?,
                services: context::services()?,
                place: context::place()?.read_by(&reader),
                reader,
            })
        }

        fn shot(&self, row: MediaRow) -> Shot {
            Shot {
                id: row.id,
                changeable: self.illustrator.may_change(row.uploader),
                picture: row.picture,
                uses: row.uses,
                name: row.file_name,
                creator: row.creator,
                copyright: row.copyright,
            }
        }

        pub(super) async fn list(
            &self,
            list: String,
            words: String,
            after: String,
        ) -> Result<Pictures, AppError> {
            let bad = || context::refuse(AppError::BadAddress);
            let before = match after.as_str() {
                "" => Key::NEWEST,
                cursor => Key::from_cursor(cursor, SCOPE).ok_or_else(bad)?,
            };
            let wanted = Wanted {
                words: words.clone(),
                uploader: (list == "mine").then(|| self.illustrator.id()),
                unused: list == "unused",
            };
            let (services, illustrator) = (&self.services, &self.illustrator);
            let found = illustrating::list(services, illustrator, &wanted, before, SHOWN + 1).await;
            let mut rows = found.map_err(fault)?;
            let more = rows.len() > SHOWN as usize;
            rows.truncate(SHOWN as usize);
            let next = rows.last().filter(|_| more).map(|row| {
                let (at, id) = (row.created_at, row.id.0);
                Key { at, id }.to_cursor(SCOPE)
            });
            let staff = moderating::staff(services, &self.reader, &self.place.site).await?;
            Ok(Pictures {
                staff: staff.ok_or_else(|| context::refuse(AppError::Forbidden))?,
                list,
                words,
                first: after.is_empty(),
                shots: rows.into_iter().map(|row| self.shot(row)).collect(),
                next,
            })
        }

        pub(super) async fn uses(&self, id: MediaId) -> Result<Vec<Usage>, AppError> {
            let uses = illustrating::uses(&self.services, &self.illustrator, id).await;
            let told = uses.map_err(fault)?.into_iter().map(|one| Usage {
                story: one.named.is_some().then_some(one.article),
                page: None,
                headline: one.named.map(|(_, headline)| headline).unwrap_or_default(),
            });
            let pages = illustrating::on_pages(&self.services, &self.illustrator, id).await;
            let pages = pages.map_err(fault)?.into_iter().map(|page| Usage {
                story: None,
                page: Some(page.slug),
                headline: page.name,
            });
            Ok(told.chain(pages).collect())
        }

        pub(super) async fn describe(
            &self,
            id: MediaId,
            described: Described,
        ) -> Result<Told, AppError> {
            let said = Description {
                alt: Some(described.alt),
                caption: Some(described.caption),
                credit: Some(described.credit),
                focal: Some(described.focal),
            };
            let done = illustrating::describe(&self.services, &self.illustrator, id, said).await;
            match done {
                Ok(row) => Ok(Told::Shot(Box::new(self.shot(row)))),
                Err(error) => self.refused(error),
            }
        }

        pub(super) async fn delete(&self, id: MediaId) -> Result<Told, AppError> {
            match illustrating::delete(&self.services, &self.illustrator, id).await {
                Ok(()) => Ok(Told::Deleted),
                Err(error) => self.refused(error),
            }
        }

        fn refused(&self, error: MediaError) -> Result<Told, AppError> {
            let words = text::library(self.place.site.language);
            match error {
                MediaError::NotYours => Ok(Told::Refused(words.not_yours.to_owned())),
                MediaError::InUse(_) => Ok(Told::Refused(words.in_use.to_owned())),
                MediaError::OnPages(titles) => {
                    let titles = titles.join(", ");
                    Ok(Told::Refused(format!("{} {titles}", words.in_use)))
                }
                MediaError::TooLong { longest, .. } => {
                    Ok(Told::Refused(format!("{} {longest}.", words.too_long)))
                }
                other => Err(fault(other)),
            }
        }
    }

    fn fault(error: MediaError) -> AppError {
        match error {
            MediaError::NotFound => context::refuse(AppError::NotFound),
            MediaError::Service(error) => error.into(),
            _ => context::refuse(AppError::Forbidden),
        }
    }
}
