//! Bringing a backup back: nothing is replaced before everything in it was found whole.

use super::{KeepError, Kept, MEDIA, ROWS, SECRET, SQLITE, archive, at, is_secret};
use crate::{
    service::media_store::MediaStore,
    store::{self, Store, pool::Kind},
};
use futures::StreamExt;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

/// Where a backup is brought back to.
#[derive(Debug, Clone)]
pub struct Into<'a> {
    pub database_url: &'a str,
    pub media: &'a MediaStore,
    /// The file that holds the site's secret, where it is not in the environment.
    pub secret: Option<&'a Path>,
    /// Puts what is there aside (SQLite) or replaces it (PostgreSQL) instead of refusing.
    pub force: bool,
}

/// Brings the backup in `file` back. Nobody else may use the database meanwhile.
pub async fn restore(file: &Path, into: &Into<'_>) -> Result<Kept, KeepError> {
    let kind = Kind::of(into.database_url);
    let (name, place) = match kind {
        Some(Kind::Postgres) => (ROWS, std::env::temp_dir()),
        _ => {
            let own = store::snapshot::sqlite_file(into.database_url)?;
            let folder = own.parent().map(Path::to_owned).unwrap_or_default();
            let folder = match folder.as_os_str().is_empty() {
                true => PathBuf::from("."),
                false => folder,
            };
            std::fs::create_dir_all(&folder).map_err(at(&folder))?;
            (SQLITE, folder)
        }
    };
    free(into).await?;
    let unpacked = tempfile::tempdir_in(&place).map_err(at(&place))?;
    let (from, to) = (file.to_owned(), unpacked.path().to_owned());
    let manifest = tokio::task::spawn_blocking(move || archive::unpack(&from, &to)).await;
    let manifest = manifest
        .map_err(|error| KeepError::Archive(error.to_string()))?
        .map_err(KeepError::Archive)?;
    let database = unpacked.path().join(name);
    if !database.exists() {
        return Err(KeepError::Archive(format!(
            "{} was made of a {} database: set DATABASE_URL to one of that kind",
            file.display(),
            manifest.database
        )));
    }
    if kind == Some(Kind::Postgres) {
        // Rows go into tables of the very shape that they were taken from.
        let store = Store::connect(into.database_url).await?;
        store.migrate().await?;
        let schema = store.schema().await;
        store.close().await;
        if schema? != manifest.schema {
            return Err(KeepError::Archive(format!(
                "{} was made by Warta {} with schema {}: bring it back with that version, then run this one's `warta migrate`",
                file.display(),
                manifest.warta,
                manifest.schema
            )));
        }
    } else {
        let faults = store::snapshot::faults_of_sqlite(&database).await?;
        if let Some(first) = faults.first() {
            return Err(KeepError::Archive(format!(
                "the database in {} is damaged: {first}",
                file.display()
            )));
        }
    }
    // Pictures first: a database without them would show holes.
    let mut kept = Kept {
        files: manifest.files.len(),
        bytes: file.metadata().map_err(at(file))?.len(),
        secret_apart: !manifest.files.contains_key(SECRET),
        ..Kept::default()
    };
    let mut last = String::new();
    for path in manifest.files.keys() {
        let Some((key, name)) = path
            .strip_prefix(MEDIA)
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let own = unpacked.path().join(path);
        let bytes = std::fs::read(&own).map_err(at(&own))?;
        into.media.put(key, name, bytes.into()).await?;
        kept.pictures += usize::from(last != key);
        key.clone_into(&mut last);
    }
    match kind {
        Some(Kind::Postgres) => {
            let store = Store::connect(into.database_url).await?;
            let lines = BufReader::new(File::open(&database).map_err(at(&database))?).lines();
            let done = store::snapshot::read_rows(&store, lines).await;
            store.close().await;
            done?;
        }
        _ => {
            let own = store::snapshot::sqlite_file(into.database_url)?;
            put_aside(&own)?;
            std::fs::rename(&database, &own).map_err(at(&own))?;
            File::open(&place)
                .and_then(|folder| folder.sync_all())
                .map_err(at(&place))?;
            // What an older Warta kept becomes what this one knows.
            Store::open(into.database_url).await?.close().await;
        }
    }
    if let (Some(to), true) = (into.secret, unpacked.path().join(SECRET).exists()) {
        bring_secret(&unpacked.path().join(SECRET), to)?;
    }
    Ok(kept)
}

/// Refuses where something would be lost.
async fn free(into: &Into<'_>) -> Result<(), KeepError> {
    if into.force {
        return Ok(());
    }
    if into.media.all().next().await.transpose()?.is_some() {
        return Err(KeepError::Occupied(
            "the place of the pictures (WARTA_MEDIA) has files in it already: name an empty one, or `warta restore --force` adds to them".into(),
        ));
    }
    match Kind::of(into.database_url) {
        Some(Kind::Postgres) => {
            let store = Store::connect(into.database_url).await?;
            store.migrate().await?;
            let empty = store::snapshot::is_empty(&store).await;
            store.close().await;
            if !empty? {
                return Err(KeepError::Occupied(
                    "the database has something in it already: `warta restore --force` replaces all of it".into(),
                ));
            }
        }
        _ => {
            let own = store::snapshot::sqlite_file(into.database_url)?;
            if own.exists() {
                return Err(KeepError::Occupied(format!(
                    "{} is there already: `warta restore --force` puts it aside",
                    own.display()
                )));
            }
        }
    }
    Ok(())
}

/// Renames a file, and what belongs to it where it is a database; nothing is lost.
fn put_aside(file: &Path) -> Result<(), KeepError> {
    if !file.exists() {
        return Ok(());
    }
    let name = file.to_string_lossy().into_owned();
    let aside = (1_u32..)
        .map(|n| format!("{name}.before-restore-{n}"))
        .find(|aside| !Path::new(aside).exists())
        .unwrap_or_default();
    for end in ["", "-wal", "-shm"] {
        let from = PathBuf::from(format!("{name}{end}"));
        if from.exists() {
            std::fs::rename(&from, format!("{aside}{end}")).map_err(at(&from))?;
        }
    }
    Ok(())
}

/// The site's secret comes along: what the database holds was hashed with it.
fn bring_secret(from: &Path, to: &Path) -> Result<(), KeepError> {
    let text = std::fs::read_to_string(from).map_err(at(from))?;
    if !is_secret(&text) || std::fs::read_to_string(to).is_ok_and(|own| own == text) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
    }
    put_aside(to)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(to).map_err(at(to))?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(at(to))
}
