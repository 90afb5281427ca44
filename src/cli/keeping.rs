//! `warta backup` and `warta restore`.

use super::{Failure, with_services};
use crate::{
    server::config::Config,
    service::keeping::{self, Kept},
};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Backup {
    /// The archive to write; it must not be there yet.
    file: PathBuf,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Restore {
    /// An archive that `warta backup` wrote.
    file: PathBuf,
    /// Put the database that is there aside (SQLite), or replace what is in it (PostgreSQL), and add
    /// to the pictures that are there.
    #[arg(long)]
    force: bool,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn backup(config: &Config, wanted: Backup) -> Result<(), Failure> {
    with_services(config, async |services| {
        let secret = config.secret_file.as_deref();
        let kept = keeping::backup(&services, &config.database_url, secret, &wanted.file).await?;
        if kept.missing > 0 {
            eprintln!(
                "{} files of pictures are named by the database and not there, so they are not in the archive; `warta check` tells more. The first: {}",
                kept.missing,
                kept.missing_names.join(", "),
            );
        }
        if kept.secret_apart {
            eprintln!("the site's secret is not in the archive: keep WARTA_SECRET apart");
        }
        told(&kept, wanted.json, "kept in", &wanted.file)
    })
    .await
}

pub(super) async fn restore(config: &Config, wanted: Restore) -> Result<(), Failure> {
    let media = config.media.open()?;
    let into = keeping::Into {
        database_url: &config.database_url,
        media: &media,
        secret: config.secret_file.as_deref(),
        force: wanted.force,
    };
    let kept = keeping::restore(&wanted.file, &into).await?;
    if kept.secret_apart {
        eprintln!(
            "the archive holds no secret: set WARTA_SECRET to what it was where the backup was made, or signatures of webhooks and links in mail no longer hold"
        );
    }
    told(&kept, wanted.json, "brought back from", &wanted.file)
}

fn told(kept: &Kept, json: bool, did: &str, file: &std::path::Path) -> Result<(), Failure> {
    if json {
        println!("{}", serde_json::to_string(kept)?);
        return Ok(());
    }
    eprintln!(
        "the database and {} pictures were {did} {} ({} files, {} MB)",
        kept.pictures,
        file.display(),
        kept.files,
        kept.bytes.div_ceil(1_000_000),
    );
    Ok(())
}
