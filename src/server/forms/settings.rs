//! `/account` and the forms on it.

use super::{
    account::{page, refused, see_other, sign_in_first},
    fields::Fields,
};
use crate::{
    domain::{account::DeskSettings, id::TokenId, site::Language, stamp::Stamp},
    pages::account::{
        form::{Done, Sent},
        settings::{self, Device, Standing, Token},
    },
    server::{
        pages::{self, Pages},
        session,
    },
    service::{
        accounts::{self, AccountError, Comments, EmailChange, Origin},
        error::ServiceError,
        rights::{Reader, Scope},
        sessions::{self, Key},
        tokens,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// `GET /account`
pub async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let Some(reader) = reader else {
        let asked = if query.is_empty() {
            "/account".to_owned()
        } else {
            format!("/account?{query}")
        };
        return sign_in_first(&asked);
    };
    let sent = Sent {
        done: Done::from_word(Fields::parse(&query).get("done")),
        ..Sent::default()
    };
    shown(&pages, &reader, StatusCode::OK, sent, None).await
}

/// What the account's page shows.
async fn standing(pages: &Pages, reader: &Reader) -> Result<Standing, ServiceError> {
    let zone = pages.place().await.zone;
    let moment = |micros: i64| zone.moment(Stamp::from_micros(micros));
    let devices = sessions::list(&pages.services, reader).await?;
    let tokens = tokens::list(&pages.services, reader).await?;
    Ok(Standing {
        viewer: reader.viewer().clone(),
        desk: reader.viewer().role.is_staff().then(|| reader.desk()),
        devices: devices
            .into_iter()
            .map(|session| Device {
                here: reader.session() == Some(&session.token_hash),
                name: device(&session.agent),
                seen: moment(session.seen_at),
            })
            .collect(),
        tokens: tokens
            .into_iter()
            .map(|token| Token {
                id: TokenId(token.id),
                name: token.name,
                scopes: token.scopes,
                used: token.used_at.map(moment),
            })
            .collect(),
    })
}

async fn shown(
    pages: &Pages,
    reader: &Reader,
    status: StatusCode,
    sent: Sent,
    secret: Option<String>,
) -> Response {
    match standing(pages, reader).await {
        Ok(standing) => {
            let draw =
                move |_: &_, words| settings::sheet(&standing, &sent, secret.as_deref(), words);
            page(pages, status, draw).await
        }
        Err(error) => session::fault(pages, error).await,
    }
}

async fn again(
    pages: &Pages,
    reader: &Reader,
    error: AccountError,
    form: &'static str,
    fields: &Fields,
) -> Response {
    match standing(pages, reader).await {
        Ok(standing) => {
            let draw = move |sent: Sent, words| settings::sheet(&standing, &sent, None, words);
            refused(pages, error, form, fields, draw).await
        }
        Err(error) => session::fault(pages, error).await,
    }
}

fn done(done: Done) -> Response {
    see_other(&format!("/account?done={}", done.as_str()))
}

fn done_with(pages: &Pages, what: Done, key: &Key) -> Response {
    let mut response = done(what);
    session::give(&mut response, &pages.services.base_url, key);
    response
}

/// `POST /account/name`
pub async fn name(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    match accounts::change_name(&pages.services, &reader, fields.get("name")).await {
        Ok(()) => done(Done::Name),
        Err(error) => again(&pages, &reader, error, "nama", &fields).await,
    }
}

/// `POST /account/email`
pub async fn email(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    origin: Origin,
    fields: Fields,
) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let (current, email) = (fields.get("current_password"), fields.get("email"));
    match accounts::change_email(&pages.services, &reader, current, email, &origin).await {
        Ok(EmailChange::Done(key)) => done_with(&pages, Done::Email, &key),
        Ok(EmailChange::Asked) => done(Done::EmailAsked),
        Err(error) => again(&pages, &reader, error, "surel", &fields).await,
    }
}

/// `POST /account/password`
pub async fn password(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    origin: Origin,
    fields: Fields,
) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let (current, new) = (fields.get("current_password"), fields.get("password"));
    match accounts::change_password(&pages.services, &reader, current, new, &origin).await {
        Ok(key) => done_with(&pages, Done::Password, &key),
        Err(error) => again(&pages, &reader, error, "sandi", &fields).await,
    }
}

/// `POST /account/desk`
pub async fn desk(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let wanted = DeskSettings {
        language: Language::from_tag(fields.get("language")),
        mail: fields.has("mail"),
    };
    match accounts::set_desk(&pages.services, &reader, wanted).await {
        Ok(()) => done(Done::Desk),
        Err(error) => again(&pages, &reader, error, "redaksi", &fields).await,
    }
}

/// `POST /account/sessions`
pub async fn end_sessions(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    if let Some(reader) = reader
        && let Err(error) = accounts::sign_out_everywhere(&pages.services, &reader).await
    {
        return again(&pages, &reader, error, "perangkat", &Fields::default()).await;
    }
    let mut response = see_other("/login?done=out");
    session::take(&mut response, &pages.services.base_url);
    response
}

/// `POST /account/tokens`: the only page that ever shows the secret.
pub async fn make_token(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    fields: Fields,
) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let scopes: Vec<Scope> = fields.all("scopes").filter_map(Scope::from_word).collect();
    match tokens::create(
        &pages.services,
        &reader,
        fields.get("token_name"),
        &scopes,
        None,
    )
    .await
    {
        Ok(made) => {
            shown(
                &pages,
                &reader,
                StatusCode::OK,
                Sent::default(),
                Some(made.secret),
            )
            .await
        }
        Err(error) => again(&pages, &reader, error, "token", &fields).await,
    }
}

/// `POST /account/tokens/{id}`
pub async fn revoke_token(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    Path(id): Path<String>,
) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let Ok(id) = id.parse().map(TokenId) else {
        return pages::failed(&pages, StatusCode::NOT_FOUND).await;
    };
    match tokens::revoke(&pages.services, &reader, id).await {
        Ok(true) => done(Done::Revoked),
        Ok(false) => pages::failed(&pages, StatusCode::NOT_FOUND).await,
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /account/verify/again`
pub async fn verify_again(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    match accounts::send_confirmation(&pages.services, &reader).await {
        Ok(()) => done(Done::VerifySent),
        Err(error) => again(&pages, &reader, error, "konfirmasi", &Fields::default()).await,
    }
}

/// `GET /account/data`
pub async fn data(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    match accounts::data(&pages.services, &reader).await {
        Ok(data) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"warta.json\"",
                ),
            ];
            (headers, format!("{data:#}\n")).into_response()
        }
        Err(error) => again(&pages, &reader, error, "data", &Fields::default()).await,
    }
}

/// `POST /account/delete`
pub async fn delete(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    fields: Fields,
) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/account");
    };
    let comments = match fields.get("comments") {
        "remove" => Comments::Remove,
        _ => Comments::Keep,
    };
    let current = fields.get("current_password");
    match accounts::delete(&pages.services, &reader, current, comments).await {
        Ok(()) => {
            let mut response = see_other("/login?done=deleted");
            session::take(&mut response, &pages.services.base_url);
            response
        }
        Err(error) => again(&pages, &reader, error, "hapus", &fields).await,
    }
}

/// What a browser calls itself, in two words people know. The first name that is found counts:
/// most browsers also claim to be those after it.
fn device(agent: &str) -> String {
    let found = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(sign, _)| agent.contains(sign))
            .map(|(_, name)| *name)
    };
    let browser = found(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = found(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => {
            let cut: String = agent.chars().take(40).collect();
            if cut.is_empty() { "?".to_owned() } else { cut }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn devices_are_named_by_browser_and_system() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0";
        assert_eq!(device(edge), "Edge, Windows");
        assert_eq!(
            device("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"),
            "Firefox, Linux"
        );
        assert_eq!(device("curl/8.5.0"), "curl/8.5.0");
        assert_eq!(device(""), "?");
    }
}
