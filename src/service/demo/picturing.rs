//! The pictures of the demo content. Their files are named after what is in them, so that loading
//! it anew, as tests do all day, makes nothing twice.

use crate::{
    domain::media::Picture,
    service::{
        error::ServiceError,
        media_store::MediaStore,
        pictures::{self, Made, Measured, sizes},
    },
    store::media::{NewPicture, Rendition},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    io::Cursor,
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Deserialize)]
pub(super) struct MediaEntry {
    file: String,
    vector: Option<String>,
    alt: String,
    #[serde(default)]
    caption: String,
    credit: String,
    #[serde(default)]
    note: String,
    #[serde(default = "middle")]
    focal_x: u8,
    #[serde(default = "middle")]
    focal_y: u8,
}

fn middle() -> u8 {
    50
}

/// Makes and keeps what is missing of every picture; answers in their order, with their files'
/// names. Encoding takes most of the time: it is spread over the processor's cores.
pub(super) async fn prepare_all(
    folder: &Path,
    media: &MediaStore,
    entries: Vec<MediaEntry>,
) -> Result<Vec<(String, NewPicture)>, ServiceError> {
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    futures::stream::iter(entries)
        .map(|entry| prepare(folder.to_owned(), media, entry))
        .buffered(cores)
        .try_collect()
        .await
}

/// A picture's files as they are on disk.
struct Source {
    original: Vec<u8>,
    drawing: Option<Vec<u8>>,
    key: String,
    measured: Measured,
}

async fn prepare(
    folder: PathBuf,
    media: &MediaStore,
    entry: MediaEntry,
) -> Result<(String, NewPicture), ServiceError> {
    let entry = Arc::new(entry);
    let wanted = Arc::clone(&entry);
    let source = blocking(move || read(&folder, &wanted)).await?;
    let (key, measured) = (source.key.clone(), source.measured);
    let there = Arc::new(media.list(&key).await?);
    let (known, name) = (Arc::clone(&there), entry.file.clone());
    let made = blocking(move || make(source, &known, &name)).await?;
    let mut bytes: HashMap<String, u64> = there.as_ref().clone();
    bytes.extend(
        made.iter()
            .map(|file| (file.name.clone(), file.bytes.len() as u64)),
    );
    let made = made.into_iter().map(|f| (f.name, Bytes::from(f.bytes)));
    media.hasty().put_all(&key, made).await?;
    let (width, height) = (measured.width, measured.height);
    let rendition = |format, width, height, name: &str| Rendition {
        format,
        width,
        height,
        bytes: bytes.get(name).copied().unwrap_or_default(),
    };
    let mut renditions: Vec<Rendition> = sizes(width, height)
        .into_iter()
        .flat_map(|(w, h)| ["jpg", "webp"].map(|f| rendition(f, w, h, &format!("{w}.{f}"))))
        .collect();
    if entry.vector.is_some() {
        renditions.push(rendition("svg", width, height, DRAWING));
    }
    let picture = Picture {
        key,
        width,
        height,
        vector: entry.vector.is_some(),
        alt: entry.alt.clone(),
        caption: entry.caption.clone(),
        credit: entry.credit.clone(),
        note: entry.note.clone(),
        focal: (entry.focal_x.min(100), entry.focal_y.min(100)),
        placeholder: String::new(),
        avif: false,
        cropped: false,
    };
    let new = NewPicture {
        picture,
        file_name: entry.file.clone(),
        mime: measured.mime(),
        renditions,
        uploader: None,
        placeholder: String::new(),
        creator: String::new(),
        copyright: String::new(),
    };
    Ok((entry.file.clone(), new))
}

const DRAWING: &str = "drawing.svg";

fn read(folder: &Path, entry: &MediaEntry) -> Result<Source, ServiceError> {
    let bytes = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|cause| ServiceError::File {
            path: path.display().to_string(),
            cause,
        })
    };
    let original = bytes(&entry.file)?;
    let drawing = entry.vector.as_deref().map(bytes).transpose()?;
    let hash = Sha256::new()
        .chain_update(&original)
        .chain_update(drawing.as_deref().unwrap_or_default())
        .finalize();
    let measured = pictures::measure(&mut Cursor::new(&original), &entry.file);
    Ok(Source {
        key: BASE64_URL_SAFE_NO_PAD.encode(&hash[..12]),
        measured: measured.map_err(|e| ServiceError::Input(format!("{}: {e}", entry.file)))?,
        original,
        drawing,
    })
}

fn make(
    source: Source,
    there: &HashMap<String, u64>,
    name: &str,
) -> Result<Vec<Made>, ServiceError> {
    let missing = |name: &str| there.get(name).is_none_or(|bytes| *bytes == 0);
    let (width, height) = (source.measured.width, source.measured.height);
    let all = sizes(width, height)
        .into_iter()
        .flat_map(|(w, _)| [format!("{w}.jpg"), format!("{w}.webp")]);
    let mut made = Vec::new();
    if all.into_iter().any(|name| missing(&name)) {
        let developed = pictures::develop_here(&mut Cursor::new(source.original), name, missing);
        made = developed
            .map_err(|e| ServiceError::Input(format!("{name}: {e}")))?
            .files;
    }
    if let Some(bytes) = source.drawing.filter(|_| missing(DRAWING)) {
        made.push(Made {
            name: DRAWING.to_owned(),
            rendition: Rendition {
                format: "svg",
                width,
                height,
                bytes: bytes.len() as u64,
            },
            bytes,
        });
    }
    Ok(made)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    let stopped = |e| ServiceError::Input(format!("preparing a picture stopped: {e}"));
    tokio::task::spawn_blocking(work).await.map_err(stopped)?
}
