//! Backups: the database at one moment and every picture, in one archive (a gzipped tar) with the
//! checksums of all that is in it.

mod archive;
mod missing;
mod restoring;

pub use restoring::{Into, restore};

use super::{Services, error::ServiceError, secret::SHORTEST};
use crate::store::{self, StoreError, pool::Kind};
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
/// So many missing files are named.
const NAMES: usize = 10;

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
    /// Where the site's secret is: [`IN_ARCHIVE`] or [`APART`]; empty in older archives.
    #[serde(default)]
    secret: String,
    /// SHA-256 of every file, in hexadecimal digits.
    files: BTreeMap<String, String>,
}

/// What a manifest says of the secret.
const IN_ARCHIVE: &str = "in this archive";
const APART: &str = "not in this archive: set WARTA_SECRET to the same as before";

/// What was kept or brought back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Pictures, also those that were replaced.
    pub pictures: usize,
    pub files: usize,
    /// Of the archive.
    pub bytes: u64,
    /// Files of pictures that the database names and that were not there to be kept.
    pub missing: usize,
    /// The first of them: `KEY/NAME`.
    pub missing_names: Vec<String>,
    /// Whether the site's secret is not in the archive, because `WARTA_SECRET` named it: the site
    /// that the archive is brought back to needs the same.
    pub secret_apart: bool,
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
    let secret = secret.filter(|path| path.exists());
    let has_secret = secret.is_some();
    if let Some(secret) = secret {
        writing.file(SECRET, secret).map_err(at(secret))?;
    }
    let named = missing::named(services).await?;
    let mut kept = Kept::default();
    let mut gone = Vec::new();
    for (key, expected) in &named {
        let mut names: Vec<String> = services.media.list(key).await?.into_keys().collect();
        names.sort();
        kept.pictures += usize::from(!names.is_empty());
        gone.extend(
            missing::of_key(key, expected, &names)
                .into_iter()
                .map(|path| (key, path)),
        );
        for name in names {
            // Deleted meanwhile.
            if let Some(bytes) = services.media.get(key, &name).await? {
                let path = format!("{MEDIA}{key}/{name}");
                writing.bytes(&path, &bytes).map_err(at(file))?;
            }
        }
    }
    if !gone.is_empty() {
        // What was deleted or replaced meanwhile is not missed.
        let now = missing::named(services).await?;
        gone.retain(|(key, _)| now.contains_key(*key));
    }
    kept.missing = gone.len();
    kept.missing_names = gone.into_iter().map(|(_, path)| path).take(NAMES).collect();
    kept.secret_apart = !has_secret;
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
