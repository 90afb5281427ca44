//! Standing pages in the newsroom: opening one, and what is done with it.

use crate::{
    domain::site_page::{Answer, Opened, Wish},
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// A page as it is opened to be written.
#[server(endpoint = "standing/open", input = GetUrl)]
pub async fn open_page(slug: String) -> Result<Opened, AppError> {
    server::Desk::of_caller()?.open(&slug).await
}

/// Does something with a page.
#[server(endpoint = "standing/act", input = Json)]
pub async fn act_on_page(slug: String, wish: Wish) -> Result<Answer, AppError> {
    server::Desk::of_caller()?.act(&slug, wish).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{Answer, AppError, Opened, Wish};
    use crate::{
        context::{self, Place, Services},
        domain::{
            desk::Objection,
            moderation::When,
            stamp::Stamp,
            story::{Complaint, Wrong},
        },
        service::{
            moderating,
            rights::{Reader, SiteEditor},
            standing_pages::{self, PageError, Written},
        },
        text,
    };

    pub(super) struct Desk {
        services: Services,
        place: Place,
        reader: Reader,
        editor: SiteEditor,
    }

    impl Desk {
        pub(super) fn of_caller() -> Result<Desk, AppError> {
            let reader = context::caller().and_then(|caller| caller.reader);
            let reader = reader.ok_or_else(|| context::refuse(AppError::Refused(401)))?;
            let editor = reader.as_site_editor();
            Ok(Desk {
                editor: editor.ok_or_else(|| context::refuse(AppError::Forbidden))?,
                services: context::services()?,
                place: context::place()?.read_by(&reader),
                reader,
            })
        }

        fn when(&self, micros: i64) -> When {
            let zone = &self.place.zone;
            let moment = zone.moment(Stamp::from_micros(micros));
            let now = zone.moment(self.services.clock.now());
            When {
                text: text::short_when(&moment, &now, self.place.site.language),
                datetime: moment.datetime(),
            }
        }

        pub(super) async fn open(&self, slug: &str) -> Result<Opened, AppError> {
            let staff = moderating::staff(&self.services, &self.reader, &self.place.site).await?;
            let staff = staff.ok_or_else(|| context::refuse(AppError::Forbidden))?;
            match standing_pages::read(&self.services, &self.editor, slug).await {
                Ok(row) => Ok(Opened {
                    staff,
                    updated: self.when(row.updated_at),
                    slug: row.slug,
                    title: row.title,
                    document: row.document,
                    version: row.version,
                    base_url: self.services.base_url.to_string(),
                }),
                Err(PageError::Service(error)) => Err(error.into()),
                Err(_) => Err(context::refuse(AppError::NotFound)),
            }
        }

        pub(super) async fn act(&self, slug: &str, wish: Wish) -> Result<Answer, AppError> {
            let done = match wish {
                Wish::Delete => {
                    let gone = standing_pages::delete(&self.services, &self.editor, slug).await;
                    gone.map(|()| Answer::Deleted)
                }
                Wish::Save { seen, typed } => match serde_json::from_str(&typed.document) {
                    Ok(document) => {
                        let written = Written {
                            title: typed.title,
                            slug: typed.slug,
                            document,
                        };
                        let saved =
                            standing_pages::save(&self.services, &self.editor, slug, seen, written);
                        saved.await.map(|row| Answer::Saved {
                            at: self.when(row.updated_at),
                            slug: row.slug,
                            version: row.version,
                        })
                    }
                    Err(error) => Err(PageError::Fields(vec![Complaint::new(
                        "/document",
                        Wrong::Document(error.to_string()),
                    )])),
                },
            };
            match done {
                Ok(answer) => Ok(answer),
                Err(PageError::Stale(version)) => Ok(Answer::Stale(version)),
                Err(PageError::NotFound) => Err(context::refuse(AppError::NotFound)),
                Err(PageError::Service(error)) => Err(error.into()),
                Err(PageError::Fields(complaints)) => {
                    let words = text::site_pages(self.place.site.language);
                    let told = complaints.into_iter().map(|complaint| Objection {
                        text: words.wrong(&complaint.pointer, &complaint.wrong),
                        at: complaint.pointer,
                    });
                    Ok(Answer::Refused(told.collect()))
                }
            }
        }
    }
}
