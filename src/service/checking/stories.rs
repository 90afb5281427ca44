//! Stories, standing pages and revisions: their documents, what is made of them, and the pictures
//! they show.

use super::{Check, GROUP, Part};
use crate::{
    domain::{document::Document, id::ArticleId},
    service::error::ServiceError,
    store::{self, StoreError, check::StoryRow},
};
use std::collections::BTreeMap;

/// How a fault of a story is mended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mend {
    /// By nobody but a person.
    No,
    Recount,
    Render,
    NotePictures,
    Learn,
}

type Wrong = (Part, String, Mend);

impl Check<'_> {
    pub(super) async fn stories(&mut self) -> Result<(), ServiceError> {
        let store = &self.services.store;
        let mut after = 0;
        loop {
            let rows = store::check::stories(store, after, GROUP).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.id;
            for row in rows {
                self.report.stories += 1;
                if self.wrong_with(&row).await?.is_empty() {
                    continue;
                }
                // Somebody may have written it between two looks: it is looked at again as it is now.
                let again = store::check::stories(store, row.id - 1, 1).await?;
                let again = again.into_iter().next().filter(|now| now.id == row.id);
                if let Some(row) = again {
                    let wrong = self.wrong_with(&row).await?;
                    self.story(&row, wrong).await?;
                }
            }
        }
    }

    async fn story(&mut self, row: &StoryRow, wrong: Vec<Wrong>) -> Result<(), ServiceError> {
        let id = ArticleId(row.id);
        for (part, what, mend) in wrong {
            let mended = self.repair
                && match mend {
                    Mend::No => false,
                    Mend::Recount => self.recount(id).await?,
                    Mend::Render => self.render(id, row.slug.clone()).await?,
                    Mend::NotePictures => self.note_pictures(id).await?,
                    Mend::Learn => self.learn(id).await?,
                };
            self.found(part, format!("article:{id}"), what, mended);
        }
        Ok(())
    }

    async fn wrong_with(&self, row: &StoryRow) -> Result<Vec<Wrong>, ServiceError> {
        let store = &self.services.store;
        let id = ArticleId(row.id);
        let mut wrong: Vec<Wrong> = Vec::new();
        if row.uncounted != 0 || row.misdated != 0 {
            let what = match row.uncounted {
                0 => "its bylines or tags repeat another time of publication".to_owned(),
                n => format!("its published comments are {n} more than are counted"),
            };
            wrong.push((Part::Count, what, Mend::Recount));
        }
        if row.banner_id.is_some() && row.banners == 0 {
            let what = "the picture above it is not there".to_owned();
            wrong.push((Part::Picture, what, Mend::No));
        }
        let document: Document = match serde_json::from_str(&row.document) {
            Ok(document) => document,
            Err(error) => {
                let what = format!("its text cannot be read: {error}");
                wrong.push((Part::Document, what, Mend::No));
                return Ok(wrong);
            }
        };
        if document.to_html() != row.html || document.to_plain() != row.plain {
            let what = "its HTML or plain text is not what its document gives".to_owned();
            wrong.push((Part::Html, what, Mend::Render));
        }
        let mut expected: BTreeMap<i64, (bool, bool)> = BTreeMap::new();
        if let Some(banner) = row.banner_id.filter(|_| row.banners > 0) {
            expected.entry(banner).or_default().0 = true;
        }
        for key in document.media_keys() {
            match store::check::picture_of(store, key).await? {
                Some((picture, _)) => expected.entry(picture).or_default().1 = true,
                None => {
                    let what = format!("the picture {key} in its text is not in the library");
                    wrong.push((Part::Picture, what, Mend::No));
                }
            }
        }
        let known: BTreeMap<i64, (bool, bool)> = store::check::uses(store, id)
            .await?
            .into_iter()
            .map(|(picture, banner, body)| (picture, (banner, body)))
            .collect();
        if known != expected {
            let what = "the library does not know which pictures it shows".to_owned();
            wrong.push((Part::Count, what, Mend::NotePictures));
        }
        if let Some(what) = store::search::fault(store, id).await? {
            wrong.push((Part::Search, what.to_owned(), Mend::Learn));
        }
        Ok(wrong)
    }

    async fn recount(&self, id: ArticleId) -> Result<bool, ServiceError> {
        let counted = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let Some(story) = store::thread::lock(tx, id).await? else {
                    return Ok(false);
                };
                store::check::recount_story(tx, id).await?;
                let keys = [format!("article/{}", story.slug), "lists".to_owned()];
                store::changes::note(tx, &keys).await?;
                Ok(true)
            })
        });
        Ok(counted.await?)
    }

    async fn render(&self, id: ArticleId, slug: String) -> Result<bool, ServiceError> {
        let rendered = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                store::search::hold(tx, id).await?;
                let document = store::media_use::document(tx, id).await?;
                store::check::render(tx, id, &document).await?;
                store::search::note(tx, id).await?;
                let keys = [format!("article/{slug}"), "search".to_owned()];
                store::changes::note(tx, &keys).await?;
                Ok(true)
            })
        });
        Ok(rendered.await?)
    }

    async fn note_pictures(&self, id: ArticleId) -> Result<bool, ServiceError> {
        let noted = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                store::search::hold(tx, id).await?;
                let banner = store::media_use::banner(tx, id).await?;
                let document = store::media_use::document(tx, id).await?;
                store::media_use::note(tx, id, banner, &document).await?;
                Ok(true)
            })
        });
        Ok(noted.await?)
    }

    async fn learn(&self, id: ArticleId) -> Result<bool, ServiceError> {
        let learned = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                store::search::hold(tx, id).await?;
                store::search::note(tx, id).await?;
                store::changes::note(tx, &["search".to_owned()]).await?;
                Ok(true)
            })
        });
        Ok(learned.await?)
    }

    pub(super) async fn pages(&mut self) -> Result<(), ServiceError> {
        let mut after = String::new();
        loop {
            let rows = store::check::pages(&self.services.store, &after, GROUP).await?;
            let Some((last, ..)) = rows.last() else {
                return Ok(());
            };
            after.clone_from(last);
            for (slug, document, html) in rows {
                self.report.pages += 1;
                let of = format!("page:{slug}");
                let document: Document = match serde_json::from_str(&document) {
                    Ok(document) => document,
                    Err(error) => {
                        let what = format!("its text cannot be read: {error}");
                        self.found(Part::Document, of, what, false);
                        continue;
                    }
                };
                for key in document.media_keys() {
                    let known = store::check::picture_of(&self.services.store, key).await?;
                    if known.is_none() {
                        let what = format!("the picture {key} in its text is not in the library");
                        self.found(Part::Picture, of.clone(), what, false);
                    }
                }
                if document.to_html() != html {
                    let mended = self.repair && self.render_page(slug).await?;
                    let what = "its HTML is not what its document gives";
                    self.found(Part::Html, of, what, mended);
                }
            }
        }
    }

    async fn render_page(&self, slug: String) -> Result<bool, ServiceError> {
        let rendered = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let Some(page) = store::standing_page::lock(tx, &slug).await? else {
                    return Ok(false);
                };
                let document: Document = serde_json::from_str(&page.document).map_err(|error| {
                    StoreError::Inconsistent {
                        table: "standing_pages",
                        column: "document",
                        detail: format!("page {slug}: {error}"),
                    }
                })?;
                store::check::render_page(tx, &slug, &document).await?;
                store::changes::note(tx, &[format!("page/{slug}")]).await?;
                Ok(true)
            })
        });
        Ok(rendered.await?)
    }

    pub(super) async fn revisions(&mut self) -> Result<(), ServiceError> {
        let mut after = (0, 0);
        loop {
            let rows = store::check::revisions(&self.services.store, after, GROUP).await?;
            let Some((article, n, _)) = rows.last() else {
                return Ok(());
            };
            after = (*article, *n);
            for (article, n, document) in rows {
                self.report.revisions += 1;
                if let Err(error) = serde_json::from_str::<Document>(&document) {
                    let what = format!("the text of its revision {n} cannot be read: {error}");
                    self.found(Part::Document, format!("article:{article}"), what, false);
                }
            }
        }
    }
}
