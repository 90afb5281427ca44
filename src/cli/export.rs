//! `warta export`: moving out.

use super::{Failure, with_services};
use crate::{
    server::config::Config,
    service::moving::{self, Moved},
};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// In which form.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A folder with everything: JSON Lines, Markdown, pictures. `warta import warta` reads it.
    Warta,
    /// A file as WordPress exports it: stories, pages, categories, tags, comments.
    Wxr,
}

#[derive(Args)]
pub(super) struct Export {
    /// A folder that is empty or not there yet; for `--format wxr` a file that is not there yet.
    path: PathBuf,
    #[arg(long, value_enum, default_value = "warta")]
    format: Form,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: &Config, wanted: Export) -> Result<(), Failure> {
    with_services(config, async |services| {
        let moved = match wanted.format {
            Form::Warta => moving::export(&services, &wanted.path).await?,
            Form::Wxr => moving::export_wxr(&services, &wanted.path).await?,
        };
        told(&moved, wanted.json, "written to", &wanted.path)?;
        if wanted.format == Form::Warta && !wanted.json {
            eprintln!(
                "passwords, sessions and tokens stay behind; the addresses of readers are in it: keep it where nobody else reads it"
            );
        }
        Ok(())
    })
    .await
}

/// Tells what moved.
pub(super) fn told(
    moved: &Moved,
    json: bool,
    did: &str,
    path: &std::path::Path,
) -> Result<(), Failure> {
    if json {
        println!("{}", serde_json::to_string(moved)?);
        return Ok(());
    }
    for skipped in &moved.skipped {
        println!("{skipped}");
    }
    let rows = |name: &str| moved.rows.get(name).copied().unwrap_or_default();
    eprintln!(
        "{} stories, {} pages, {} comments and {} pictures were {did} {} ({} files, {} MB)",
        rows("articles"),
        rows("standing_pages"),
        rows("comments"),
        rows("media"),
        path.display(),
        moved.files,
        moved.bytes / 1_000_000,
    );
    Ok(())
}
