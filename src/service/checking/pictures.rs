//! The files of pictures: whether they are there as their rows say, and whether a row names each.

use super::{Check, GROUP, Part};
use crate::{
    domain::{
        crop::Crop,
        id::MediaId,
        logo::{FILE, Logo},
    },
    service::{
        error::ServiceError,
        pictures::{self, Made},
    },
    store,
};
use bytes::Bytes;
use futures::StreamExt;
use std::{
    collections::{HashMap, HashSet},
    io::Cursor,
};

/// A file is put into the store before its row is written: one this young may still get its row.
/// In microseconds: one hour.
const YOUNG: i64 = 3_600_000_000;

/// The name of a picture's file.
pub(in crate::service) fn name_of(format: &str, width: i64) -> String {
    match format {
        "svg" => "drawing.svg".to_owned(),
        _ => format!("{width}.{format}"),
    }
}

impl Check<'_> {
    pub(super) async fn pictures(&mut self) -> Result<(), ServiceError> {
        let mut after = 0;
        loop {
            let rows = store::check::pictures(&self.services.store, after, GROUP).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (id, key) in rows {
                self.report.pictures += 1;
                self.picture(MediaId(id), &key).await?;
            }
        }
        let mut after = String::new();
        loop {
            let keys = store::check::former_keys(&self.services.store, &after, GROUP).await?;
            let Some(last) = keys.last() else { break };
            after.clone_from(last);
            for key in keys {
                if self.services.media.list(&key).await?.is_empty() {
                    let what = "the files of a picture that was replaced are missing";
                    self.found(Part::File, format!("file:{key}"), what, false);
                }
            }
        }
        for (name, value) in store::settings::all(&self.services.store).await? {
            if let Some(logo) = Logo::parse(&value).filter(|_| name.starts_with("logo"))
                && self.services.media.get(&logo.key, FILE).await?.is_none()
            {
                let what = "the file of the logo is missing: upload it again";
                self.found(Part::File, format!("setting:{name}"), what, false);
            }
        }
        Ok(())
    }

    async fn picture(&mut self, id: MediaId, key: &str) -> Result<(), ServiceError> {
        // In this order: files are put before the rows that name them.
        let expected = store::check::renditions(&self.services.store, id).await?;
        let there = self.services.media.list(key).await?;
        let mut broken = Vec::new();
        for (format, width, bytes) in &expected {
            let name = name_of(format, *width);
            match there.get(&name) {
                Some(size) if i64::try_from(*size) == Ok(*bytes) && *size > 0 => {}
                Some(size) => {
                    broken.push((name, format!("has {size} bytes and should have {bytes}")));
                }
                None => broken.push((name, "is missing".to_owned())),
            }
        }
        if expected.is_empty() {
            let what = "nothing says which files it has";
            self.found(Part::File, format!("media:{id}"), what, false);
        }
        // Replaced or deleted meanwhile.
        let now = store::check::picture_of(&self.services.store, key).await?;
        if broken.is_empty() || now.is_none_or(|now| now != (id.0, key.to_owned())) {
            return Ok(());
        }
        let mended = match self.repair {
            true => self.make_again(id, key, &expected, &broken).await?,
            false => HashSet::new(),
        };
        for (name, why) in broken {
            let what = format!("its file {key}/{name} {why}");
            let mended = mended.contains(&name);
            self.found(Part::File, format!("media:{id}"), what, mended);
        }
        Ok(())
    }

    /// Makes files anew from the widest that is whole; answers with their names. Where the widest is
    /// lost, nothing better is left than what is there.
    async fn make_again(
        &self,
        id: MediaId,
        key: &str,
        expected: &[(String, i64, i64)],
        broken: &[(String, String)],
    ) -> Result<HashSet<String>, ServiceError> {
        let lost = |name: &str| broken.iter().any(|(one, _)| one == name);
        let raster = expected.iter().filter(|(format, ..)| format != "svg");
        let widest = raster
            .clone()
            .map(|(_, width, _)| *width)
            .max()
            .unwrap_or(0);
        let source = ["jpg", "webp"]
            .map(|format| name_of(format, widest))
            .into_iter()
            .find(|name| expected.iter().any(|(f, w, _)| name_of(f, *w) == *name) && !lost(name));
        let Some(source) = source else {
            return Ok(HashSet::new());
        };
        let Some(bytes) = self.services.media.get(key, &source).await? else {
            return Ok(HashSet::new());
        };
        let wanted: HashSet<String> = broken.iter().map(|(name, _)| name.clone()).collect();
        let work = tokio::task::spawn_blocking(move || {
            let is_wanted = |name: &str| wanted.contains(name);
            pictures::develop_here(&mut Cursor::new(bytes), &source, is_wanted)
        });
        let made: Vec<Made> = match work.await {
            Ok(Ok(developed)) => developed.files,
            // Not to be read either: the fault stays, and is told.
            Ok(Err(_)) | Err(_) => return Ok(HashSet::new()),
        };
        let mut sizes = HashMap::new();
        // The server makes these anew, when it has time.
        let avif = |name: &&String| name.ends_with(".avif");
        let mut names: HashSet<String> = broken
            .iter()
            .map(|(name, _)| name)
            .filter(avif)
            .cloned()
            .collect();
        let again = !names.is_empty();
        for file in made {
            sizes.insert(
                (file.rendition.format, file.rendition.width),
                file.rendition.bytes,
            );
            let bytes = Bytes::from(file.bytes);
            self.services.media.put(key, &file.name, bytes).await?;
            names.insert(file.name);
        }
        let noted = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                for ((format, width), bytes) in sizes {
                    store::check::set_bytes(&mut tx, id, format, width, bytes).await?;
                }
                if again {
                    store::media_finish::again(&mut tx, id).await?;
                }
                Ok(())
            })
        });
        noted.await?;
        Ok(names)
    }

    pub(super) async fn files(&mut self) -> Result<(), ServiceError> {
        let now = self.services.clock.now().micros();
        let mut all = self.services.media.all();
        // Files of a key come one after the other, or nearly.
        let (mut last, mut names) = (String::new(), None);
        while let Some(file) = all.next().await {
            let file = file?;
            self.report.files += 1;
            let named = match file.path.split_once('/') {
                Some((key, name)) if !name.contains('/') => {
                    if key != last {
                        names = self.names(key).await?;
                        key.clone_into(&mut last);
                    }
                    // A former logo stays for pages that somebody has kept.
                    name == FILE
                        || match &names {
                            Some(Names::Any) => true,
                            Some(Names::These(names)) => names.contains(name) || is_cut(name),
                            None => false,
                        }
                }
                _ => false,
            };
            if !named && now.saturating_sub(file.written.micros()) > YOUNG {
                let what = "nothing names this file; it may be deleted by hand";
                self.found(Part::Orphan, format!("file:{}", file.path), what, false);
            }
        }
        Ok(())
    }

    /// Which files may stand under a key; `None` where it is no picture's.
    async fn names(&self, key: &str) -> Result<Option<Names>, ServiceError> {
        let store = &self.services.store;
        let Some((id, now)) = store::check::picture_of(store, key).await? else {
            return Ok(None);
        };
        if now != key {
            return Ok(Some(Names::Any));
        }
        let files = store::check::renditions(store, MediaId(id)).await?;
        let names = files
            .into_iter()
            .map(|(format, width, _)| name_of(&format, width));
        Ok(Some(Names::These(names.collect())))
    }
}

/// Cuts have no rows: another focal point is another file, and pages that are kept may name any.
fn is_cut(name: &str) -> bool {
    name.strip_suffix(".jpg").is_some_and(Crop::is_name)
}

enum Names {
    /// Of a picture that was replaced: its rows are gone, its files stay.
    Any,
    These(HashSet<String>),
}
