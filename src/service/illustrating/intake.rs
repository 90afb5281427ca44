//! A file on its way in: written to a temporary file piece by piece, never held in memory, and
//! given up as soon as it is too large.

use super::MediaError;
use crate::{
    domain::media::{FILE_NAME_LENGTH, one_line},
    service::{
        error::ServiceError,
        pictures::{MAX_FILE, Refusal},
    },
};
use std::{fs::File, io};
use tokio::io::AsyncWriteExt;

/// An upload under way. Its file has no name and is gone with it.
#[derive(Debug)]
pub struct Intake {
    file: tokio::fs::File,
    name: String,
    length: u64,
}

impl Intake {
    /// Begins with a file that was called `name`.
    pub async fn begin(name: &str) -> Result<Intake, MediaError> {
        let made = tokio::task::spawn_blocking(tempfile::tempfile).await;
        let file = made.unwrap_or_else(|error| Err(io::Error::other(error)));
        Ok(Intake {
            file: tokio::fs::File::from_std(file.map_err(fault)?),
            name: tidy(name),
            length: 0,
        })
    }

    /// Adds the next piece.
    pub async fn add(&mut self, piece: &[u8]) -> Result<(), MediaError> {
        self.length += piece.len() as u64;
        if self.length > MAX_FILE {
            return Err(Refusal::TooLarge.into());
        }
        self.file.write_all(piece).await.map_err(fault)
    }

    /// The whole file, and what it was called.
    pub(in crate::service) async fn finish(mut self) -> Result<(File, String), MediaError> {
        self.file.flush().await.map_err(fault)?;
        Ok((self.file.into_std().await, self.name))
    }
}

/// The last part of a path of whatever system, on one line.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    one_line(last, FILE_NAME_LENGTH)
}

fn fault(cause: io::Error) -> MediaError {
    let path = std::env::temp_dir().display().to_string();
    ServiceError::File { path, cause }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_and_no_path() {
        assert_eq!(tidy("C:\\fake\\foto besar.jpg"), "foto besar.jpg");
        assert_eq!(tidy("../../etc/passwd"), "passwd");
        assert_eq!(tidy("a\0\nb.jpg"), "a b.jpg");
        assert_eq!(tidy("dir/"), "");
    }

    #[tokio::test]
    async fn too_much_is_noticed_while_it_comes() {
        let mut intake = Intake::begin("x.jpg").await.expect("begun");
        let piece = vec![0; 8 << 20];
        let mut taken = 0;
        let refused = loop {
            match intake.add(&piece).await {
                Ok(()) => taken += piece.len() as u64,
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, MediaError::Refused(Refusal::TooLarge)));
        assert!(taken <= MAX_FILE);
    }
}
