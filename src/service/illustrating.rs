//! The media library: uploading pictures, finding them, saying what is on them, replacing and
//! deleting them. Whoever may do so is an [`Illustrator`].

mod error;
mod intake;

pub use error::{MediaError, Text};
pub use intake::Intake;

use super::{
    Services,
    error::ServiceError,
    pictures::{self, Developed},
    rights::Illustrator,
};
use crate::{
    domain::{
        category::Named,
        document::Document,
        id::{AccountId, ArticleId, MediaId},
        media::{ALT_LENGTH, CAPTION_LENGTH, CREDIT_LENGTH, Picture, one_line},
        page::Key,
    },
    store::{
        self, Store, StoreError, Tx,
        media::{MediaRow, NewPicture},
        media_library::Wanted,
        media_use::UseRow,
        standing_page::{NewPage, PageRow},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use futures::future::BoxFuture;

/// What is said of a picture; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
    /// Percent from the left and the top.
    pub focal: Option<(u8, u8)>,
}

impl Description {
    /// Tidied, or the first text that is too long.
    fn checked(self) -> Result<Description, MediaError> {
        let tidy = |text: Option<String>, field, longest| match text {
            Some(text) if text.chars().count() > longest => {
                Err(MediaError::TooLong { field, longest })
            }
            text => Ok(text.map(|text| one_line(&text, longest))),
        };
        Ok(Description {
            alt: tidy(self.alt, Text::Alt, ALT_LENGTH)?,
            caption: tidy(self.caption, Text::Caption, CAPTION_LENGTH)?,
            credit: tidy(self.credit, Text::Credit, CREDIT_LENGTH)?,
            focal: self.focal.map(|(x, y)| (x.min(100), y.min(100))),
        })
    }

    fn apply(self, picture: &mut Picture) {
        let set = |old: &mut String, new: Option<String>| {
            if let Some(new) = new {
                *old = new;
            }
        };
        set(&mut picture.alt, self.alt);
        set(&mut picture.caption, self.caption);
        set(&mut picture.credit, self.credit);
        picture.focal = self.focal.unwrap_or(picture.focal);
    }
}

/// Makes an uploaded file a picture of the library. What the upload leaves unsaid is taken from
/// the file, where that says it.
pub async fn upload(
    services: &Services,
    illustrator: &Illustrator,
    intake: Intake,
    said: Description,
) -> Result<MediaRow, MediaError> {
    let said = said.checked()?;
    let mut new = developed(services, Some(illustrator.id()), intake).await?;
    said.apply(&mut new.picture);
    let (key, at) = (new.picture.key.clone(), services.clock.now());
    let made = services.store.write(move |mut tx| {
        Box::pin(async move { store::media::insert(&mut tx, &new, at).await })
    });
    let id = match made.await {
        Ok(id) => id,
        Err(error) => return Err(undo(services, &key, error.into()).await),
    };
    read(services, illustrator, id).await
}

/// The same for a picture that comes from another site, uploaded by nobody here.
pub(super) async fn bring(
    services: &Services,
    intake: Intake,
    said: Description,
) -> Result<(MediaId, Picture), MediaError> {
    let said = said.checked()?;
    let mut new = developed(services, None, intake).await?;
    said.apply(&mut new.picture);
    let (picture, at) = (new.picture.clone(), services.clock.now());
    let made = services.store.write(move |mut tx| {
        Box::pin(async move { store::media::insert(&mut tx, &new, at).await })
    });
    match made.await {
        Ok(id) => Ok((id, picture)),
        Err(error) => Err(undo(services, &picture.key, error.into()).await),
    }
}

/// Up to `limit` pictures, the newest first, older than `before`.
pub async fn list(
    services: &Services,
    _: &Illustrator,
    wanted: &Wanted,
    before: Key,
    limit: u32,
) -> Result<Vec<MediaRow>, MediaError> {
    Ok(store::media_library::list(&services.store, wanted, before, limit).await?)
}

/// One picture.
pub async fn read(
    services: &Services,
    _: &Illustrator,
    id: MediaId,
) -> Result<MediaRow, MediaError> {
    let row = store::media::by_id(&services.store, id).await?;
    row.ok_or(MediaError::NotFound)
}

/// A story that uses a picture, as far as whoever asks may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub article: ArticleId,
    /// Slug and headline; `None` for a story that is not public and not the asker's business.
    pub named: Option<(String, String)>,
    pub public: bool,
    pub banner: bool,
    pub body: bool,
}

/// The stories that use a picture, the newest first.
pub async fn uses(
    services: &Services,
    illustrator: &Illustrator,
    id: MediaId,
) -> Result<Vec<Use>, MediaError> {
    read(services, illustrator, id).await?;
    let rows = store::media_use::of_media(&services.store, id).await?;
    Ok(told(rows, illustrator))
}

/// The standing pages that show a picture.
pub async fn on_pages(
    services: &Services,
    _illustrator: &Illustrator,
    id: MediaId,
) -> Result<Vec<Named>, MediaError> {
    Ok(store::standing_page::titles_showing(&services.store, id).await?)
}

fn told(rows: Vec<UseRow>, illustrator: &Illustrator) -> Vec<Use> {
    let one = |row: UseRow| {
        let public = row.status == "published";
        Use {
            article: ArticleId(row.article_id),
            named: (public || illustrator.keeps_library()).then_some((row.slug, row.headline)),
            public,
            banner: row.banner,
            body: row.body,
        }
    };
    rows.into_iter().map(one).collect()
}

/// Changes what is said of a picture. Stories that have it above them show it at once; those that
/// have it in their text say there what their writers said.
pub async fn describe(
    services: &Services,
    illustrator: &Illustrator,
    id: MediaId,
    said: Description,
) -> Result<MediaRow, MediaError> {
    let said = said.checked()?;
    let by = illustrator.clone();
    let changed = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let mut row = owned(&mut tx, &by, id).await?;
            let before = row.picture.clone();
            said.apply(&mut row.picture);
            let mut keys = Vec::new();
            if row.picture != before {
                store::media::describe(&mut tx, id, &row.picture, &row.file_name).await?;
                let uses = store::media_use::all_of_media(&mut tx, id).await?;
                keys = pages(uses.iter().filter(|one| one.banner));
                if !keys.is_empty() {
                    store::changes::note(&mut tx, &keys).await?;
                }
            }
            Ok((row, keys))
        })
    });
    let (row, keys) = changed.await?;
    services.freshness.purge(&keys);
    Ok(row)
}

/// Puts another picture in this one's place: its id, what is said of it, and every story that
/// shows it stay. Stories that have it in their text get a revision with the new one.
pub async fn replace(
    services: &Services,
    illustrator: &Illustrator,
    id: MediaId,
    intake: Intake,
) -> Result<MediaRow, MediaError> {
    let row = read(services, illustrator, id).await?;
    if !illustrator.may_change(row.uploader) {
        return Err(MediaError::NotYours);
    }
    let new = developed(services, Some(illustrator.id()), intake).await?;
    let key = new.picture.key.clone();
    let (by, at) = (illustrator.clone(), services.clock.now());
    let changed = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let row = owned(&mut tx, &by, id).await?;
            let mut new = new;
            new.picture = Picture {
                key: new.picture.key,
                width: new.picture.width,
                height: new.picture.height,
                vector: false,
                avif: false,
                cropped: false,
                ..row.picture
            };
            let old_keys = store::media::keys(&mut tx, id).await?;
            store::media::replace(&mut tx, id, &new).await?;
            let uses = store::media_use::all_of_media(&mut tx, id).await?;
            for one in uses.iter().filter(|one| one.body) {
                let article = ArticleId(one.article_id);
                let mut document = store::media_use::document(&mut tx, article).await?;
                exchange(&mut document, &old_keys, &new.picture);
                store::media_use::rewrite(&mut tx, article, &document, by.id(), at).await?;
            }
            let mut keys = pages(uses.iter());
            for page in store::standing_page::showing(&mut tx, id).await? {
                let mut document = read_page(&page)?;
                exchange(&mut document, &old_keys, &new.picture);
                let page = NewPage {
                    slug: &page.slug,
                    title: &page.title,
                    document: &document,
                    html: &document.to_html(),
                    at,
                };
                store::standing_page::update(&mut tx, page.slug, &page).await?;
                keys.push(format!("page/{}", page.slug));
            }
            let subject = format!("media:{id}");
            let (by, detail) = (Some(by.id()), new.file_name.as_str());
            store::audit::note(&mut tx, at, by, "media.replaced", &subject, detail).await?;
            if !keys.is_empty() {
                store::changes::note(&mut tx, &keys).await?;
            }
            Ok(keys)
        })
    });
    match changed.await {
        Ok(keys) => services.freshness.purge(&keys),
        Err(error) => return Err(undo(services, &key, error).await),
    }
    read(services, illustrator, id).await
}

/// Deletes a picture that no story uses, with all its files.
pub async fn delete(
    services: &Services,
    illustrator: &Illustrator,
    id: MediaId,
) -> Result<(), MediaError> {
    let (by, at) = (illustrator.clone(), services.clock.now());
    let deleted = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let row = owned(&mut tx, &by, id).await?;
            let uses = store::media_use::all_of_media(&mut tx, id).await?;
            if !uses.is_empty() {
                return Err(MediaError::InUse(told(uses, &by)));
            }
            let shown = store::standing_page::showing(&mut tx, id).await?;
            if !shown.is_empty() {
                let titles = shown.into_iter().map(|page| page.title).collect();
                return Err(MediaError::OnPages(titles));
            }
            let keys = store::media::keys(&mut tx, id).await?;
            store::media::delete(&mut tx, id).await?;
            let (by, subject) = (Some(by.id()), format!("media:{id}"));
            store::audit::note(&mut tx, at, by, "media.deleted", &subject, &row.file_name).await?;
            Ok(keys)
        })
    });
    let keys = match deleted.await {
        // A story that was stored in the same moment was first.
        Err(MediaError::Service(ServiceError::Store(StoreError::Conflict(_)))) => {
            return Err(MediaError::InUse(uses(services, illustrator, id).await?));
        }
        deleted => deleted?,
    };
    for key in keys {
        if let Err(error) = services.media.remove(&key).await {
            tracing::warn!(%error, %key, "files of a deleted picture are left under {key}: {error}");
        }
    }
    Ok(())
}

/// Puts a picture where one of these stood.
fn exchange(document: &mut Document, old_keys: &[String], new: &Picture) {
    document.change_images(|image| {
        if old_keys.contains(&image.media) {
            image.media.clone_from(&new.key);
            (image.width, image.height) = (new.width, new.height);
        }
    });
}

fn read_page(page: &PageRow) -> Result<Document, StoreError> {
    serde_json::from_str(&page.document).map_err(|error| StoreError::Inconsistent {
        table: "standing_pages",
        column: "document",
        detail: format!("page {}: {error}", page.slug),
    })
}

/// The picture, locked, if it is theirs to change.
async fn owned(tx: &mut Tx<'_>, by: &Illustrator, id: MediaId) -> Result<MediaRow, MediaError> {
    let row = store::media::lock(tx, id).await?;
    let row = row.ok_or(MediaError::NotFound)?;
    if by.may_change(row.uploader) {
        Ok(row)
    } else {
        Err(MediaError::NotYours)
    }
}

/// The keys of the public pages that show a picture in these stories.
fn pages<'a>(uses: impl Iterator<Item = &'a UseRow>) -> Vec<String> {
    let public: Vec<&UseRow> = uses.filter(|one| one.status == "published").collect();
    let mut keys: Vec<String> = public
        .iter()
        .map(|one| format!("article/{}", one.slug))
        .collect();
    if public.iter().any(|one| one.banner) {
        keys.push("lists".to_owned());
    }
    keys
}

/// Makes a file ready and keeps what was made of it under a key that nobody can guess.
async fn developed(
    services: &Services,
    uploader: Option<AccountId>,
    intake: Intake,
) -> Result<NewPicture, MediaError> {
    let (file, file_name) = intake.finish().await?;
    let Developed {
        mime,
        width,
        height,
        files,
        placeholder,
        creator,
        copyright,
        alt,
        caption,
        credit,
    } = pictures::develop(file, file_name.clone()).await??;
    let key = BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>());
    let renditions = files.iter().map(|file| file.rendition.clone()).collect();
    let files = files.into_iter().map(|f| (f.name, Bytes::from(f.bytes)));
    if let Err(error) = services.media.put_all(&key, files).await {
        return Err(undo(services, &key, error.into()).await);
    }
    Ok(NewPicture {
        picture: Picture {
            key,
            width,
            height,
            vector: false,
            alt,
            caption,
            credit,
            note: String::new(),
            focal: (50, 50),
            placeholder: String::new(),
            avif: false,
            cropped: false,
        },
        file_name,
        mime,
        renditions,
        uploader,
        placeholder,
        creator,
        copyright,
    })
}

/// Removes the files of a picture that did not come to be; hands the cause back.
async fn undo(services: &Services, key: &str, cause: MediaError) -> MediaError {
    if let Err(error) = services.media.remove(key).await {
        tracing::warn!(%error, %key, "files of a failed upload are left under {key}: {error}");
    }
    cause
}

/// Runs a use case in one transaction. A fault of the database rolls it back; a refusal comes
/// before anything is written.
async fn write<T, F>(store: &Store, work: F) -> Result<T, MediaError>
where
    T: Send + 'static,
    F: for<'c> FnOnce(Tx<'c>) -> BoxFuture<'c, Result<T, MediaError>> + Send + 'static,
{
    let done = store.write(move |tx| {
        Box::pin(async move {
            match work(tx).await {
                Err(MediaError::Service(ServiceError::Store(fault))) => Err(fault),
                outcome => Ok(outcome),
            }
        })
    });
    done.await?
}
