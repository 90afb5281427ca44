//! A story as the API prints it.

use super::{
    list,
    media::{Media, media},
    problem::Problem,
};
use crate::{
    context::Services,
    domain::{
        article::Status,
        category::Named,
        id::{AccountId, ArticleId, MediaId},
        stamp::Stamp,
    },
    server::pages::Pages,
    service::{rights::Writer, writing, zone::Zone},
    store::{self, article::ArticleRow, public_article::Detail},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Who signs a story.
#[derive(Serialize, ToSchema)]
struct Byline {
    id: AccountId,
    slug: String,
    name: String,
}

/// A story that says the same in another language.
#[derive(Serialize, ToSchema)]
struct Translation {
    id: ArticleId,
    slug: String,
    url: String,
    /// BCP 47.
    language: String,
    headline: String,
}

/// The text of a story.
#[derive(Serialize, ToSchema)]
#[schema(as = ArticleBody)]
struct Body {
    #[schema(value_type = crate::domain::document::Document)]
    document: serde_json::Value,
    /// Made from the document.
    html: String,
}

/// A story.
#[derive(Serialize, ToSchema)]
pub struct Article {
    id: ArticleId,
    slug: String,
    url: String,
    /// BCP 47.
    language: String,
    #[schema(value_type = Status)]
    status: String,
    headline: String,
    standfirst: String,
    category: Named,
    tags: Vec<Named>,
    bylines: Vec<Byline>,
    dateline: String,
    #[schema(required)]
    banner: Option<Media>,
    /// Those that are public, and for the newsroom also those that the caller may read.
    translations: Vec<Translation>,
    /// Left out in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    body: Option<Body>,
    #[schema(required, format = DateTime)]
    published_at: Option<String>,
    #[schema(required, format = DateTime)]
    updated_at: Option<String>,
    /// What `ETag` says too.
    version: i64,
}

/// The story with this id, which has this slug, for whoever of the newsroom asks; without its body
/// in lists. `None` when it went away meanwhile.
pub async fn shape(
    services: &Services,
    zone: &Zone,
    writer: Option<&Writer>,
    (id, slug): (ArticleId, &str),
    whole: bool,
) -> Result<Option<Article>, Problem> {
    let store = &services.store;
    // The version comes first: with anything newer than it, a caller is told that it is stale.
    let Some(detail) = store::public_article::detail(store, id).await? else {
        return Ok(None);
    };
    let Some(row) = store::article::by_slug(store, slug).await? else {
        return Ok(None);
    };
    let signers = store::public_article::signers(store, id).await?;
    let tags = store::tag::of_article(store, id).await?;
    let translations = writing::translations(services, writer, id).await?;
    let translations = translations.into_iter().map(|member| Translation {
        id: member.id,
        url: format!("{}/articles/{}", services.base_url, member.slug),
        slug: member.slug,
        language: member.language,
        headline: member.headline,
    });
    let time = |at: Stamp| zone.moment(at).datetime();
    let body = match whole {
        true => Some(body(&detail)?),
        false => None,
    };
    let ArticleRow {
        slug,
        status,
        headline,
        standfirst,
        language,
        category_slug,
        category_name,
        dateline,
        published_at,
        updated_at,
        banner,
        ..
    } = row;
    Ok(Some(Article {
        url: format!("{}/articles/{slug}", services.base_url),
        id,
        slug,
        language,
        status,
        headline,
        standfirst,
        category: Named {
            slug: category_slug,
            name: category_name,
        },
        tags,
        bylines: signers
            .into_iter()
            .map(|signer| Byline {
                id: AccountId(signer.id),
                slug: signer.slug,
                name: signer.name,
            })
            .collect(),
        dateline,
        banner: banner
            .zip(detail.banner_id)
            .map(|(picture, id)| media(MediaId(id), picture, &services.base_url)),
        translations: translations.collect(),
        body,
        published_at: published_at.map(time),
        updated_at: updated_at.map(time),
        version: detail.version,
    }))
}

fn body(detail: &Detail) -> Result<Body, Problem> {
    Ok(Body {
        document: serde_json::from_str(&detail.document).map_err(|e| Problem::fault(&e))?,
        html: detail.html.clone(),
    })
}

/// An answer with one whole story for whoever of the newsroom asks, and its version as an `ETag`.
pub async fn answer(
    pages: &Pages,
    status: StatusCode,
    writer: Option<&Writer>,
    id: ArticleId,
    slug: &str,
) -> Result<Response, Problem> {
    let zone = pages.place().await.zone;
    let article = shape(&pages.services, &zone, writer, (id, slug), true).await?;
    let article = article.ok_or_else(|| Problem::not_found("there is no such story"))?;
    let mut response = list::json(status, &article);
    tag(&mut response, article.version);
    Ok(response)
}

/// Puts the version of a story on an answer.
pub fn tag(response: &mut Response, version: i64) {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}
