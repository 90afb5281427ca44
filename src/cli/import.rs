//! `warta import`: moving in.

use super::{Failure, export, with_services};
use crate::{
    server::config::Config,
    service::{
        importing::{self, Format, ImportError, Report, Wanted},
        moving,
    },
};
use clap::{Args, ValueEnum};
use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

/// Whose export it is.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// WordPress: Tools, Export, All content.
    Wxr,
    /// Ghost: Settings, Import/Export, Export content.
    Ghost,
    /// Comments of Disqus, for stories that are here: Community, Export.
    Disqus,
    /// A feed of RSS 2.0, as a file.
    Rss,
    /// A folder of Markdown files with front matter (Hugo, Jekyll, Zola and others).
    Markdown,
    /// A folder that `warta export` wrote, into a site that has nothing yet.
    Warta,
}

#[derive(Args)]
pub(super) struct Import {
    kind: Kind,
    /// The export: a file, or a folder of Markdown files.
    path: PathBuf,
    /// Folder of the other site's pictures: WordPress' wp-content/uploads, Ghost's content/images,
    /// the root of a site of Markdown files (beside the folder itself).
    #[arg(long)]
    media: Option<PathBuf>,
    /// Fetch pictures that are in no folder from the addresses at which they stand. Without it nothing
    /// is fetched from the network.
    #[arg(long)]
    fetch: bool,
    /// Read and count, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// How often the progress is told.
const EVERY: Duration = Duration::from_millis(500);

pub(super) async fn run(config: &Config, wanted: Import) -> Result<(), Failure> {
    with_services(config, async |services| {
        let format = match wanted.kind {
            Kind::Warta if wanted.media.is_some() => {
                return Err("an export of Warta has its pictures in it: leave --media out".into());
            }
            Kind::Warta if wanted.fetch => {
                return Err("an export of Warta has its pictures in it: leave --fetch out".into());
            }
            Kind::Warta => {
                let moved = moving::bring(&services, &wanted.path, wanted.dry_run).await?;
                let did = match wanted.dry_run {
                    true => "found whole in",
                    false => "brought in from",
                };
                return export::told(&moved, wanted.json, did, &wanted.path);
            }
            Kind::Wxr => Format::Wxr,
            Kind::Ghost => Format::Ghost,
            Kind::Disqus => Format::Disqus,
            Kind::Rss => Format::Rss,
            Kind::Markdown => Format::Markdown,
        };
        let asked = Wanted {
            format,
            file: wanted.path,
            media: wanted.media,
            fetch: wanted.fetch,
            dry_run: wanted.dry_run,
        };
        let shown = std::io::stderr().is_terminal();
        let (begun, mut told) = (Instant::now(), Instant::now());
        let done = importing::run(&services, &asked, |read, total| {
            if shown && told.elapsed() >= EVERY {
                told = Instant::now();
                let share = read as f64 / total.max(1) as f64;
                let left = begun.elapsed().as_secs_f64() * (1.0 - share) / share.max(0.001);
                let _ = write!(
                    std::io::stderr(),
                    "\r{:3.0} %, about {left:.0} s left   ",
                    share * 100.0
                );
            }
        })
        .await;
        if shown {
            eprintln!();
        }
        match done {
            Ok(report) => print(&report, wanted.json, wanted.dry_run),
            // What was sound is here, and is told before why there is no more.
            Err(ImportError::Half { why, report }) => {
                print(&report, wanted.json, wanted.dry_run)?;
                Err(why.into())
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

fn print(report: &Report, json: bool, dry_run: bool) -> Result<(), Failure> {
    if json {
        println!("{}", serde_json::to_string(report)?);
        return Ok(());
    }
    for skipped in &report.skipped {
        println!("{}: {}", skipped.what, skipped.why);
    }
    let did = if dry_run { "would come" } else { "came" };
    eprintln!(
        "{did}: {} stories, {} pages, {} comments, {} pictures, {} authors, {} redirects; {} were here already, {} notes",
        report.stories,
        report.pages,
        report.comments,
        report.pictures,
        report.authors,
        report.redirects,
        report.known,
        report.skipped.len(),
    );
    Ok(())
}
