//! What makes the site installable and readable without a connection: its manifest and icons, the
//! worker that keeps copies in the browser, and the script of the pages that goes with it.

mod icons;
mod manifest;
mod worker;

pub(super) use icons::touch;
pub(super) use worker::script;

use super::pages::Pages;
use axum::{Router, routing::get};

pub(super) fn routes() -> Router<Pages> {
    Router::new()
        .route("/manifest.webmanifest", get(manifest::answer))
        .route("/icon/{name}", get(icons::answer))
        .route("/sw.js", get(worker::worker))
        .route("/offline/{name}", get(worker::reader))
}
