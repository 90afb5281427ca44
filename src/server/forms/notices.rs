//! `/account/notices` and `/unsubscribe/{secret}`. Opening either changes nothing.

use super::{
    account::{page, see_other, sign_in_first},
    fields::Fields,
};
use crate::{
    api::told::state_word,
    domain::{
        id::{AccountId, ArticleId},
        stamp::Stamp,
    },
    pages::account::notices::{self, Notice, Standing},
    server::{
        pages::{self, Pages},
        session,
    },
    service::{
        commenting::{self, desk},
        error::ServiceError,
        notifying::{self, News},
        rights::Reader,
        zone::Zone,
    },
    store::notification::NoticeRow,
    text::{self, Words},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

const HERE: &str = "/account/notices";

/// `GET /account/notices`
pub async fn show(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    let Some(reader) = reader else {
        return sign_in_first(HERE);
    };
    match standing(&pages, &reader).await {
        Ok(standing) => {
            let draw = move |_: &_, words| notices::sheet(&standing, words);
            page(&pages, StatusCode::OK, draw).await
        }
        Err(error) => session::fault(&pages, error).await,
    }
}

async fn standing(pages: &Pages, reader: &Reader) -> Result<Standing, ServiceError> {
    let services = &pages.services;
    let place = pages.place().await;
    let words = text::words(place.site.language);
    let rows = notifying::unread(services, reader).await?;
    let followed = desk::followed(services, reader).await?;
    Ok(Standing {
        newest: rows.first().map(|row| row.id),
        notices: rows
            .iter()
            .filter_map(|row| notice(row, &place.zone, words))
            .collect(),
        followed: followed
            .into_iter()
            .map(|row| (ArticleId(row.article_id), row.slug, row.headline))
            .collect(),
        muted: desk::muted_people(services, reader).await?,
    })
}

fn notice(row: &NoticeRow, zone: &Zone, words: &Words) -> Option<Notice> {
    let name = if row.author.is_empty() {
        words.notice_somebody
    } else {
        &row.author
    };
    let text = match notifying::news(row)? {
        News::Reply => words.notice_reply.replace("{name}", name),
        News::Thread => words.notice_thread.replace("{name}", name),
        News::Decision(state) => words
            .notice_decision
            .replace("{state}", state_word(state, words)),
    };
    Some(Notice {
        id: row.id,
        text,
        headline: row.headline.clone(),
        body: row.body.clone(),
        reason: notifying::reason(row).to_owned(),
        address: notifying::address(row),
        at: zone.moment(Stamp::from_micros(row.at)),
    })
}

/// `POST /account/notices`
pub async fn send(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let Some(reader) = reader else {
        return sign_in_first(HERE);
    };
    let services = &pages.services;
    let id = fields.get("id").parse::<i64>();
    let up_to = fields.get("up_to").parse::<i64>();
    let done = match (fields.get("act"), id, up_to) {
        ("read", _, Ok(up_to)) => notifying::read(services, &reader, up_to).await,
        ("unfollow", Ok(id), _) => desk::unfollow(services, &reader, ArticleId(id)).await,
        ("unmute", Ok(id), _) => desk::unmute(services, &reader, AccountId(id)).await,
        _ => return pages::failed(&pages, StatusCode::BAD_REQUEST).await,
    };
    match done {
        Ok(()) => see_other(HERE),
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `GET /unsubscribe/{secret}`
pub async fn ask(State(pages): State<Pages>, Path(secret): Path<String>) -> Response {
    match desk::followed_by_secret(&pages.services, &secret).await {
        Ok(Some(story)) => {
            page(&pages, StatusCode::OK, move |_, words| {
                notices::unsubscribe_sheet(&secret, &story.headline, words)
            })
            .await
        }
        Ok(None) => {
            page(&pages, StatusCode::NOT_FOUND, |_, words| {
                notices::unsubscribed_sheet(false, words)
            })
            .await
        }
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /unsubscribe/{secret}`: from the page, or from a mail program by itself (RFC 8058), which
/// may send it twice. The body says nothing that is not known.
pub async fn unsubscribe(State(pages): State<Pages>, Path(secret): Path<String>) -> Response {
    match commenting::unfollow_by_secret(&pages.services, &secret).await {
        Ok(done) => {
            page(&pages, StatusCode::OK, move |_, words| {
                notices::unsubscribed_sheet(done, words)
            })
            .await
        }
        Err(error) => session::fault(&pages, error).await,
    }
}
