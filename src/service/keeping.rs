//! Backups: the database at one moment and every picture, in one archive (a gzipped tar) with the
//! checksums of all that is in it.

mod archive;
mod restoring;

pub use restoring::{Into, restore};

use super::{Services, error::ServiceError, secret::SHORTEST};
use crate::{
    domain::logo::Logo,
    store::{self, StoreError, pool::Kind},
};
use archive::Writing;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

/// The version of the archive's form.
const FORMAT: u32 = 1;
/// Names inside the archive.
const MANIFEST: &str = "manifest.json";
const SQLITE: &str = "database/warta.db";
const ROWS: &str = "database/rows.tsv";
const SECRET: &str = "secret";
const MEDIA: &str = "media/";

/// What an archive says of itself; it stands at its end.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// `sqlite` or `postgres`.
    database: String,
    /// Version of the program that wrote it.
    warta: String,
    /// The newest migration that the database had.
    schema: i64,
    /// SHA-256 of every file, in hexadecimal digits.
    files: BTreeMap<String, String>,
}

/// What was kept or brought back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Pictures, also those that were replaced.
    pub pictures: usize,
    pub files: usize,
    /// Of the archive.
    pub bytes: u64,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// Says what is wrong with the archive.
    #[error("{0}")]
    Archive(String),
    /// Something is there already that would be lost.
    #[error("{0}")]
    Occupied(String),
    #[error("{path}: {cause}")]
    File {
        path: String,
        #[source]
        cause: std::io::Error,
    },
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for KeepError {
    fn from(error: StoreError) -> Self {
        KeepError::Service(error.into())
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> KeepError + use<> {
    let path = path.display().to_string();
    move |cause| KeepError::File { path, cause }
}

/// Writes a backup to `file`, which must not be there yet. Others go on writing meanwhile; what
/// was acknowledged before it began is in it. `secret`: the file that holds the site's secret.
pub async fn backup(
    services: &Services,
    database_url: &str,
    secret: Option<&Path>,
    file: &Path,
) -> Result<Kept, KeepError> {
    if file.exists() {
        return Err(KeepError::Occupied(format!(
            "{} is there already: name another file",
            file.display()
        )));
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let place = tempfile::tempdir_in(&folder).map_err(at(&folder))?;
    let part = place.path().join("archive");
    let kind = Kind::of(database_url);
    let (name, copy) = match kind {
        Some(Kind::Postgres) => (ROWS, rows(services, place.path()).await?),
        _ => {
            let copy = place.path().join("warta.db");
            let own = store::snapshot::sqlite_file(database_url)?;
            store::snapshot::copy_sqlite(&own, &copy).await?;
            (SQLITE, copy)
        }
    };
    let mut writing = Writing::begin(&part).map_err(at(file))?;
    writing.file(name, &copy).map_err(at(file))?;
    std::fs::remove_file(&copy).map_err(at(&copy))?;
    if let Some(secret) = secret.filter(|path| path.exists()) {
        writing.file(SECRET, secret).map_err(at(secret))?;
    }
    let mut keys = store::snapshot::media_keys(&services.store).await?;
    // Logos are no pictures of the library: a setting names each.
    for (name, value) in store::settings::all(&services.store).await? {
        if name.starts_with("logo") {
            keys.extend(Logo::parse(&value).map(|logo| logo.key));
        }
    }
    let mut kept = Kept::default();
    for key in &keys {
        let mut names: Vec<String> = services.media.list(key).await?.into_keys().collect();
        names.sort();
        kept.pictures += usize::from(!names.is_empty());
        for name in names {
            // Deleted meanwhile.
            if let Some(bytes) = services.media.get(key, &name).await? {
                let path = format!("{MEDIA}{key}/{name}");
                writing.bytes(&path, &bytes).map_err(at(file))?;
            }
        }
    }
    let database = match kind {
        Some(Kind::Postgres) => "postgres",
        _ => "sqlite",
    };
    let schema = services.store.schema().await?;
    kept.files = writing.end(database, schema).map_err(at(file))?;
    kept.bytes = part.metadata().map_err(at(&part))?.len();
    std::fs::rename(&part, file).map_err(at(file))?;
    // The name is as durable as what it names.
    File::open(&folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at(&folder))?;
    Ok(kept)
}

async fn rows(services: &Services, folder: &Path) -> Result<PathBuf, KeepError> {
    let path = folder.join("rows");
    let mut out = BufWriter::new(File::create(&path).map_err(at(&path))?);
    store::snapshot::write_rows(&services.store, &mut out).await?;
    out.flush().map_err(at(&path))?;
    Ok(path)
}

/// Whether a text can be the site's secret.
fn is_secret(text: &str) -> bool {
    text.trim().len() >= SHORTEST
}
