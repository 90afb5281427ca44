//! The site's secret: keys what must not be guessed from a copy of the database.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{path::Path, sync::Arc};

/// At least 32 characters. Not printed.
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Fewest characters of a secret.
pub const SHORTEST: usize = 32;

impl Secret {
    /// From the configuration; `None` when too short.
    pub fn new(text: &str) -> Option<Secret> {
        (text.len() >= SHORTEST).then(|| Secret(text.into()))
    }

    /// Reads the secret kept in `file`, or makes one and keeps it there, for this user alone.
    pub fn kept_in(file: &Path) -> std::io::Result<Secret> {
        match std::fs::read_to_string(file) {
            Ok(text) => {
                return Secret::new(text.trim()).ok_or_else(|| {
                    std::io::Error::other(format!("it holds fewer than {SHORTEST} characters"))
                });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let made: String = (0..4)
            .map(|_| format!("{:016x}", rand::random::<u64>()))
            .collect();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(file) {
            Ok(mut open) => std::io::Write::write_all(&mut open, made.as_bytes())?,
            // Another process was faster.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Secret::kept_in(file);
            }
            Err(error) => return Err(error),
        }
        Ok(Secret(made.into()))
    }

    /// A keyed hash (HMAC-SHA-256, RFC 2104) of `text` for one `purpose`: 32 hexadecimal digits.
    pub fn hash(&self, purpose: &str, text: &str) -> String {
        let sum = self.derive(purpose, text);
        sum[..16].iter().map(|b| format!("{b:02x}")).collect()
    }

    /// 32 bytes that nobody can know without the secret: the whole of that hash.
    pub fn derive(&self, purpose: &str, text: &str) -> [u8; 32] {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else {
            unreachable!("HMAC takes keys of any length")
        };
        // The length is part of what is hashed, so that no two inputs run together.
        mac.chain_update((purpose.len() as u64).to_le_bytes())
            .chain_update(purpose)
            .chain_update(text)
            .finalize()
            .into_bytes()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("data").join("secret");
        let made = Secret::kept_in(&file).expect("made");
        let read = Secret::kept_in(&file).expect("read");
        assert_eq!(made.hash("a", "b"), read.hash("a", "b"));
        assert_ne!(made.hash("a", "b"), made.hash("ab", ""));
        assert!(!format!("{made:?}").contains(&*made.0));
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(Secret::new("short").is_none());
    }
}
