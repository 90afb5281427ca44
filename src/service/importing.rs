//! Moving in from another site: what its export holds becomes stories, pages, pictures and comments
//! here. Run again, it adds what is new and doubles nothing.

mod bodies;
mod ghost;
mod loading;
mod pictures;
mod wxr;

use super::{Services, error::ServiceError};
use crate::domain::stamp::Stamp;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Whose export it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// WordPress eXtended RSS, versions 1.0 to 1.2.
    Wxr,
    /// Ghost's JSON, versions 3 to 6.
    Ghost,
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub format: Format,
    pub file: PathBuf,
    /// The folder with the other site's pictures: WordPress' `wp-content/uploads`, Ghost's
    /// `content/images`.
    pub media: Option<PathBuf>,
    /// Reads and counts, and writes nothing.
    pub dry_run: bool,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub stories: usize,
    pub pages: usize,
    pub comments: usize,
    pub pictures: usize,
    pub authors: usize,
    pub redirects: usize,
    /// Was here already.
    pub known: usize,
    pub skipped: Vec<Skipped>,
}

/// Something that was left out, or changed on its way, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    pub what: String,
    pub why: String,
}

/// Why an import ended before its time. What was written until then stays, and a second run goes
/// on behind it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Says what is wrong with the export, and where.
    #[error("{0}")]
    Export(String),
    #[error("{path}: {cause}")]
    File {
        path: String,
        #[source]
        cause: std::io::Error,
    },
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<crate::store::StoreError> for ImportError {
    fn from(error: crate::store::StoreError) -> Self {
        ImportError::Service(error.into())
    }
}

/// What a reader of an export finds, in the export's order.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    /// The address of the other site.
    Site(String),
    Author(Author),
    Category(Term),
    Story(Box<Story>),
    Skipped(Skipped),
}

/// Somebody who writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Author {
    /// What stories name them by.
    key: String,
    email: String,
    name: String,
    bio: String,
}

/// A category or a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Term {
    slug: String,
    name: String,
    description: String,
}

/// How far a story had come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    Published,
    InReview,
    #[default]
    Draft,
}

/// A story or a page.
#[derive(Debug, Clone, Default, PartialEq)]
struct Story {
    key: String,
    page: bool,
    title: String,
    slug: String,
    state: State,
    published: Option<Stamp>,
    summary: String,
    html: String,
    /// By their keys.
    authors: Vec<String>,
    categories: Vec<Term>,
    tags: Vec<Term>,
    /// Its address there.
    link: String,
    /// Address of the picture above it.
    banner: Option<String>,
    banner_alt: String,
    banner_caption: String,
    /// Nobody may comment any more.
    closed: bool,
    comments: Vec<Comment>,
}

/// What a reader said.
#[derive(Debug, Clone, Default, PartialEq)]
struct Comment {
    key: String,
    parent: String,
    name: String,
    at: Option<Stamp>,
    html: String,
    state: CommentState,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum CommentState {
    Published,
    #[default]
    Held,
    Spam,
}

/// Something read, and how many bytes of the export were read for it.
type Next = Result<(Found, u64), ImportError>;

/// Brings in what is wanted, telling how many bytes of how many were read.
pub async fn run(
    services: &Services,
    wanted: &Wanted,
    mut progress: impl FnMut(u64, u64),
) -> Result<Report, ImportError> {
    let total = std::fs::metadata(&wanted.file)
        .map_err(at(&wanted.file))?
        .len();
    let zone = super::settings::load(&services.store).await?.zone;
    let mut loader = loading::Loader::new(services, wanted).await?;
    // Reading waits for the disk, and for what takes what was read.
    let (send, mut receive) = tokio::sync::mpsc::channel::<Next>(8);
    let (format, file) = (wanted.format, wanted.file.clone());
    let reading = tokio::task::spawn_blocking(move || {
        let zone = super::zone::Zone::named(&zone).unwrap_or_else(super::zone::Zone::utc);
        let tell = |next: Next| send.blocking_send(next).is_ok();
        match format {
            Format::Wxr => wxr::read(&file, &zone, tell),
            Format::Ghost => ghost::read(&file, tell),
        }
    });
    while let Some(next) = receive.recv().await {
        let (found, read) = match next {
            Ok(next) => next,
            Err(error) => {
                loader.finish().await?;
                return Err(error);
            }
        };
        loader.take(found).await?;
        progress(read, total);
    }
    let _ = reading.await;
    loader.finish().await
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> ImportError + use<> {
    let path = path.display().to_string();
    move |cause| ImportError::File { path, cause }
}
