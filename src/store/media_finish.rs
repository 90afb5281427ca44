//! What pictures still lack after they have come in.

use super::{
    StoreError,
    media::{Rendition, add_files},
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::MediaId, stamp::Stamp};

/// A picture that lacks something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub id: MediaId,
    pub key: String,
    pub width: u32,
    pub height: u32,
    pub vector: bool,
    pub focal: (u8, u8),
    /// Whether the AVIF files are there already, and the focal point alone has moved.
    pub avif: bool,
}

#[derive(sqlx::FromRow)]
struct Raw {
    id: i64,
    media_key: String,
    width: i64,
    height: i64,
    vector: bool,
    focal_x: i64,
    focal_y: i64,
    avif: bool,
}

/// Whether a picture is due: asked often, so without a write.
pub async fn is_due(store: &Store, now: Stamp) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM media WHERE finish_at <= $1 LIMIT 1";
    let due: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql)
        .bind(now.micros())
        .fetch_optional(p)
        .await)?;
    Ok(due.is_some())
}

/// Takes one that is due, the newest first: it is the one that is being shared. Nobody else takes it
/// before `until`.
pub async fn claim(
    tx: &mut Tx<'_>,
    now: Stamp,
    until: Stamp,
) -> Result<Option<Unfinished>, StoreError> {
    let sql = "UPDATE media SET finish_at = $2 WHERE finish_at <= $1 AND id = \
               (SELECT id FROM media WHERE finish_at <= $1 ORDER BY finish_at DESC, id DESC LIMIT 1) \
               RETURNING id, media_key, width, height, vector, focal_x, focal_y, avif";
    let raw: Option<Raw> = on_tx!(tx, c => sqlx::query_as(sql)
        .bind(now.micros())
        .bind(until.micros())
        .fetch_optional(c)
        .await)?;
    let side = |n: i64| u32::try_from(n).unwrap_or(1);
    let percent = |n: i64| u8::try_from(n).unwrap_or(50);
    Ok(raw.map(|raw| Unfinished {
        id: MediaId(raw.id),
        key: raw.media_key,
        width: side(raw.width),
        height: side(raw.height),
        vector: raw.vector,
        focal: (percent(raw.focal_x), percent(raw.focal_y)),
        avif: raw.avif,
    }))
}

/// Lets the AVIF files of a picture be made again.
pub async fn again(tx: &mut Tx<'_>, id: MediaId) -> Result<(), StoreError> {
    let sql = "DELETE FROM media_renditions WHERE media_id = $1 AND format = 'avif'";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    let sql = "UPDATE media SET avif = FALSE, finish_at = 0 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that it lacks nothing any more, unless the picture or its focal point is another by now.
/// Returns whether it was noted.
pub async fn done(
    tx: &mut Tx<'_>,
    picture: &Unfinished,
    files: &[Rendition],
) -> Result<bool, StoreError> {
    let (x, y) = picture.focal;
    let avif = picture.avif || !files.is_empty();
    let sql = "UPDATE media SET avif = $5, cropped = $6, finish_at = NULL \
               WHERE id = $1 AND media_key = $2 AND focal_x = $3 AND focal_y = $4 RETURNING id";
    let found: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(picture.id.0)
        .bind(&picture.key)
        .bind(i64::from(x))
        .bind(i64::from(y))
        .bind(avif)
        .bind(format!("{x}-{y}"))
        .fetch_optional(c)
        .await)?;
    if found.is_some() && !picture.avif {
        add_files(tx, picture.id, files).await?;
    }
    Ok(found.is_some())
}
