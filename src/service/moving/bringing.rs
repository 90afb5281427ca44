//! Moving in from another Warta: an equal site, or nothing. Everything is read and checked before
//! anything is written; all rows are put in by one transaction.

use super::{
    DATA, MEDIA, MoveError, Moved,
    checked::{self, Checked},
    folder::Whole,
    lines,
};
use crate::{
    domain::id::{ArticleId, MediaId},
    service::{Services, search},
    store::{
        self, StoreError, Tx,
        moving::{self, KINDS, Kind},
    },
};
use std::{
    collections::BTreeMap,
    io::{BufRead, Read},
    path::Path,
    sync::Arc,
};

/// Longest line, in bytes: a story's document is far below.
const LINE: u64 = 64 << 20;

/// Brings an export into a site that has nothing yet. `dry_run`: reads and checks, and writes nothing.
pub async fn bring(services: &Services, root: &Path, dry_run: bool) -> Result<Moved, MoveError> {
    if !store::snapshot::is_empty(&services.store).await? {
        return Err(occupied());
    }
    let folder = root.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let whole = Whole::check(&folder)?;
        let rows = all_checked(&whole)?;
        Ok::<_, MoveError>((whole, rows))
    });
    let (whole, rows) = read
        .await
        .map_err(|error| MoveError::Export(error.to_string()))??;
    let moved = Moved {
        rows,
        files: whole.manifest.files.len() as u64,
        bytes: whole.manifest.files.iter().map(|file| file.bytes).sum(),
        skipped: Vec::new(),
    };
    if dry_run {
        return Ok(moved);
    }
    // Pictures first: rows without them would show holes. What is there twice is the same.
    for file in &whole.manifest.files {
        let Some((key, name)) = file
            .path
            .strip_prefix(MEDIA)
            .and_then(|rest| rest.strip_prefix('/')?.split_once('/'))
        else {
            continue;
        };
        let mut bytes = Vec::new();
        let read = whole
            .open(&file.path)?
            .take(file.bytes)
            .read_to_end(&mut bytes);
        read.map_err(super::at(&root.join(&file.path)))?;
        services.media.put(key, name, bytes.into()).await?;
    }
    let whole = Arc::new(whole);
    let written = services
        .store
        .write(move |mut tx| Box::pin(async move { put_all(&mut tx, &whole).await }));
    if !written.await? {
        return Err(occupied());
    }
    search::catch_up(&services.store, &services.freshness).await?;
    services.freshness.purge_all();
    Ok(moved)
}

fn occupied() -> MoveError {
    MoveError::Occupied(
        "the site has something in it already: an export of Warta is brought into one that has no accounts, stories or settings yet"
            .into(),
    )
}

/// Every row of the export, once; answers with how many each table has.
fn all_checked(whole: &Whole) -> Result<BTreeMap<String, u64>, MoveError> {
    let mut rows = BTreeMap::new();
    for kind in &KINDS {
        let mut lines = Lines::of(whole, kind)?;
        while lines.next()?.is_some() {}
        let told = whole.manifest.counts.get(kind.name).copied();
        if told.unwrap_or_default() != lines.number {
            return Err(MoveError::Export(format!(
                "{DATA}/{}.jsonl has {} rows, and the manifest says {}",
                kind.name,
                lines.number,
                told.unwrap_or_default()
            )));
        }
        rows.insert(kind.name.to_owned(), lines.number);
    }
    Ok(rows)
}

/// The rows of one table.
struct Lines<'a> {
    kind: &'a Kind,
    file: Option<Box<dyn BufRead + Send>>,
    number: u64,
}

impl<'a> Lines<'a> {
    /// A table that the export does not know has no rows: an earlier Warta wrote it.
    fn of(whole: &Whole, kind: &'a Kind) -> Result<Lines<'a>, MoveError> {
        let path = format!("{DATA}/{}.jsonl", kind.name);
        let file: Option<Box<dyn BufRead + Send>> = match whole.has(&path) {
            true => Some(Box::new(whole.open(&path)?)),
            false => None,
        };
        Ok(Lines {
            kind,
            file,
            number: 0,
        })
    }

    fn next(&mut self) -> Result<Option<Checked>, MoveError> {
        let Some(file) = &mut self.file else {
            return Ok(None);
        };
        let place = |n: u64| format!("{DATA}/{}.jsonl, line {n}", self.kind.name);
        let wrong = |what: String| MoveError::Export(format!("{}: {what}", place(self.number + 1)));
        let mut line = Vec::new();
        let read = file.take(LINE).read_until(b'\n', &mut line);
        if read.map_err(|error| wrong(error.to_string()))? == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(wrong("it does not end, or is too long".into()));
        }
        let text = std::str::from_utf8(&line).map_err(|error| wrong(error.to_string()))?;
        let row = lines::read(self.kind, text).map_err(wrong)?;
        let checked = checked::row(self.kind.name, row).map_err(wrong)?;
        self.number += 1;
        Ok(Some(checked))
    }
}

/// Puts every row in. `false` where somebody was faster and the site is not empty any more.
async fn put_all(tx: &mut Tx<'_>, whole: &Whole) -> Result<bool, StoreError> {
    if !store::snapshot::is_empty_in(tx).await? {
        return Ok(false);
    }
    let failed = |error: MoveError| StoreError::Unusable(error.to_string());
    for kind in &KINDS {
        let mut lines = Lines::of(whole, kind).map_err(failed)?;
        while let Some(Checked { row, document }) = lines.next().map_err(failed)? {
            let id = checked::number(&row, "id");
            let banner = checked::number(&row, "banner_id").map(MediaId);
            let slug = checked::text(&row, "slug").to_owned();
            let put = moving::put(tx, kind, row).await;
            put.map_err(|error| {
                let (name, n) = (kind.name, lines.number);
                StoreError::Unusable(format!("{DATA}/{name}.jsonl, line {n}: {error}"))
            })?;
            match (document, id) {
                (Some(document), Some(id)) => {
                    store::media_use::note(tx, ArticleId(id), banner, &document).await?;
                }
                (Some(document), None) => moving::note_page(tx, &slug, &document).await?,
                (None, _) => {}
            }
        }
    }
    moving::settle(tx).await?;
    store::changes::note(tx, &["site".to_owned(), "lists".to_owned()]).await?;
    Ok(true)
}
