//! Moving out, and into another Warta: everything that people made, as files that other programs read
//! too. Rows are JSON Lines, a file a table; stories and pages stand beside them as Markdown, pictures
//! as they are. The manifest with the checksum of every file comes last: what has none is not whole.

mod bringing;
mod checked;
mod exporting;
mod folder;
mod lines;
mod markdown;
mod wxr;

pub use bringing::bring;
pub use exporting::export;
pub use wxr::export as export_wxr;

use super::error::ServiceError;
use crate::store::StoreError;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};

/// What the manifest calls itself.
const FORMAT: &str = "warta-export";
/// The version of the form.
const VERSION: u32 = 1;
/// Names inside the folder.
const MANIFEST: &str = "manifest.json";
const DATA: &str = "data";
const STORIES: &str = "stories";
const PAGES: &str = "pages";
const MEDIA: &str = "media";

/// A document as Markdown in which no sign of its text means anything.
pub(super) fn to_markdown(document: &crate::domain::document::Document) -> String {
    markdown::of(document, "/")
}

/// What the folder says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    /// Version of the program that wrote it.
    warta: String,
    /// Rows of each table.
    counts: BTreeMap<String, u64>,
    /// What stays behind, in words.
    left_out: Vec<String>,
    /// In the order in which they were written.
    files: Vec<FileSum>,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FileSum {
    path: String,
    bytes: u64,
    /// SHA-256 in hexadecimal digits.
    sha256: String,
}

/// What moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    pub files: u64,
    pub bytes: u64,
    /// What was left out, and why.
    pub skipped: Vec<String>,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// Says what is wrong with the export, and where.
    #[error("{0}")]
    Export(String),
    /// Something is there already that would be mixed up.
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

impl From<StoreError> for MoveError {
    fn from(error: StoreError) -> Self {
        MoveError::Service(error.into())
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> MoveError + use<> {
    let path = path.display().to_string();
    move |cause| MoveError::File { path, cause }
}

/// Whether a setting may leave: nothing that was made to be kept from others does.
fn is_open_setting(name: &str) -> bool {
    let logo = matches!(name, "logo" | "logo.dark");
    let secret = ["secret", "password", "token", "key"]
        .iter()
        .any(|word| name.contains(word));
    (logo || super::settings::NAMES.contains(&name)) && !secret
}
