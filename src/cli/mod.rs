//! SERVER. The command line.

mod check;
mod export;
mod import;
mod keeping;
mod scale;
mod token;
mod user;

use crate::{
    domain::comment::Policy,
    server::{self, config::Config},
    service::{self, clock::SystemClock},
    store::{Store, pool::Kind},
};
use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode, sync::Arc};
use tracing_subscriber::EnvFilter;

/// A self-hosted newsroom.
#[derive(Parser)]
#[command(name = "warta", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (the default).
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Fill an empty site with the demo content.
    Demo(Demo),
    /// Change a setting of the site: name, tagline, language, zone, comments.who and others.
    Setting { name: String, value: String },
    /// Withdraw a published story: its page then answers 410 with the reason.
    Withdraw { slug: String, reason: String },
    /// Give a story a new address; the old one redirects for ever.
    Rename { slug: String, new_slug: String },
    /// A story's comments: open, read_only (what is there stays) or off (not on its page).
    Comments { slug: String, policy: String },
    /// Bring in what another site exported; run again, it adds what is new and doubles nothing.
    Import(import::Import),
    /// Keep the database and every picture in one archive, while the site is served.
    Backup(keeping::Backup),
    /// Bring a backup back, into a place where nothing is yet; stop the server first.
    Restore(keeping::Restore),
    /// Write everything out as open formats, importable again; or as WordPress does.
    Export(export::Export),
    /// Look whether database and pictures are whole; exit code 1 where something is wrong.
    Check(check::Check),
    /// Accounts: make, list, change role or password.
    #[command(subcommand)]
    User(user::User),
    /// Personal access tokens of the HTTP API: make, revoke.
    #[command(subcommand)]
    Token(token::Token),
}

#[derive(Args)]
struct Demo {
    /// Load it although the site has stories already.
    #[arg(long)]
    force: bool,
    /// Do nothing, successfully, when the site has stories already.
    #[arg(long)]
    if_empty: bool,
    /// Folder of the demo content.
    #[arg(long, default_value = "demo")]
    from: PathBuf,
    /// Add synthetic stories, and comments under the newest one, for measurements instead:
    /// articles=N, comments=N or both with a comma
    #[arg(long)]
    scale: Option<String>,
    /// Make an editor who can sign in, where nobody can yet, and print the sign-in once.
    #[arg(long)]
    with_editor: bool,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the program. Exit code 0: done, 1: failed, 2: wrong usage.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli.command.unwrap_or(Command::Serve))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &Failure) -> ExitCode {
    eprintln!("warta: {error}");
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<(), Failure> {
    let config = Config::load()?;
    match command {
        Command::Serve => Ok(server::run(config, stop_signal()).await?),
        Command::Migrate => migrate(&config).await,
        Command::Demo(demo) => load_demo(&config, demo).await,
        Command::Setting { name, value } => {
            service::settings::check(&name, &value)?;
            let services = server::services(&config).await?;
            let set = services.store.write(move |mut tx| {
                Box::pin(async move { service::settings::set(&mut tx, &name, &value).await })
            });
            set.await?;
            services.store.close().await;
            Ok(())
        }
        Command::Withdraw { slug, reason } => {
            let services = server::services(&config).await?;
            let done =
                service::publishing::withdraw(&services.store, &services.freshness, &slug, &reason)
                    .await?;
            services.store.close().await;
            if done {
                Ok(())
            } else {
                Err(format!("there is no published story at {slug:?}").into())
            }
        }
        Command::Comments { slug, policy } => {
            let policy = Policy::from_word(&policy)
                .ok_or_else(|| format!("{policy:?} is none of open, read_only and off"))?;
            with_services(&config, async |services| {
                let (store, freshness) = (&services.store, &services.freshness);
                match service::publishing::set_comments(store, freshness, &slug, policy).await? {
                    true => Ok(()),
                    false => Err(format!("there is no story at {slug:?}").into()),
                }
            })
            .await
        }
        Command::Import(wanted) => import::run(&config, wanted).await,
        Command::Backup(wanted) => keeping::backup(&config, wanted).await,
        Command::Restore(wanted) => keeping::restore(&config, wanted).await,
        Command::Export(wanted) => export::run(&config, wanted).await,
        Command::Check(wanted) => check::run(&config, wanted).await,
        Command::User(command) => {
            with_services(&config, async |services| {
                user::run(&services, command).await
            })
            .await
        }
        Command::Token(command) => {
            with_services(&config, async |services| {
                token::run(&services, command).await
            })
            .await
        }
        Command::Rename { slug, new_slug } => {
            let new = crate::domain::slug::Slug::parse(&new_slug)?;
            let services = server::services(&config).await?;
            let done = service::publishing::rename(
                &services.store,
                &services.freshness,
                &slug,
                new.as_str(),
            )
            .await?;
            services.store.close().await;
            if done {
                Ok(())
            } else {
                Err(format!("there is no story at {slug:?}").into())
            }
        }
    }
}

/// Runs what needs the services, and closes the store whatever comes of it.
async fn with_services<F>(
    config: &Config,
    work: impl FnOnce(crate::context::Services) -> F,
) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    let services = server::services(config).await?;
    let store = services.store.clone();
    let done = work(services).await;
    store.close().await;
    done
}

async fn migrate(config: &Config) -> Result<(), Failure> {
    if Kind::of(&config.database_url) == Some(Kind::Sqlite) {
        let store = server::services(config).await?.store;
        learn(&store).await?;
        store.close().await;
    } else {
        let store = Store::connect(&config.database_url).await?;
        store.migrate().await?;
        learn(&store).await?;
        store.close().await;
    }
    eprintln!("the database is up to date");
    Ok(())
}

/// The search learns what no migration can tell it: stems.
async fn learn(store: &Store) -> Result<(), Failure> {
    let freshness = service::freshness::Freshness::default();
    service::search::catch_up(store, &freshness).await?;
    Ok(())
}

async fn load_demo(config: &Config, demo: Demo) -> Result<(), Failure> {
    with_services(config, async |services| {
        if let Some(scale) = &demo.scale {
            return scale::add(&services.store, scale).await;
        }
        let filled = crate::store::article::any(&services.store).await?;
        if filled && !demo.force && !demo.if_empty {
            return Err("the site has stories already; `warta demo --force` adds the demo content all the same".into());
        }
        let loaded = if filled && !demo.force {
            None
        } else {
            let clock = Arc::new(SystemClock);
            Some(service::demo::load(&services.store, clock, &demo.from, &services.media).await?)
        };
        let editor = if demo.with_editor { user::demo_editor(&services).await? } else { None };
        if demo.json {
            let mut value = serde_json::to_value(loaded)?;
            if let Some((email, password)) = &editor {
                value = serde_json::json!({"loaded": value, "editor": {"email": email, "password": password}});
            }
            if loaded.is_some() || editor.is_some() {
                println!("{value}");
            }
            return Ok(());
        }
        if let Some(loaded) = loaded {
            eprintln!("{} stories, {} pictures and {} pages loaded", loaded.stories, loaded.pictures, loaded.pages);
        }
        if let Some((email, password)) = editor {
            println!("Editor, shown once: {email}  {password}");
        }
        Ok(())
    })
    .await
}

/// Resolves at SIGTERM or Ctrl-C.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
