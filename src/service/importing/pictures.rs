//! Pictures of the other site, from a folder of its files, or from where they stand.

mod copies;

pub(super) use copies::{whole_address, without_size};

use super::{
    Format, ImportError, Skipped, Wanted, at, bodies,
    fetched::{Fetching, Missed, skipped},
};
use crate::{
    domain::{document::Escaped, id::MediaId, media::Picture},
    service::{
        Services,
        illustrating::{self, Description, Intake},
    },
    store,
};
use copies::{PLACES, better};
use std::{
    collections::{HashMap, HashSet},
    path::{Component, Path, PathBuf},
};

/// Bytes read at once.
const PIECE: usize = 256 << 10;

/// What is said of a picture beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) alt: String,
    pub(super) caption: String,
}

pub(super) struct Pictures {
    /// Without symbolic links in them.
    folders: Vec<PathBuf>,
    /// Addresses without a host are paths in the folders.
    by_path: bool,
    dry_run: bool,
    /// Where pictures may be fetched.
    fetching: Option<Fetching>,
    /// By their addresses.
    known: HashMap<String, (MediaId, Picture)>,
    /// Addresses of what did not come: it is told once, and not tried again.
    missing: HashSet<String>,
    pub(super) count: usize,
}

impl Pictures {
    /// Pictures of a folder of Markdown files may stand beside them.
    pub(super) fn new(wanted: &Wanted) -> Result<Pictures, ImportError> {
        let by_path = wanted.format == Format::Markdown;
        let own = Some(&wanted.file).filter(|_| by_path);
        let folders = wanted.media.iter().chain(own);
        let folders = folders.map(|folder| {
            let real = folder.canonicalize().map_err(at(folder))?;
            if !real.is_dir() {
                let what = format!("{}: pictures are read from a folder", folder.display());
                return Err(ImportError::Export(what));
            }
            Ok(real)
        });
        Ok(Pictures {
            folders: folders.collect::<Result<_, _>>()?,
            by_path,
            dry_run: wanted.dry_run,
            fetching: wanted.fetch.then(Fetching::default),
            known: HashMap::new(),
            missing: HashSet::new(),
            count: 0,
        })
    }

    /// The other site has this address.
    pub(super) fn at(&mut self, site: &str) {
        if let Some(fetching) = &mut self.fetching {
            fetching.at(site);
        }
    }

    /// The file of an address: it lies in one of the folders, wherever links lead.
    fn file(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next()?;
        let known = PLACES.iter().find_map(|place| path.split_once(place));
        let tail = match known {
            Some((_, tail)) => tail,
            None if self.by_path && !path.contains("://") => path.strip_prefix('/')?,
            None => return None,
        };
        let tail = percent_encoding::percent_decode_str(tail)
            .decode_utf8()
            .ok()?;
        let tail = Path::new(&*tail);
        if !tail
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return None;
        }
        let whole = if self.by_path {
            Vec::new()
        } else {
            better(tail)
        };
        let wanted = whole.iter().map(PathBuf::as_path).chain([tail]);
        let mut places =
            wanted.flat_map(|tail| self.folders.iter().map(move |f| (f, f.join(tail))));
        places.find_map(|(folder, path)| {
            let real = path.canonicalize().ok()?;
            (real.starts_with(folder) && real.is_file()).then_some(real)
        })
    }

    /// The picture at an address, brought into the library if it is not there yet. Why it did not
    /// come is told the first time.
    pub(super) async fn take(
        &mut self,
        services: &Services,
        source: &str,
        url: &str,
        said: Said,
    ) -> Result<Result<(MediaId, Picture), Option<Skipped>>, ImportError> {
        if self.missing.contains(url) {
            return Ok(Err(None));
        }
        if let Some((id, picture)) = self.known.get(url).cloned() {
            let picture = self.more_said(services, id, picture, said).await?;
            self.known.insert(url.to_owned(), (id, picture.clone()));
            return Ok(Ok((id, picture)));
        }
        let taken = self.taken(services, source, url, said).await?;
        Ok(match taken {
            Ok(found) => {
                self.known.insert(url.to_owned(), found.clone());
                Ok(found)
            }
            Err(why) => {
                self.missing.insert(url.to_owned());
                Err(Some(why))
            }
        })
    }

    /// Adds to a picture that is here what was not said of it yet.
    async fn more_said(
        &self,
        services: &Services,
        id: MediaId,
        picture: Picture,
        said: Said,
    ) -> Result<Picture, ImportError> {
        let said = described(said);
        let fill = move |picture: &mut Picture| {
            let mut filled = false;
            for (old, new) in [
                (&mut picture.alt, &said.alt),
                (&mut picture.caption, &said.caption),
            ] {
                if let Some(new) = new.as_ref().filter(|_| old.is_empty()) {
                    old.clone_from(new);
                    filled = true;
                }
            }
            filled
        };
        let mut told = picture.clone();
        if self.dry_run || !fill(&mut told) {
            return Ok(picture);
        }
        let written = services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let Some(mut row) = store::media::lock(tx, id).await? else {
                    return Ok(None);
                };
                if fill(&mut row.picture) {
                    store::media::describe(tx, id, &row.picture, &row.file_name).await?;
                }
                Ok(Some(row.picture))
            })
        });
        Ok(written.await?.unwrap_or(picture))
    }

    async fn taken(
        &mut self,
        services: &Services,
        source: &str,
        url: &str,
        said: Said,
    ) -> Result<Result<(MediaId, Picture), Skipped>, ImportError> {
        let skip = |why: String| Ok(Err(skipped(url, why)));
        if url.starts_with("data:") {
            return skip("it stands in the text itself, and not in a file".to_owned());
        }
        let file = self.file(url);
        let address = match (&file, &self.fetching) {
            (None, Some(fetching)) => fetching.address(url),
            _ => None,
        };
        let key = match (&file, &address) {
            (Some(file), _) => file.display().to_string(),
            // Copies of one picture are one.
            (None, Some(address)) => without_size(address).unwrap_or_else(|| address.clone()),
            (None, None) => {
                return skip(match (&self.fetching, self.folders.is_empty()) {
                    (Some(_), _) => "it has no address on the web".to_owned(),
                    (None, true) => "no folder of pictures was given (--media)".to_owned(),
                    (None, false) => "it is not in the folder of pictures".to_owned(),
                });
            }
        };
        // Earlier versions noted what was fetched by the address of its copy.
        for key in std::iter::once(&key).chain(&address) {
            if let Some(id) = store::import::found(&services.store, source, "picture", key).await?
                && let Some(row) = store::media::by_id(&services.store, MediaId(id)).await?
            {
                let id = MediaId(id);
                let picture = self.more_said(services, id, row.picture, said).await?;
                return Ok(Ok((id, picture)));
            }
        }
        if self.dry_run {
            self.count += 1;
            return skip("it would be brought along".to_owned());
        }
        let taken = match (&file, &mut self.fetching) {
            (Some(file), _) => intake(file).await?,
            (None, Some(fetching)) => match fetching
                .intake(services, address.as_deref().unwrap_or(&key))
                .await
            {
                Ok(intake) => Ok(intake),
                Err(Missed::Skipped(why)) => return skip(why),
                Err(Missed::Fault(fault)) => return Err(fault),
            },
            (None, None) => return skip("it is not in the folder of pictures".to_owned()),
        };
        let done = match taken {
            Ok(intake) => illustrating::bring(services, intake, described(said)).await,
            Err(error) => Err(error),
        };
        match done {
            Ok((id, picture)) => {
                self.count += 1;
                let (source, key) = (source.to_owned(), key);
                let noted = services.store.write(move |mut tx| {
                    Box::pin(async move {
                        store::import::note(&mut tx, &source, "picture", &key, id.0).await
                    })
                });
                noted.await?;
                Ok(Ok((id, picture)))
            }
            Err(illustrating::MediaError::Service(error)) => Err(error.into()),
            Err(refused) => skip(refused.to_string()),
        }
    }

    /// A text with the pictures of the library in place of the other site's.
    pub(super) async fn inside(
        &mut self,
        services: &Services,
        source: &str,
        html: &str,
        skipped: &mut Vec<Skipped>,
    ) -> Result<String, ImportError> {
        let mut out = String::with_capacity(html.len());
        let mut from = 0;
        for image in bodies::images(html) {
            out.push_str(&html[from..image.place.start]);
            from = image.place.end;
            if image.icon {
                continue;
            }
            let said = Said {
                alt: image.alt.clone(),
                caption: String::new(),
            };
            match self.take(services, source, &image.src, said).await? {
                Ok((_, picture)) => {
                    let alt = Escaped(&image.alt);
                    out.push_str(&format!(
                        "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{alt}\">",
                        picture.url(picture.width, "jpg"),
                        picture.width,
                        picture.height,
                    ));
                }
                Err(reason) => skipped.extend(reason),
            }
        }
        out.push_str(&html[from..]);
        Ok(out)
    }
}

/// The address of a picture that stands beside a text in `folder`: from the outermost folder on.
/// One that leads out of that stays as it is, and no file is found for it.
pub(super) fn resolved(folder: &str, src: &str) -> String {
    if folder.is_empty() && !src.contains("://") && !src.starts_with('/') {
        return format!("/{}", src.trim_start_matches("./"));
    }
    if src.contains("://") || src.starts_with('/') {
        return src.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in src.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.pop().is_none() => return src.to_owned(),
            ".." => {}
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

fn described(said: Said) -> Description {
    use crate::domain::media::{ALT_LENGTH, CAPTION_LENGTH, one_line};

    let text = |text: &str, longest| Some(one_line(text, longest)).filter(|text| !text.is_empty());
    Description {
        alt: text(&said.alt, ALT_LENGTH),
        caption: text(&said.caption, CAPTION_LENGTH),
        ..Description::default()
    }
}

async fn intake(file: &Path) -> Result<Result<Intake, illustrating::MediaError>, ImportError> {
    use tokio::io::AsyncReadExt;

    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut intake = match Intake::begin(&name).await {
        Ok(intake) => intake,
        Err(error) => return Ok(Err(error)),
    };
    let mut open = tokio::fs::File::open(file).await.map_err(at(file))?;
    let mut piece = vec![0; PIECE];
    loop {
        let n = open.read(&mut piece).await.map_err(at(file))?;
        if n == 0 {
            return Ok(Ok(intake));
        }
        if let Err(error) = intake.add(&piece[..n]).await {
            return Ok(Err(error));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_folder_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("uploads");
        std::fs::create_dir_all(&inside).expect("made");
        std::fs::write(folder.path().join("rahasia.jpg"), b"x").expect("written");
        std::fs::write(inside.join("foto.jpg"), b"x").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../rahasia.jpg", inside.join("tautan.jpg")).expect("linked");
        let wanted = Wanted {
            format: Format::Wxr,
            file: PathBuf::new(),
            media: Some(inside),
            fetch: false,
            dry_run: false,
        };
        let pictures = Pictures::new(&wanted).expect("opened");
        assert!(
            pictures
                .file("https://a.test/wp-content/uploads/foto.jpg?w=3")
                .is_some()
        );
        for url in [
            "https://a.test/wp-content/uploads/../rahasia.jpg",
            "https://a.test/wp-content/uploads/%2e%2e/rahasia.jpg",
            "https://a.test/wp-content/uploads//etc/passwd",
            "https://a.test/wp-content/uploads/tautan.jpg",
            "https://a.test/foto.jpg",
        ] {
            assert_eq!(pictures.file(url), None, "{url}");
        }
    }

    #[test]
    fn what_stands_beside_a_text_is_found_from_its_folder() {
        for (folder, src, found) in [
            ("", "a.jpg", "/a.jpg"),
            ("posts/x", "./a.jpg", "/posts/x/a.jpg"),
            ("posts/x", "../a.jpg", "/posts/a.jpg"),
            ("posts", "../../a.jpg", "../../a.jpg"),
            ("posts", "/img/a.jpg", "/img/a.jpg"),
            ("posts", "https://a.test/a.jpg", "https://a.test/a.jpg"),
        ] {
            assert_eq!(resolved(folder, src), found, "{src}");
        }
    }
}
