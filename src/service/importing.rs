//! Moving in from another site: what its export holds becomes stories, pages, pictures and comments
//! here. Run again, it adds what is new and doubles nothing.

mod bodies;
mod disqus;
mod fetched;
mod ghost;
mod illustrated;
mod loading;
mod markdown;
mod pictures;
mod plain;
mod remarks;
mod rss;
mod wxr;
mod xml;

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
    /// Comments of Disqus, in XML, for stories that are here.
    Disqus,
    /// RSS 2.0.
    Rss,
    /// A folder of Markdown files with front matter, as Hugo, Jekyll and others keep them.
    Markdown,
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub format: Format,
    /// The export; for [`Format::Markdown`] a folder.
    pub file: PathBuf,
    /// The folder with the other site's pictures: WordPress' `wp-content/uploads`, Ghost's
    /// `content/images`, what stands at the root of a site of Markdown files.
    pub media: Option<PathBuf>,
    /// Fetches pictures that are in no folder from where they stand.
    pub fetch: bool,
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
    /// The same of an export that was sound up to there.
    #[error("{why}")]
    Half { why: String, report: Box<Report> },
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
    Site(Site),
    Author(Author),
    Category(Term),
    Story(Box<Story>),
    /// A story of this site, by what the comments name it by.
    Thread(Thread),
    /// A comment of such a thread, by the thread's key.
    Comment(String, Box<Comment>),
    Skipped(Skipped),
}

/// The other site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Site {
    /// Its address, or what else tells it from others.
    address: String,
    /// What names it whatever becomes of its address and its title.
    key: Option<String>,
}

impl Site {
    fn at(address: impl Into<String>) -> Site {
        Site {
            address: address.into(),
            key: None,
        }
    }
}

/// What comments that were kept apart from their stories stand under.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Thread {
    key: String,
    /// Address of the story there.
    link: String,
    title: String,
    /// Nobody may comment any more.
    closed: bool,
}

/// Somebody who writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Author {
    /// What stories name them by.
    key: String,
    email: String,
    name: String,
    bio: String,
    /// Paths of the list of what they wrote there.
    links: Vec<String>,
}

/// A category or a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Term {
    slug: String,
    name: String,
    description: String,
    /// Paths of its list there.
    links: Vec<String>,
}

/// How far a story had come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    Published,
    InReview,
    #[default]
    Draft,
}

/// A text as it was written there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    /// As it was shown.
    Html(String),
    /// As WordPress keeps it.
    WordPress(String),
    Markdown(String),
}

impl Default for Text {
    fn default() -> Self {
        Text::Html(String::new())
    }
}

/// A story or a page.
#[derive(Debug, Clone, Default, PartialEq)]
struct Story {
    key: String,
    page: bool,
    title: String,
    slug: String,
    state: State,
    /// Why not everyone could read it, where not everyone could.
    held: Option<String>,
    published: Option<Stamp>,
    /// When it was to be published.
    planned: Option<Stamp>,
    /// Its last change.
    updated: Option<Stamp>,
    summary: String,
    text: Text,
    /// By their keys.
    authors: Vec<String>,
    categories: Vec<Term>,
    tags: Vec<Term>,
    /// Its address there.
    link: String,
    /// Other addresses that led to it there.
    aliases: Vec<String>,
    /// Where its own pictures are, for a text that stands in a folder with them.
    folder: String,
    /// What was changed on its way.
    notes: Vec<String>,
    /// Address of the picture above it.
    banner: Option<String>,
    banner_alt: String,
    banner_caption: String,
    /// What search engines were told instead of title and summary.
    seo_title: String,
    seo_description: String,
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

/// How many bytes of the export were read, and of how many where its file does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Read {
    read: u64,
    of: Option<u64>,
}

impl From<u64> for Read {
    fn from(read: u64) -> Self {
        Read { read, of: None }
    }
}

/// Something read, and how far the export was read for it.
type Next = Result<(Found, Read), ImportError>;

/// Brings in what is wanted, telling how many bytes of how many were read.
pub async fn run(
    services: &Services,
    wanted: &Wanted,
    mut progress: impl FnMut(u64, u64),
) -> Result<Report, ImportError> {
    let metadata = std::fs::metadata(&wanted.file).map_err(at(&wanted.file))?;
    if metadata.is_dir() != (wanted.format == Format::Markdown) {
        let what = match wanted.format {
            Format::Markdown => "a folder is wanted, and this is a file",
            _ => "a file is wanted, and this is a folder",
        };
        let path = wanted.file.display();
        return Err(ImportError::Export(format!("{path}: {what}")));
    }
    let total = metadata.len();
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
            Format::Disqus => disqus::read(&file, tell),
            Format::Rss => rss::read(&file, tell),
            Format::Markdown => markdown::read(&file, &zone, tell),
        }
    });
    while let Some(next) = receive.recv().await {
        let (found, read) = match next {
            Ok(next) => next,
            Err(error) => {
                let report = loader.finish().await?;
                return Err(match error {
                    ImportError::Export(why) if report != Report::default() => ImportError::Half {
                        why,
                        report: Box::new(report),
                    },
                    error => error,
                });
            }
        };
        loader.take(found).await?;
        // A folder's size is known when its files were listed.
        progress(read.read, read.of.unwrap_or(total));
    }
    let _ = reading.await;
    loader.finish().await
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> ImportError + use<> {
    let path = path.display().to_string();
    move |cause| ImportError::File { path, cause }
}
