//! Whether the database and the files of pictures agree with themselves and with each other. Read by
//! pages, beside a running server. What is made from something else can be made anew; nothing that
//! somebody wrote or uploaded is ever touched.

mod pictures;
mod stories;
mod threads;

pub(super) use pictures::name_of;

use super::{Services, error::ServiceError};
use crate::store::{self, pool::Kind};
use serde::Serialize;

/// Rows read at once.
const GROUP: u32 = 100;
/// Most faults that a report lists; all are counted and told.
const LISTED: usize = 1000;

/// What a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The database itself: its file, and rows that name rows which are not there.
    Database,
    /// A document that cannot be read.
    Document,
    /// HTML or plain text that is not what its document gives.
    Html,
    /// A picture that a story shows, and that is not there.
    Picture,
    /// A file of a picture that is missing or cut short.
    File,
    /// A file that nothing names.
    Orphan,
    /// A number that disagrees with what it counts, or a copy that disagrees with what it repeats.
    Count,
    /// What the search knows.
    Search,
    /// An address that leads nowhere.
    Redirect,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub part: Part,
    /// What it is wrong with, such as `article:12`.
    pub of: String,
    pub what: String,
    /// It is right again.
    pub mended: bool,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub stories: u64,
    pub pages: u64,
    pub revisions: u64,
    pub comments: u64,
    pub pictures: u64,
    pub files: u64,
    pub redirects: u64,
    pub wrong: u64,
    pub mended: u64,
    /// The first of them.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether nothing is wrong any more.
    pub fn is_sound(&self) -> bool {
        self.wrong == self.mended
    }
}

/// A check that is under way.
struct Check<'a> {
    services: &'a Services,
    repair: bool,
    report: Report,
    tell: &'a mut (dyn FnMut(&Fault) + Send),
}

impl Check<'_> {
    fn found(&mut self, part: Part, of: String, what: impl Into<String>, mended: bool) {
        let fault = Fault {
            part,
            of,
            what: what.into(),
            mended,
        };
        self.report.wrong += 1;
        self.report.mended += u64::from(mended);
        (self.tell)(&fault);
        if self.report.faults.len() < LISTED {
            self.report.faults.push(fault);
        }
    }
}

/// Looks at everything, telling each fault as it is found. With `repair`, what can be made anew is.
pub async fn run(
    services: &Services,
    database_url: &str,
    repair: bool,
    tell: &mut (dyn FnMut(&Fault) + Send),
) -> Result<Report, ServiceError> {
    let mut check = Check {
        services,
        repair,
        report: Report::default(),
        tell,
    };
    let faults = match Kind::of(database_url) {
        Some(Kind::Postgres) => store::snapshot::faults_of_postgres(&services.store).await?,
        _ => {
            let file = store::snapshot::sqlite_file(database_url)?;
            store::snapshot::faults_of_sqlite(&file).await?
        }
    };
    for what in faults {
        check.found(Part::Database, "database".into(), what, false);
    }
    check.stories().await?;
    check.pages().await?;
    check.revisions().await?;
    check.comments().await?;
    check.pictures().await?;
    check.files().await?;
    check.redirects().await?;
    Ok(check.report)
}
