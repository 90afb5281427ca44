//! Pictures: adding, reading one, changing, replacing, deleting.

use super::{
    StoreError,
    listing::RawPicture,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, MediaId},
    media::Picture,
    stamp::Stamp,
};

/// One stored file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// File name extension: `jpg`, `webp`, `avif` or `svg`.
    pub format: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

/// A picture to be added, or to take another's place.
#[derive(Debug, Clone)]
pub struct NewPicture {
    pub picture: Picture,
    pub file_name: String,
    /// Of the file it was made from.
    pub mime: &'static str,
    pub renditions: Vec<Rendition>,
    pub uploader: Option<AccountId>,
    /// A tiny WebP in base64, or empty.
    pub placeholder: String,
    pub creator: String,
    pub copyright: String,
}

/// A picture as stored.
#[derive(Debug, Clone)]
pub struct MediaRow {
    pub id: MediaId,
    pub picture: Picture,
    pub file_name: String,
    pub uploader: Option<AccountId>,
    pub placeholder: String,
    pub creator: String,
    pub copyright: String,
    pub created_at: Stamp,
    /// In how many stories it is.
    pub uses: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct RawMedia {
    id: i64,
    #[sqlx(flatten)]
    picture: RawPicture,
    file_name: String,
    account_id: Option<i64>,
    placeholder: String,
    creator: String,
    copyright: String,
    created_at: i64,
    uses: i64,
}

impl RawMedia {
    pub(super) fn into_row(self) -> Option<MediaRow> {
        Some(MediaRow {
            id: MediaId(self.id),
            picture: Picture {
                placeholder: String::new(),
                ..self.picture.into_picture()?
            },
            file_name: self.file_name,
            uploader: self.account_id.map(AccountId),
            placeholder: self.placeholder,
            creator: self.creator,
            copyright: self.copyright,
            created_at: Stamp::from_micros(self.created_at),
            uses: self.uses,
        })
    }
}

/// The columns of a [`MediaRow`]; the arguments stand before and after them.
macro_rules! media_rows {
    ($before:literal, $($after:literal),*) => {
        concat!(
            $before,
            " id, media_key, width, height, vector, alt, caption, credit, note, focal_x, focal_y, avif, cropped, file_name, account_id, ",
            "placeholder, creator, copyright, created_at, (SELECT count(*) FROM media_uses u WHERE u.media_id = media.id) + ",
            "(SELECT count(*) FROM media_page_uses u WHERE u.media_id = media.id) AS uses ",
            $($after),*
        )
    };
}
pub(super) use media_rows;

/// What the library is searched in.
fn search_text(picture: &Picture, file_name: &str) -> String {
    let Picture {
        alt,
        caption,
        credit,
        ..
    } = picture;
    format!("{alt} {caption} {credit} {file_name}").to_lowercase()
}

/// Adds a picture and what was made of it.
pub async fn insert(tx: &mut Tx<'_>, new: &NewPicture, at: Stamp) -> Result<MediaId, StoreError> {
    let picture = &new.picture;
    let sql = "INSERT INTO media (media_key, file_name, mime, width, height, vector, alt, caption, credit, note, focal_x, focal_y, \
               created_at, account_id, placeholder, creator, copyright, search) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id";
    let id: i64 = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&picture.key)
        .bind(&new.file_name)
        .bind(new.mime)
        .bind(i64::from(picture.width))
        .bind(i64::from(picture.height))
        .bind(picture.vector)
        .bind(&picture.alt)
        .bind(&picture.caption)
        .bind(&picture.credit)
        .bind(&picture.note)
        .bind(i64::from(picture.focal.0))
        .bind(i64::from(picture.focal.1))
        .bind(at.micros())
        .bind(new.uploader.map(|a| a.0))
        .bind(&new.placeholder)
        .bind(&new.creator)
        .bind(&new.copyright)
        .bind(search_text(picture, &new.file_name))
        .fetch_one(c)
        .await)?;
    let id = MediaId(id);
    add_key(tx, id, &picture.key).await?;
    add_files(tx, id, &new.renditions).await?;
    Ok(id)
}

async fn add_key(tx: &mut Tx<'_>, id: MediaId, key: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO media_keys (media_key, media_id) VALUES ($1, $2)";
    on_tx!(tx, c => sqlx::query(sql).bind(key).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes files of a picture.
pub(super) async fn add_files(
    tx: &mut Tx<'_>,
    id: MediaId,
    files: &[Rendition],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO media_renditions (media_id, format, width, height, bytes) VALUES ($1, $2, $3, $4, $5)";
    for r in files {
        let bytes = i64::try_from(r.bytes).unwrap_or(i64::MAX);
        on_tx!(tx, c => sqlx::query(sql)
            .bind(id.0)
            .bind(r.format)
            .bind(i64::from(r.width))
            .bind(i64::from(r.height))
            .bind(bytes)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// The picture with this id.
pub async fn by_id(store: &Store, id: MediaId) -> Result<Option<MediaRow>, StoreError> {
    let sql = media_rows!("SELECT", "FROM media WHERE id = $1");
    let raw: Option<RawMedia> =
        on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_optional(p).await)?;
    Ok(raw.and_then(RawMedia::into_row))
}

/// The same inside a transaction, which from here on alone may change it.
pub async fn lock(tx: &mut Tx<'_>, id: MediaId) -> Result<Option<MediaRow>, StoreError> {
    let sql = media_rows!("UPDATE media SET width = width WHERE id = $1 RETURNING", "");
    let raw: Option<RawMedia> =
        on_tx!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    Ok(raw.and_then(RawMedia::into_row))
}

/// Sets what is said of a picture, and its focal point.
pub async fn describe(
    tx: &mut Tx<'_>,
    id: MediaId,
    picture: &Picture,
    file_name: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE media SET alt = $2, caption = $3, credit = $4, focal_x = $5, focal_y = $6, search = $7, \
               finish_at = CASE WHEN focal_x <> $5 OR focal_y <> $6 THEN 0 ELSE finish_at END WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(&picture.alt)
        .bind(&picture.caption)
        .bind(&picture.credit)
        .bind(i64::from(picture.focal.0))
        .bind(i64::from(picture.focal.1))
        .bind(search_text(picture, file_name))
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Puts another picture in this one's place: all of it is new but the id and who uploaded it.
pub async fn replace(tx: &mut Tx<'_>, id: MediaId, new: &NewPicture) -> Result<(), StoreError> {
    let picture = &new.picture;
    let sql = "UPDATE media SET media_key = $2, file_name = $3, mime = $4, width = $5, height = $6, vector = $7, \
               placeholder = $8, creator = $9, copyright = $10, avif = FALSE, cropped = '', finish_at = 0 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(&picture.key)
        .bind(&new.file_name)
        .bind(new.mime)
        .bind(i64::from(picture.width))
        .bind(i64::from(picture.height))
        .bind(picture.vector)
        .bind(&new.placeholder)
        .bind(&new.creator)
        .bind(&new.copyright)
        .execute(c)
        .await
        .map(|_| ()))?;
    let sql = "DELETE FROM media_renditions WHERE media_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    add_key(tx, id, &picture.key).await?;
    add_files(tx, id, &new.renditions).await?;
    describe(tx, id, picture, &new.file_name).await
}

/// Every key the picture has had.
pub async fn keys(tx: &mut Tx<'_>, id: MediaId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT media_key FROM media_keys WHERE media_id = $1";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).fetch_all(c).await)?)
}

/// Removes a picture, with its keys and the list of its files. Refused as a conflict where a
/// story uses it.
pub async fn delete(tx: &mut Tx<'_>, id: MediaId) -> Result<(), StoreError> {
    let sql = "DELETE FROM media WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}
