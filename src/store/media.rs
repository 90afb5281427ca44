//! Pictures.

use super::{
    StoreError,
    pool::{Tx, on_tx},
};
use crate::domain::{id::MediaId, media::Picture, stamp::Stamp};

/// One stored file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// File name extension: `jpg`, `webp` or `svg`.
    pub format: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

/// Adds a picture and what was made of it.
pub async fn insert(
    tx: &mut Tx<'_>,
    picture: &Picture,
    file_name: &str,
    mime: &str,
    renditions: &[Rendition],
    at: Stamp,
) -> Result<MediaId, StoreError> {
    let sql = "INSERT INTO media (media_key, file_name, mime, width, height, vector, alt, caption, credit, note, focal_x, focal_y, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
    let id: i64 = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&picture.key)
        .bind(file_name)
        .bind(mime)
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
        .fetch_one(c)
        .await)?;
    let sql = "INSERT INTO media_renditions (media_id, format, width, height, bytes) VALUES ($1, $2, $3, $4, $5)";
    for r in renditions {
        let bytes = i64::try_from(r.bytes).unwrap_or(i64::MAX);
        on_tx!(tx, c => sqlx::query(sql)
            .bind(id)
            .bind(r.format)
            .bind(i64::from(r.width))
            .bind(i64::from(r.height))
            .bind(bytes)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(MediaId(id))
}
