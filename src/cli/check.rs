//! `warta check`.

use super::{Failure, with_services};
use crate::{server::config::Config, service::checking};
use clap::Args;

#[derive(Args)]
pub(super) struct Check {
    /// Make anew what is made from something else: HTML, counters, search entries, sizes of pictures.
    /// Nothing that somebody wrote or uploaded is changed or deleted.
    #[arg(long)]
    repair: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: &Config, wanted: Check) -> Result<(), Failure> {
    with_services(config, async |services| {
        let mut tell = |fault: &checking::Fault| {
            if !wanted.json {
                let mended = if fault.mended { " (mended)" } else { "" };
                println!("{}: {}{mended}", fault.of, fault.what);
            }
        };
        let url = &config.database_url;
        let report = checking::run(&services, url, wanted.repair, &mut tell).await?;
        if wanted.json {
            println!("{}", serde_json::to_string(&report)?);
        } else {
            eprintln!(
                "looked at: {} stories, {} pages, {} revisions, {} comments, {} pictures, {} files, {} redirects",
                report.stories,
                report.pages,
                report.revisions,
                report.comments,
                report.pictures,
                report.files,
                report.redirects,
            );
        }
        match report.wrong - report.mended {
            0 => Ok(()),
            left if wanted.repair => {
                Err(format!("{left} things are wrong that cannot be mended here").into())
            }
            left => Err(format!("{left} things are wrong").into()),
        }
    })
    .await
}
