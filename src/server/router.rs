//! Which address is served by what.

use super::{
    config::Config, crawlers, feeds, files, forms, headers, health, installable, newsroom, oembed,
    pages, pages::Pages, preview, push, reading, rest, session, sharing, sitemaps, suggesting,
    theme,
};
use crate::{
    app::{PUBLIC, comments::draw as draw_thread},
    context::{Caller, Outcome, Rendering, Services, ThreadDrawing},
    service::{accounts::Origin, rights::Reader},
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use leptos::prelude::provide_context;
use tower_http::{
    catch_panic::CatchPanicLayer,
    services::{ServeDir, ServeFile},
};

/// Files at the root of the site's folder.
const ROOT_FILES: [&str; 6] = [
    "/favicon.svg",
    "/favicon.ico",
    "/apple-touch-icon.png",
    "/icon-192.png",
    "/icon-512.png",
    "/og-default.png",
];

/// The whole server as one service.
pub fn router(services: Services, config: &Config) -> Router {
    let pages = Pages::new(services, config);
    let root = std::path::PathBuf::from(&*config.leptos.site_root);
    let built = |folder: &str| {
        ServeDir::new(root.join(folder))
            .precompressed_br()
            .precompressed_gzip()
    };
    let mut site_files = Router::new()
        .nest_service("/pkg", built(&config.leptos.site_pkg_dir))
        .nest_service("/fonts", built("fonts"))
        // The newsroom's style sheet and the writing surface: no page of the readers names them.
        .nest_service("/writing", built("writing"));
    for name in ROOT_FILES {
        site_files = site_files.route_service(name, ServeFile::new(root.join(&name[1..])));
    }
    let site_files = site_files.layer(middleware::from_fn(files::keep));

    let mut app = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/media/{key}/{name}", get(files::media))
        .route("/theme/{name}", get(theme::sheet))
        .route("/preview/{token}", get(preview::page))
        .route(
            "/api/{*function}",
            get(server_function).post(server_function),
        );
    app = app.route("/articles/{slug}/read", post(reading::note));
    for path in PUBLIC {
        app = app.route(path, get(pages::page));
    }
    app.merge(newsroom::routes())
        .merge(crawlers::routes())
        .merge(installable::routes())
        .merge(feeds::routes())
        .merge(oembed::routes())
        .merge(sharing::routes())
        .merge(push::routes())
        .merge(sitemaps::routes())
        .merge(suggesting::routes())
        .merge(forms::account::routes())
        .fallback(get(pages::nowhere).fallback(wrong_method))
        .method_not_allowed_fallback(wrong_method)
        .merge(rest::routes(&pages))
        .merge(site_files)
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(headers::to_the_end))
        .layer(middleware::from_fn_with_state(
            pages.clone(),
            headers::guard,
        ))
        .with_state(pages)
}

async fn wrong_method(State(pages): State<Pages>) -> Response {
    let mut response = pages::failed(&pages, StatusCode::METHOD_NOT_ALLOWED).await;
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// The app's own calls from the browser.
async fn server_function(
    State(pages): State<Pages>,
    origin: Origin,
    reader: Option<Reader>,
    request: Request,
) -> Response {
    let place = pages.place().await;
    let services = pages.services.clone();
    // What brings public pages is the same for everyone.
    let public = request.uri().path() == "/api/visit";
    let caller = Caller::new(reader, origin);
    let rendering = Rendering::default();
    let context = {
        let (caller, rendering) = (caller.clone(), rendering.clone());
        move || {
            provide_context(services.clone());
            provide_context(place.clone());
            provide_context(ThreadDrawing(draw_thread));
            if !public {
                provide_context(caller.clone());
                provide_context(rendering.clone());
            }
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await;
    let mut response = axum::response::IntoResponse::into_response(response);
    // The library answers every error with 500.
    if let Some(Outcome::Status(status)) = rendering.outcome() {
        *response.status_mut() = status;
    }
    let keep = if public { "no-cache" } else { "no-store" };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Some(key) = caller.entered() {
        session::give(&mut response, &pages.services.base_url, key);
    }
    response
}
