//! The folder of an export: writing its files with their checksums, and reading it back without
//! ever leaving it.

use super::{
    DATA, FORMAT, FileSum, MANIFEST, MEDIA, Manifest, MoveError, PAGES, STORIES, VERSION, at,
};
use crate::{service::pictures, store::moving::Kind};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    io::{BufReader, BufWriter, Error, Read, Write},
    path::{Path, PathBuf},
};

/// Largest manifest, in bytes.
const MANIFEST_BYTES: u64 = 1 << 30;
/// Bytes read at once.
const BLOCK: usize = 1 << 16;

fn digits(sum: Sha256) -> String {
    sum.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to memory does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A folder that is being written.
pub(super) struct Writing {
    root: PathBuf,
    /// The list of files, as it grows; it becomes part of the manifest.
    list: BufWriter<File>,
    pub(super) files: u64,
    pub(super) bytes: u64,
}

/// One file of it.
pub(super) struct Open {
    path: String,
    place: PathBuf,
    out: BufWriter<File>,
    sum: Sha256,
    bytes: u64,
}

impl Open {
    pub(super) fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.sum.update(bytes);
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl Writing {
    /// Begins in a folder that is empty or not there yet.
    pub(super) fn begin(root: &Path) -> Result<Writing, MoveError> {
        std::fs::create_dir_all(root).map_err(at(root))?;
        let mut listing = std::fs::read_dir(root).map_err(at(root))?;
        if listing.next().is_some() {
            let root = root.display();
            return Err(MoveError::Occupied(format!(
                "{root} is not empty: name another folder, or empty this one"
            )));
        }
        // It holds addresses of readers, and what was said in the newsroom alone.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let own = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(root, own).map_err(at(root))?;
        }
        let part = root.join("manifest.part");
        let list = BufWriter::new(new(&part).map_err(at(&part))?);
        Ok(Writing {
            root: root.to_owned(),
            list,
            files: 0,
            bytes: 0,
        })
    }

    pub(super) fn open(&self, path: String) -> Result<Open, MoveError> {
        let place = self.root.join(&path);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).map_err(at(folder))?;
        }
        Ok(Open {
            out: BufWriter::new(new(&place).map_err(at(&place))?),
            path,
            place,
            sum: Sha256::new(),
            bytes: 0,
        })
    }

    pub(super) fn close(&mut self, open: Open) -> Result<(), MoveError> {
        let Open {
            path,
            place,
            out,
            sum,
            bytes,
        } = open;
        let written = out.into_inner().map_err(|error| error.into_error());
        let kept = written.and_then(|file| match path.starts_with(STORIES) {
            // A million small files would wait for the disk a million times, and nothing is read from
            // them again; their sums tell where one was lost.
            true => Ok(()),
            false => file.sync_all(),
        });
        kept.map_err(at(&place))?;
        let file = FileSum {
            path,
            bytes,
            sha256: digits(sum),
        };
        let joint = if self.files == 0 { "\n" } else { ",\n" };
        let listed = serde_json::to_string(&file)
            .map_err(Error::from)
            .and_then(|line| write!(self.list, "{joint}{line}"));
        listed.map_err(at(&place))?;
        self.files += 1;
        self.bytes += bytes;
        Ok(())
    }

    pub(super) fn file(&mut self, path: String, bytes: &[u8]) -> Result<(), MoveError> {
        let mut open = self.open(path)?;
        open.write(bytes).map_err(at(&open.place))?;
        self.close(open)
    }

    /// Writes the manifest. Only now the export is whole.
    pub(super) fn end(
        mut self,
        counts: BTreeMap<String, u64>,
        left_out: &[&str],
    ) -> Result<(), MoveError> {
        let part = self.root.join("manifest.part");
        let whole = self.root.join("manifest.whole");
        let mut ended = || -> std::io::Result<()> {
            self.list.flush()?;
            let head = serde_json::json!({"format": FORMAT, "version": VERSION, "warta": env!("CARGO_PKG_VERSION")});
            let head = serde_json::to_string(&head)?;
            let mut out = BufWriter::new(new(&whole)?);
            write!(
                out,
                "{},\n\"counts\":{},\n\"left_out\":{},\n\"files\":[",
                head.trim_end_matches('}'),
                serde_json::to_string(&counts)?,
                serde_json::to_string(left_out)?
            )?;
            std::io::copy(&mut File::open(&part)?, &mut out)?;
            out.write_all(b"\n]}\n")?;
            let file = out.into_inner().map_err(|error| error.into_error())?;
            file.sync_all()?;
            std::fs::remove_file(&part)?;
            std::fs::rename(&whole, self.root.join(MANIFEST))?;
            // The names are as durable as what they name.
            File::open(&self.root)?.sync_all()
        };
        ended().map_err(at(&self.root.join(MANIFEST)))
    }
}

fn new(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A folder that was found whole.
pub(super) struct Whole {
    root: PathBuf,
    pub(super) manifest: Manifest,
}

/// Whether a file of this name belongs into an export.
fn belongs(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~'))
    };
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [DATA, name] => name
            .strip_suffix(".jsonl")
            .is_some_and(|name| Kind::named(name).is_some()),
        [STORIES, year, name] => plain(year) && plain(name) && name.ends_with(".md"),
        [PAGES, name] => plain(name) && name.ends_with(".md"),
        [MEDIA, key, name] => pictures::mime_at(key, name).is_some(),
        _ => false,
    }
}

impl Whole {
    /// Reads the manifest and every file that it names: each is a plain file inside the folder, and
    /// is what was written. Others are never looked at.
    pub(super) fn check(root: &Path) -> Result<Whole, MoveError> {
        let wrong = |what: String| MoveError::Export(format!("{}: {what}", root.display()));
        let path = root.join(MANIFEST);
        if !path.exists() {
            return Err(wrong(
                "it has no manifest.json, so it is no export, or one that was not finished".into(),
            ));
        }
        let file = plain_file(root, MANIFEST)?;
        let mut text = Vec::new();
        let read = file.take(MANIFEST_BYTES).read_to_end(&mut text);
        read.map_err(at(&path))?;
        let manifest: serde_json::Value = serde_json::from_slice(&text)
            .map_err(|error| wrong(format!("its manifest cannot be read: {error}")))?;
        if manifest["format"] != FORMAT {
            return Err(wrong("its manifest is none of an export of Warta".into()));
        }
        if manifest["version"] != VERSION {
            return Err(wrong(format!(
                "it has version {}, and this program reads version {VERSION}: use the Warta that wrote it ({})",
                manifest["version"], manifest["warta"]
            )));
        }
        let manifest: Manifest = serde_json::from_value(manifest)
            .map_err(|error| wrong(format!("its manifest cannot be read: {error}")))?;
        let whole = Whole {
            root: root.to_owned(),
            manifest,
        };
        let mut buffer = vec![0; BLOCK];
        for file in &whole.manifest.files {
            let differs = || wrong(format!("{} is not what was written", file.path));
            let mut open = whole.open(&file.path)?;
            let mut sum = Sha256::new();
            let mut bytes = 0;
            loop {
                let n = open.read(&mut buffer).map_err(at(&root.join(&file.path)))?;
                if n == 0 {
                    break;
                }
                bytes += n as u64;
                // A file that goes on for ever is not read for ever.
                if bytes > file.bytes {
                    return Err(differs());
                }
                sum.update(&buffer[..n]);
            }
            if bytes != file.bytes || digits(sum) != file.sha256 {
                return Err(differs());
            }
        }
        Ok(whole)
    }

    /// Opens a file that the manifest names.
    pub(super) fn open(&self, path: &str) -> Result<BufReader<File>, MoveError> {
        if !belongs(path) {
            return Err(MoveError::Export(format!(
                "{}: {path:?} does not belong into an export",
                self.root.display()
            )));
        }
        Ok(BufReader::new(plain_file(&self.root, path)?))
    }

    /// Whether the manifest names this file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.manifest.files.iter().any(|file| file.path == path)
    }
}

/// A file below the folder: no part of the way to it is a link.
fn plain_file(root: &Path, path: &str) -> Result<File, MoveError> {
    let mut place = root.to_owned();
    for part in path.split('/') {
        place.push(part);
        let kind = place.symlink_metadata().map_err(at(&place))?.file_type();
        if kind.is_symlink() {
            return Err(MoveError::Export(format!(
                "{} is a link, and links are not followed",
                place.display()
            )));
        }
    }
    if !place.is_file() {
        let place = place.display();
        return Err(MoveError::Export(format!("{place} is no plain file")));
    }
    File::open(&place).map_err(at(&place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_names_are_read() {
        for path in [
            "data/articles.jsonl",
            "stories/2024/banjir.md",
            "pages/redaksi.md",
            "media/abcdefghijklmnop/320.webp",
        ] {
            assert!(belongs(path), "{path}");
        }
        for path in [
            "../x",
            "/etc/passwd",
            "data/sessions.jsonl",
            "data/../data/articles.jsonl",
            "media/../secret/1.jpg",
            "stories/2024/../x.md",
            "stories//x.md",
            "pages/.x.md",
            "manifest.json",
            "",
        ] {
            assert!(!belongs(path), "{path}");
        }
    }
}
