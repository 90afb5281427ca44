//! SERVER. The HTTP API, `/api/v1`: one file per noun. Each handler finds out who asks, reads the
//! request, calls the use case that the pages call too, and translates what comes back.

mod article_shape;
pub(super) mod articles;
mod breaking;
mod categories;
mod comments;
mod condition;
pub(super) mod input;
mod limits;
mod list;
mod me;
pub(super) mod media;
mod moderation;
mod once;
pub(super) mod openapi;
pub(super) mod problem;
mod redirects;
mod refusals;
mod revisions;
mod settings;
mod stories;
mod tags;
mod tokens;
pub(super) mod told;
mod users;
pub(super) mod who;
mod write_refusals;

use super::{live, pages::Pages};
use axum::{
    Router,
    extract::Request,
    middleware,
    response::{IntoResponse, Response},
    routing::{any, delete, get, patch, post},
};
use problem::Problem;

/// The API's addresses.
pub(super) fn routes(pages: &Pages) -> Router<Pages> {
    Router::new()
        .route(
            "/api/v1/articles",
            get(articles::list).post(stories::create),
        )
        .route(
            "/api/v1/articles/{slug}",
            get(articles::one)
                .patch(stories::update)
                .delete(stories::delete),
        )
        .route("/api/v1/articles/{slug}/publish", post(stories::publish))
        .route(
            "/api/v1/articles/{slug}/unpublish",
            post(stories::unpublish),
        )
        .route(
            "/api/v1/articles/{slug}/corrections",
            post(stories::correct),
        )
        .route("/api/v1/articles/{slug}/revisions", get(revisions::list))
        .route("/api/v1/articles/{slug}/revisions/{n}", get(revisions::one))
        .route(
            "/api/v1/articles/{slug}/revisions/{n}/restore",
            post(revisions::restore),
        )
        .route(
            "/api/v1/articles/{slug}/comments",
            get(comments::list).post(comments::post),
        )
        .route("/api/v1/articles/{slug}/comments/stream", get(live::stream))
        .route("/api/v1/articles/{slug}/comments/events", get(live::events))
        .route(
            "/api/v1/comments/{id}",
            patch(comments::edit).delete(comments::delete),
        )
        .route("/api/v1/comments/{id}/vote", post(comments::vote))
        .route("/api/v1/comments/{id}/report", post(comments::report))
        .route("/api/v1/moderation/comments", get(moderation::queue))
        .route(
            "/api/v1/moderation/comments/{id}/{decision}",
            post(moderation::decide),
        )
        .route("/api/v1/moderation/stream", get(live::queue_stream))
        .route("/api/v1/users", get(users::all).post(users::create))
        .route(
            "/api/v1/users/{id}",
            get(users::one).patch(users::update).delete(users::delete),
        )
        .route(
            "/api/v1/users/{id}/ban",
            post(users::ban).delete(users::unban),
        )
        .route("/api/v1/breaking", get(breaking::now))
        .route(
            "/api/v1/categories",
            get(categories::all).post(categories::create),
        )
        .route(
            "/api/v1/categories/{slug}",
            patch(categories::update).delete(categories::delete),
        )
        .route("/api/v1/tags", get(tags::all).post(tags::create))
        .route(
            "/api/v1/tags/{slug}",
            patch(tags::update).delete(tags::delete),
        )
        .route(
            "/api/v1/redirects",
            get(redirects::all)
                .post(redirects::create)
                .patch(redirects::update)
                .delete(redirects::delete),
        )
        .route(
            "/api/v1/settings",
            get(settings::read).patch(settings::update),
        )
        .route("/api/v1/me", get(me::me))
        .route("/api/v1/tokens", get(tokens::list).post(tokens::create))
        .route("/api/v1/tokens/{id}", delete(tokens::revoke))
        .merge(media::routes())
        .route_layer(middleware::from_fn_with_state(pages.clone(), once::answer))
        .route_layer(middleware::from_fn_with_state(pages.clone(), limits::count))
        .merge(openapi::routes())
        .route("/api/v1", any(nowhere))
        .route("/api/v1/", any(nowhere))
        .route("/api/v1/{*path}", any(nowhere))
        .method_not_allowed_fallback(wrong_method)
}

async fn nowhere() -> Response {
    Problem::not_found("no such address in this API").into_response()
}

/// The `Allow` header is added by the router.
async fn wrong_method(request: Request) -> Response {
    Problem::wrong_method(request.method()).into_response()
}

/// Whether an address belongs to the API, whose refusals are problem documents.
pub(super) fn is_api(path: &str) -> bool {
    path == "/api/v1" || path.starts_with("/api/v1/")
}
