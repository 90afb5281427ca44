//! The archive itself: writing one, and unpacking one that nobody vouches for.

use super::{APART, FORMAT, IN_ARCHIVE, MANIFEST, MEDIA, Manifest, ROWS, SECRET, SQLITE};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    io::{BufReader, BufWriter, Error, Read},
    path::Path,
};

/// Largest manifest, in bytes.
const MANIFEST_BYTES: u64 = 256 << 20;
/// Largest file of a picture, in bytes.
const PICTURE_BYTES: u64 = 256 << 20;
/// Largest database, in bytes.
const DATABASE_BYTES: u64 = 1 << 42;

/// Reads through to another reader and sums up what goes by.
struct Summing<R> {
    inner: R,
    sum: Sha256,
}

impl<R: Read> Read for Summing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.sum.update(&buffer[..n]);
        Ok(n)
    }
}

fn digits(sum: Sha256) -> String {
    sum.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to memory does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// An archive that is being written.
pub(super) struct Writing {
    tar: tar::Builder<GzEncoder<BufWriter<File>>>,
    sums: BTreeMap<String, String>,
}

impl Writing {
    pub(super) fn begin(path: &Path) -> std::io::Result<Writing> {
        let mut options = File::options();
        options.write(true).create_new(true);
        // It holds addresses, hashes of passwords and the site's secret.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = BufWriter::new(options.open(path)?);
        Ok(Writing {
            // Pictures do not get smaller, and a backup is not to take long.
            tar: tar::Builder::new(GzEncoder::new(file, Compression::fast())),
            sums: BTreeMap::new(),
        })
    }

    fn entry(&mut self, name: &str, size: u64, content: impl Read) -> std::io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        let mut content = Summing {
            inner: content,
            sum: Sha256::new(),
        };
        self.tar.append_data(&mut header, name, &mut content)?;
        self.sums.insert(name.to_owned(), digits(content.sum));
        Ok(())
    }

    pub(super) fn file(&mut self, name: &str, path: &Path) -> std::io::Result<()> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        self.entry(name, size, BufReader::new(file))
    }

    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        self.entry(name, bytes.len() as u64, bytes)
    }

    /// Writes the manifest and waits for the disk. Answers with how many files there are.
    pub(super) fn end(mut self, database: &str, schema: i64) -> std::io::Result<usize> {
        let files = std::mem::take(&mut self.sums);
        let secret = match files.contains_key(SECRET) {
            true => IN_ARCHIVE,
            false => APART,
        };
        let count = files.len();
        let manifest = Manifest {
            format: FORMAT,
            database: database.to_owned(),
            warta: env!("CARGO_PKG_VERSION").to_owned(),
            schema,
            secret: secret.to_owned(),
            files,
        };
        let text = serde_json::to_vec(&manifest)?;
        self.bytes(MANIFEST, &text)?;
        let file = self.tar.into_inner()?.finish()?.into_inner();
        file.map_err(|error| Error::other(error.to_string()))?
            .sync_all()?;
        Ok(count)
    }
}

/// Whether an archive of ours can hold a file of this name, and how large it may be.
fn limit(name: &str) -> Option<u64> {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    match name {
        MANIFEST => Some(MANIFEST_BYTES),
        SQLITE | ROWS => Some(DATABASE_BYTES),
        SECRET => Some(4096),
        name => {
            let (key, file) = name.strip_prefix(MEDIA)?.split_once('/')?;
            (plain(key) && plain(file)).then_some(PICTURE_BYTES)
        }
    }
}

/// Unpacks an archive into an empty folder: regular files of known names alone. Every file is what
/// the manifest says, and none is missing.
pub(super) fn unpack(path: &Path, folder: &Path) -> Result<Manifest, String> {
    let unreadable = |error: Error| format!("{} cannot be read: {error}", path.display());
    let file = File::open(path).map_err(unreadable)?;
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    let mut sums = BTreeMap::new();
    let mut manifest = None;
    for entry in tar.entries().map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let refuse = |why: &str| format!("{}: {name:?} {why}", path.display());
        let most = limit(&name).ok_or_else(|| refuse("does not belong into a backup"))?;
        if !entry.header().entry_type().is_file() {
            return Err(refuse("is no plain file"));
        }
        if entry.size() > most {
            return Err(refuse("is larger than it can be"));
        }
        let mut content = Summing {
            inner: entry,
            sum: Sha256::new(),
        };
        if name == MANIFEST {
            let mut text = Vec::new();
            content.read_to_end(&mut text).map_err(unreadable)?;
            let read = serde_json::from_slice::<Manifest>(&text);
            manifest = Some(read.map_err(|error| refuse(&error.to_string()))?);
            continue;
        }
        let to = folder.join(&name);
        let written = to
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| File::options().write(true).create_new(true).open(&to))
            .and_then(|mut file| {
                std::io::copy(&mut content, &mut file)?;
                file.sync_all()
            });
        written.map_err(|error| refuse(&error.to_string()))?;
        sums.insert(name, digits(content.sum));
    }
    let manifest = manifest.ok_or_else(|| {
        format!(
            "{} is not a whole backup: its end is missing",
            path.display()
        )
    })?;
    if manifest.format != FORMAT {
        return Err(format!(
            "{} has form {}, this program reads form {FORMAT}: use the Warta that wrote it ({})",
            path.display(),
            manifest.format,
            manifest.warta
        ));
    }
    if manifest.files != sums {
        let differs = |(name, sum): &(&String, &String)| sums.get(*name) != Some(*sum);
        let name = manifest
            .files
            .iter()
            .find(differs)
            .map(|(name, _)| name.as_str());
        return Err(format!(
            "{} is damaged: {} is not what was kept",
            path.display(),
            name.unwrap_or("a file")
        ));
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_names_are_unpacked() {
        for name in [
            "manifest.json",
            "secret",
            "media/abc/320.webp",
            "media/abc/drawing.svg",
        ] {
            assert!(limit(name).is_some(), "{name}");
        }
        for name in [
            "../x",
            "/etc/passwd",
            "media/../x",
            "media/abc",
            "media/a/b/c",
            "media/.a/b",
            "database/other",
            "media/a/..",
        ] {
            assert!(limit(name).is_none(), "{name}");
        }
    }
}
