//! `/editor` and below: for staff alone, rendered for whoever asks, kept by nobody.

use super::{
    forms::{self, account::sign_in_first, fields::Fields},
    library,
    pages::{self, Pages, Personal},
    private, session,
};
use crate::{
    api::moderation::Told,
    app::{App, editor::frame::Section},
    components::entry::ACTION,
    context::{Caller, Place},
    domain::{
        id::{AccountId, CommentId},
        moderation::{Outcome, Staff, Verdict},
        slug::Slug,
    },
    pages::{
        self as sheets,
        arranging::{categories, front, pages as standing, redirects, tags, webhooks},
        people,
    },
    service::{
        accounts::Origin,
        error::ServiceError,
        moderating::{self, Desk, Search},
        rights::{Moderator, Reader},
        writing::{self, WriteError},
    },
    store,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    middleware,
    response::Response,
    routing::get,
};
use leptos_axum::generate_route_list;
use std::sync::LazyLock;

/// Listing the app's routes renders it, and for as long as that lasts nothing else in the process
/// may render: resources do not load (leptos issue 4773). So once, before the first page.
static APP_PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let routes = generate_route_list(App).into_iter();
    routes.map(|route| route.path().to_owned()).collect()
});

/// The newsroom's addresses.
pub(super) fn routes() -> Router<Pages> {
    let mut routes = Router::new()
        .route("/editor", get(page))
        .route("/editor/stories", get(page).post(begin))
        .route(
            categories::PATH,
            get(forms::arranging::categories).post(forms::arranging::arrange),
        )
        .route(
            front::PATH,
            get(forms::front::show).post(forms::front::send),
        )
        .route(front::PREVIEW, get(forms::front::framed))
        .route(
            tags::PATH,
            get(forms::tags::tags).post(forms::tags::arrange),
        )
        .route(
            standing::PATH,
            get(forms::standing::show).post(forms::standing::send),
        )
        .route(
            redirects::PATH,
            get(forms::tags::redirects).post(forms::tags::redirect),
        )
        .route(
            people::PATH,
            get(forms::people::show).post(forms::people::send),
        )
        .route(people::log::PATH, get(forms::people::log))
        .route(
            webhooks::PATH,
            get(forms::webhooks::show).post(forms::webhooks::send),
        )
        .route(ACTION, get(page).post(forms::moderation::send));
    // One route of the app, for every page below.
    for path in APP_PATHS.iter() {
        routes = routes.route(path, get(page));
    }
    routes
        .merge(library::routes())
        .merge(forms::site_settings::routes())
        .layer(middleware::map_response(keep_nowhere))
}

async fn keep_nowhere(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

pub(super) async fn page(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    origin: Origin,
    uri: Uri,
) -> Response {
    let address = uri.path_and_query().map_or("/editor", |p| p.as_str());
    let Some(reader) = reader else {
        return sign_in_first(address);
    };
    show(&pages, reader, origin, address, None).await
}

/// Begins a story and goes to it.
async fn begin(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    let Some(reader) = reader else {
        return sign_in_first("/editor/stories");
    };
    let Some(writer) = reader.as_writer() else {
        return closed(&pages).await;
    };
    match writing::begin(&pages.services, &writer).await {
        Ok(story) => forms::account::see_other(&format!("/editor/stories/{}", story.id)),
        Err(WriteError::Service(error)) => session::fault(&pages, error).await,
        // A newsroom without a single category.
        Err(_) => pages::failed(&pages, StatusCode::CONFLICT).await,
    }
}

/// A page of the newsroom, perhaps with what came of a form.
pub(super) async fn show(
    pages: &Pages,
    reader: Reader,
    origin: Origin,
    address: &str,
    told: Option<(StatusCode, Told)>,
) -> Response {
    let place = pages.place().await.read_by(&reader);
    let staff = match moderating::staff(&pages.services, &reader, &place.site).await {
        Ok(Some(staff)) => staff,
        Ok(None) => return closed(pages).await,
        Err(error) => return session::fault(pages, error).await,
    };
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query = Fields::parse(query);
    let path = path.trim_end_matches('/');
    let below = path.strip_prefix(ACTION);
    let at_hand = [
        "/editor/stories",
        "/editor/media",
        "/editor/plan",
        "/editor/notices",
    ];
    let at_hand = at_hand.contains(&path);
    // What may be read and done there, each page asks by itself.
    let story = path.strip_prefix("/editor/stories/");
    let story = story.is_some_and(|id| id.parse::<i64>().is_ok());
    let standing = path.strip_prefix("/editor/pages/");
    let standing = standing.is_some_and(|slug| Slug::parse(slug).is_ok());
    if path != "/editor" && !at_hand && !story && !standing && below.is_none() {
        return pages::failed(pages, StatusCode::NOT_FOUND).await;
    }
    let moderator = reader.as_moderator();
    let Some(below) = below else {
        return personal(pages, reader, origin, address, None).await;
    };
    let Some(moderator) = moderator else {
        return closed(pages).await;
    };
    let room = Room {
        pages,
        place: &place,
        staff,
        moderator: &moderator,
        query: &query,
    };
    let told = match told {
        Some(told) => Some(told),
        None => match room.done().await {
            Ok(told) => told,
            Err(error) => return session::fault(pages, error).await,
        },
    };
    let shown = match below {
        "" => return personal(pages, reader, origin, address, told).await,
        "/search" => room.search(told).await,
        "/log" => room.log().await,
        other => {
            let id = other
                .strip_prefix("/accounts/")
                .and_then(|id| id.parse().ok());
            match id {
                Some(id) => room.account(AccountId(id), told).await,
                None => Ok(pages::failed(pages, StatusCode::NOT_FOUND).await),
            }
        }
    };
    match shown {
        Ok(response) => response,
        Err(error) => session::fault(pages, error).await,
    }
}

/// What readers see here.
pub(super) async fn closed(pages: &Pages) -> Response {
    private::page(pages, StatusCode::FORBIDDEN, |_, words| {
        sheets::problem(sheets::closed_newsroom(words))
    })
    .await
}

async fn personal(
    pages: &Pages,
    reader: Reader,
    origin: Origin,
    address: &str,
    told: Option<(StatusCode, Told)>,
) -> Response {
    let personal = Personal {
        address: address.to_owned(),
        caller: Caller::new(Some(reader), origin),
        told,
    };
    pages::personal(pages, personal).await
}

/// What the pages for moderators share.
struct Room<'a> {
    pages: &'a Pages,
    place: &'a Place,
    staff: Staff,
    moderator: &'a Moderator,
    query: &'a Fields,
}

/// Status, and what came of a form.
type Answered = Option<(StatusCode, Told)>;

fn parts(told: Answered) -> (StatusCode, Vec<Verdict>) {
    told.map_or((StatusCode::OK, Vec::new()), |(status, told)| {
        (status, told.0)
    })
}

impl Room<'_> {
    fn desk(&self) -> Desk<'_> {
        let Place { site, zone, .. } = self.place;
        Desk::new(&self.pages.services, self.moderator, site, zone)
    }

    fn after(&self) -> Option<&str> {
        Some(self.query.get("after")).filter(|cursor| !cursor.is_empty())
    }

    /// The comments that were just decided, which the address names.
    async fn done(&self) -> Result<Answered, ServiceError> {
        let ids = self.query.get("done").split(',').take(moderating::BULK);
        let mut desk = self.desk();
        let mut verdicts = Vec::new();
        for id in ids.filter_map(|id| id.parse().ok()) {
            if let Some(entry) = desk.entry(CommentId(id)).await? {
                verdicts.push(Verdict {
                    outcome: Outcome::Done,
                    entry: Some(entry),
                });
            }
        }
        Ok((!verdicts.is_empty()).then_some((StatusCode::OK, Told(verdicts))))
    }

    /// What the query looks for; `None` for nothing, or for somebody who is not there.
    async fn looked_for(&self) -> Result<Option<Search>, ServiceError> {
        let text = self.query.get("q").trim();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(match self.query.get("by") {
            "account" if text.contains('@') => {
                let email = text.to_lowercase();
                let row = store::account::by_email(&self.pages.services.store, &email).await?;
                row.map(|row| Search::Account(AccountId(row.id)))
            }
            "account" => text.parse().ok().map(|id| Search::Account(AccountId(id))),
            "address" => Some(Search::Address(text.to_owned())),
            _ => Some(Search::Text(text.to_owned())),
        })
    }

    async fn search(self, told: Answered) -> Result<Response, ServiceError> {
        let search = self.looked_for().await?;
        let mut desk = self.desk();
        let shown = match &search {
            Some(search) => desk.search(search, self.after()).await?,
            None => moderating::Shown::default(),
        };
        let (status, verdicts) = parts(told);
        let wanted = sheets::moderation::search::Wanted {
            by: self.query.get("by").to_owned(),
            text: self.query.get("q").to_owned(),
            after: self.after().map(str::to_owned),
        };
        let draw = move |words: &'static _| {
            let (entries, next) = (shown.entries.clone(), shown.next.clone());
            sheets::moderation::search::page(&wanted, entries, next, verdicts.clone(), words)
        };
        Ok(private::room(self.pages, status, self.staff, Section::Search, draw).await)
    }

    async fn account(self, id: AccountId, told: Answered) -> Result<Response, ServiceError> {
        let mut desk = self.desk();
        let Some(author) = desk.author(id).await? else {
            return Ok(pages::failed(self.pages, StatusCode::NOT_FOUND).await);
        };
        let shown = desk.search(&Search::Account(id), self.after()).await?;
        let lines = desk.log_of(id).await?;
        let (status, verdicts) = parts(told);
        let after = self.after().map(str::to_owned);
        let draw = move |words: &'static _| {
            let acts = lines.iter().map(|line| line.act.clone()).collect();
            let account = sheets::moderation::account::Account {
                author: author.clone(),
                entries: shown.entries.clone(),
                next: shown.next.clone(),
                acts,
                after: after.clone(),
            };
            sheets::moderation::account::page(account, verdicts.clone(), words)
        };
        Ok(private::room(self.pages, status, self.staff, Section::Search, draw).await)
    }

    async fn log(self) -> Result<Response, ServiceError> {
        let before = self.query.get("before").parse().ok();
        let lines = self.desk().log(before).await?;
        let older = lines
            .last()
            .filter(|_| Desk::is_full(&lines))
            .map(|line| line.id);
        let draw = move |words: &'static _| {
            let lines = lines.iter();
            let lines = lines.map(|line| (line.act.clone(), line.subject.clone()));
            sheets::moderation::log::page(lines.collect(), older, words)
        };
        Ok(private::room(self.pages, StatusCode::OK, self.staff, Section::Log, draw).await)
    }
}
