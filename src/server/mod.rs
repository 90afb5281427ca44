//! SERVER. HTTP only: routes, rendered pages, files, headers, start and end.

mod answer;
mod built;
mod cache;
pub mod config;
mod crawlers;
mod described;
mod document;
mod encoding;
mod feeds;
mod files;
mod forms;
mod headers;
mod health;
mod installable;
mod library;
mod live;
mod newsroom;
mod oembed;
mod pages;
mod preview;
mod private;
pub mod proxies;
mod push;
mod reading;
mod rest;
pub mod router;
mod session;
mod sharing;
mod sitemaps;
mod suggesting;
mod target;
mod theme;
mod when;

use crate::{
    context::Services,
    service::{
        clock::SystemClock,
        courier::{self, Courier},
        fetching::Fetcher,
        finishing,
        freshness::Freshness,
        live::Hub,
        mailing,
        media_store::MediaStore,
        passwords::Hashing,
        pushing::sending,
        readership::{self, Counters},
        search,
        throttle::Throttle,
        writing::scheduling,
    },
    store::{Store, changes::Change},
};
use config::Config;
use std::{future::Future, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// How long requests under way may take once the server has been told to stop.
const DRAIN: Duration = Duration::from_millis(1500);

/// Why the server could not run; the text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    #[error("{0}")]
    Listen(String),
    #[error("WARTA_MEDIA: {0}")]
    Media(String),
}

/// Opens what the configuration names, for the server and for every command.
pub async fn services(config: &Config) -> Result<Services, ServeError> {
    if let Some(path) = config.database_url.strip_prefix("sqlite:") {
        let path = std::path::Path::new(
            path.trim_start_matches("//")
                .split('?')
                .next()
                .unwrap_or_default(),
        );
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).map_err(|e| {
                ServeError::Listen(format!(
                    "the folder {} cannot be made: {e}",
                    folder.display()
                ))
            })?;
        }
    }
    let media = config
        .media
        .open()
        .map_err(|error| ServeError::Media(error.to_string()))?;
    let store = Store::open(&config.database_url).await?;
    Ok(services_over(store, media, config))
}

/// The services over what is already open.
pub fn services_over(store: Store, media: MediaStore, config: &Config) -> Services {
    Services {
        hub: Hub::new(store.clone()),
        store,
        clock: Arc::new(SystemClock),
        freshness: Arc::new(Freshness::default()),
        media,
        base_url: config.base_url.as_str().into(),
        secret: config.secret.clone(),
        mailer: config.mailer.clone(),
        fetcher: Fetcher::outside(&config.base_url),
        throttle: Throttle::default(),
        hashing: Hashing::default(),
        readership: Counters::default(),
    }
}

/// Who brings messages out, in the shapes of the API.
pub fn courier() -> Courier {
    Courier::new(rest::told::shapes())
}

/// Serves until `stop` resolves, then lets requests finish and returns.
pub async fn run(
    config: Config,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let services = services(&config).await?;
    let address = config.leptos.site_addr;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        ServeError::Listen(match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("{address} is in use by another program: stop it, or set LEPTOS_SITE_ADDR to another port")
            }
            _ => format!("{address} cannot be listened on: {error}; set LEPTOS_SITE_ADDR to an address of this machine"),
        })
    })?;
    tracing::info!(%address, base_url = %config.base_url, "Warta serves on http://{address}");
    serve(listener, services, config, stop).await
}

/// Serves on a listener that is already bound.
pub async fn serve(
    listener: TcpListener,
    services: Services,
    config: Config,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let store = services.store.clone();
    let watching = tokio::spawn(follow_changes(services.clone()));
    let (rest, resting) = tokio::sync::watch::channel(false);
    let mut mailing = tokio::spawn(mailing::run(services.clone(), resting.clone()));
    let mut scheduling = tokio::spawn(scheduling::run(services.clone(), resting.clone()));
    let mut indexing = tokio::spawn(search::run(services.clone(), resting.clone()));
    let mut counting = tokio::spawn(readership::run(services.clone(), resting.clone()));
    let mut finishing = tokio::spawn(finishing::run(services.clone(), resting.clone()));
    let mut pushing = tokio::spawn(sending::run(services.clone(), resting.clone()));
    let mut telling = tokio::spawn(courier::run(courier(), services.clone(), resting));
    let hub = services.hub.clone();
    let app = router::router(services, &config);
    let (told, stopping) = tokio::sync::oneshot::channel::<()>();
    let signal = async move {
        stop.await;
        // An open stream would keep the server from ending.
        hub.close();
        let _ = told.send(());
    };
    let app = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let serving = axum::serve(listener, app)
        .with_graceful_shutdown(signal)
        .into_future();
    let limit = async move {
        if stopping.await.is_ok() {
            tokio::time::sleep(DRAIN).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        ended = serving => ended.map_err(|e| ServeError::Listen(e.to_string()))?,
        () = limit => tracing::warn!("some requests were cut off: they took longer than {DRAIN:?} to end"),
    }
    watching.abort();
    let _ = rest.send(true);
    let jobs = [
        &mut mailing,
        &mut scheduling,
        &mut indexing,
        &mut counting,
        &mut finishing,
        &mut pushing,
        &mut telling,
    ];
    for job in jobs {
        if tokio::time::timeout(DRAIN, &mut *job).await.is_err() {
            job.abort();
        }
    }
    store.close().await;
    Ok(())
}

/// Drops rendered pages that other processes and nodes made stale, and tells of their comments.
pub async fn follow_changes(services: Services) {
    let mut changes = services.store.foreign_changes();
    while let Some(change) = changes.next().await {
        match change {
            Change::Keys(keys) => {
                services.freshness.purge(&keys);
                services.hub.follow(&keys).await;
            }
            Change::Everything => {
                services.freshness.purge_all();
                services.hub.announce_all();
            }
        }
    }
}
