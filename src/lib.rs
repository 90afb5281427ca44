//! Warta, a self-hosted newsroom: one package that is both the server and, compiled to
//! WebAssembly, the page it hydrates. Modules stand in the order in which they may import
//! each other; `tests/it/layers.rs` holds them to it.
#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "features `ssr` and `hydrate` exclude each other: build the server and the browser part apart"
);

pub mod domain;
pub mod text;

pub mod error;
#[cfg(feature = "ssr")]
pub mod store;

#[cfg(feature = "ssr")]
pub mod service;

#[cfg(feature = "ssr")]
pub mod context;

pub mod components;
pub mod pages;

pub mod api;
pub mod browser;

pub mod app;

#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub mod cli;

/// Room to move for the tool that splits the WebAssembly. It lays the data out anew for each chunk,
/// and where alignment makes that longer than it was, it leaves all data in what every reader loads.
/// Nothing refers to these bytes, so they end up in no chunk and their length is to spare.
#[cfg(all(feature = "hydrate", feature = "split"))]
#[used]
static SLACK: [u8; 4096] = [1; 4096];

/// Called by the script of every page once the WASM has arrived.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // Its text is for whoever develops; readers are spared its bytes.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    #[cfg(feature = "split")]
    leptos::mount::hydrate_lazy(app::App);
    #[cfg(not(feature = "split"))]
    leptos::mount::hydrate_body(app::App);
}
