//! Writing what was found: one transaction a story, with everything that belongs to it.

use super::{
    Author, Comment, CommentState, Found, ImportError, Report, Skipped, State, Story, Term, Wanted,
    bodies,
    pictures::{Pictures, Said},
};
use crate::{
    domain::{
        article::Status,
        comment::{self, Policy},
        document::Document,
        id::{AccountId, ArticleId, CategoryId, CommentId},
        redirect,
        slug::Slug,
        stamp::Stamp,
    },
    service::{
        Services,
        clock::block_ids,
        comment_text, html, settings,
        visibility::{self, Effects},
    },
    store::{
        self, StoreError, Tx,
        article::{Desk, NewArticle},
        comment::NewComment,
        standing_page::NewPage,
    },
};
use rand::{SeedableRng, rngs::StdRng};
use std::collections::HashMap;

/// What belongs to no category there.
const REST: (&str, &str) = ("lain-lain", "Lain-lain");
/// Longest headline, in characters.
const HEADLINE: usize = 300;

pub(super) struct Loader<'a> {
    services: &'a Services,
    wanted: &'a Wanted,
    /// Names the other site in the notes of what came.
    source: String,
    language: String,
    authors: HashMap<String, AccountId>,
    pictures: Pictures,
    report: Report,
}

impl<'a> Loader<'a> {
    pub(super) async fn new(
        services: &'a Services,
        wanted: &'a Wanted,
    ) -> Result<Loader<'a>, ImportError> {
        let settings = settings::load(&services.store).await?;
        Ok(Loader {
            services,
            wanted,
            source: String::new(),
            language: settings.language.tag().to_owned(),
            authors: HashMap::new(),
            pictures: Pictures::new(wanted.media.as_deref(), wanted.dry_run)?,
            report: Report::default(),
        })
    }

    pub(super) async fn finish(&mut self) -> Result<Report, ImportError> {
        self.report.pictures = self.pictures.count;
        if !self.wanted.dry_run {
            let keys = ["site".to_owned(), "lists".to_owned()];
            let noted = self.services.store.write(move |mut tx| {
                Box::pin(async move { store::changes::note(&mut tx, &keys).await })
            });
            noted.await?;
            self.services.freshness.purge_all();
        }
        Ok(std::mem::take(&mut self.report))
    }

    pub(super) async fn take(&mut self, found: Found) -> Result<(), ImportError> {
        match found {
            Found::Site(link) => {
                self.source = format!("{:?} {}", self.wanted.format, link.trim());
                Ok(())
            }
            Found::Author(author) => self.author(author).await,
            Found::Category(term) => self.category(term).await,
            Found::Story(story) => self.story(*story).await,
            Found::Skipped(skipped) => {
                self.report.skipped.push(skipped);
                Ok(())
            }
        }
    }

    fn skip(&mut self, what: String, why: impl Into<String>) {
        let why = why.into();
        self.report.skipped.push(Skipped { what, why });
    }

    /// Whoever has the same address is the same; others are names on stories until they come in.
    async fn author(&mut self, author: Author) -> Result<(), ImportError> {
        let store = &self.services.store;
        let email = author.email.trim().to_lowercase();
        if !email.is_empty()
            && let Some(row) = store::account::by_email(store, &email).await?
        {
            self.authors.insert(author.key, AccountId(row.id));
            return Ok(());
        }
        let known = store::import::found(store, &self.source, "author", &author.key).await?;
        if let Some(id) = known {
            self.authors.insert(author.key, AccountId(id));
            return Ok(());
        }
        self.report.authors += 1;
        if self.wanted.dry_run {
            return Ok(());
        }
        let name = match author.name.trim() {
            "" => author.key.clone(),
            name => name.to_owned(),
        };
        let (source, key, now) = (
            self.source.clone(),
            author.key.clone(),
            self.services.clock.now(),
        );
        let made = store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let slug = free_author(tx, &name).await?;
                let id = store::account::insert_author(tx, &slug, &name, &author.bio, now).await?;
                store::import::note(tx, &source, "author", &key, id.0).await?;
                Ok(id)
            })
        });
        self.authors.insert(author.key, made.await?);
        Ok(())
    }

    async fn category(&mut self, term: Term) -> Result<(), ImportError> {
        if self.wanted.dry_run {
            return Ok(());
        }
        let made = self.services.store.write(move |mut tx| {
            Box::pin(async move { category(&mut tx, &term).await.map(|_| ()) })
        });
        Ok(made.await?)
    }

    async fn story(&mut self, story: Story) -> Result<(), ImportError> {
        let kind = if story.page { "page" } else { "story" };
        let what = format!("{kind} {}: {}", story.key, story.title);
        let store = &self.services.store;
        let known = store::import::found(store, &self.source, kind, &story.key).await?;
        if known.is_some() {
            self.report.known += 1;
            return Ok(());
        }
        let (text, codes) = bodies::from_wordpress(&story.html);
        for code in codes {
            self.skip(
                what.clone(),
                format!("the shortcode [{code}] stays as text"),
            );
        }
        let mut skipped = Vec::new();
        let (services, source) = (self.services, self.source.clone());
        let text = self
            .pictures
            .inside(services, &source, &text, &mut skipped)
            .await?;
        let document = tokio::task::spawn_blocking(move || {
            let mut ids = block_ids(StdRng::from_os_rng());
            html::to_document(&text, &mut ids)
        });
        let document = document.await.ok().flatten();
        let banner = match story.banner.clone() {
            None => None,
            Some(url) => {
                let said = Said {
                    alt: story.banner_alt.clone(),
                    caption: story.banner_caption.clone(),
                };
                match self.pictures.take(services, &source, &url, said).await? {
                    Ok((id, _)) => Some(id),
                    Err(reason) => {
                        skipped.push(reason);
                        None
                    }
                }
            }
        };
        self.report.skipped.append(&mut skipped);
        let Some(document) = document else {
            self.skip(what, "its elements stand too deep in elements");
            return Ok(());
        };
        if document.content.len() > Document::BLOCKS {
            self.skip(
                what,
                format!("it has more than {} paragraphs", Document::BLOCKS),
            );
            return Ok(());
        }
        if story.page {
            return self.page(story, document, what).await;
        }
        let mut state = story.state;
        if state == State::Published && story.published.is_none() {
            self.skip(
                what.clone(),
                "it is public and has no date: it is a draft here",
            );
            state = State::Draft;
        }
        let unknown = story
            .authors
            .iter()
            .find(|key| !self.authors.contains_key(*key));
        if let Some(key) = unknown.filter(|_| !self.wanted.dry_run) {
            let why = format!("its author {key:?} is not in the export: it is signed by nobody");
            self.skip(what.clone(), why);
        }
        let bylines = story
            .authors
            .iter()
            .filter_map(|key| self.authors.get(key).copied());
        let bylines: Vec<AccountId> = bylines.collect();
        self.report.stories += 1;
        self.report.comments += story.comments.len();
        if self.wanted.dry_run {
            return Ok(());
        }
        let made = Made {
            now: self.services.clock.now(),
            source,
            language: self.language.clone(),
            document,
            banner,
            bylines,
            state,
            story,
        };
        let written = store.write(move |mut tx| Box::pin(async move { made.write(&mut tx).await }));
        let led = written.await?;
        self.report.redirects += usize::from(led);
        Ok(())
    }

    async fn page(
        &mut self,
        story: Story,
        document: Document,
        what: String,
    ) -> Result<(), ImportError> {
        if story.state != State::Published {
            self.skip(what, "pages are public here, and it was not");
            return Ok(());
        }
        self.report.pages += 1;
        if self.wanted.dry_run {
            return Ok(());
        }
        let (source, now) = (self.source.clone(), self.services.clock.now());
        let written = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let mut slug = slug_of(&story);
                while store::standing_page::lock(tx, &slug).await?.is_some() {
                    slug = next(&slug);
                }
                let title = title_of(&story.title);
                let page = NewPage {
                    slug: &slug,
                    title: &title,
                    document: &document,
                    html: &document.to_html(),
                    at: story.published.unwrap_or(now),
                };
                let last = store::standing_page::order(tx).await?.len();
                let last = i64::try_from(last).unwrap_or(i64::MAX - 1) + 1;
                store::standing_page::insert(tx, &page, last).await?;
                store::import::note(tx, &source, "page", &story.key, 0).await?;
                lead(tx, &story.link, &format!("/pages/{slug}")).await
            })
        });
        self.report.redirects += usize::from(written.await?);
        Ok(())
    }
}

/// A story that is ready to be written.
struct Made {
    story: Story,
    document: Document,
    banner: Option<crate::domain::id::MediaId>,
    bylines: Vec<AccountId>,
    state: State,
    source: String,
    language: String,
    now: Stamp,
}

impl Made {
    /// Whether its former address leads here.
    async fn write(self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let Made {
            story,
            document,
            banner,
            bylines,
            state,
            source,
            language,
            now,
        } = self;
        let term = story.categories.first().cloned().unwrap_or_else(|| Term {
            slug: REST.0.to_owned(),
            name: REST.1.to_owned(),
            description: String::new(),
        });
        let mut tags = Vec::new();
        // Further categories are topics here: a story has one category.
        let others = story.categories.iter().skip(1).chain(&story.tags);
        for tag in others {
            let slug = Slug::parse(&tag.slug)
                .ok()
                .or_else(|| Slug::from_title(&tag.name));
            if let Some(slug) = slug {
                let id = store::tag::ensure(tx, slug.as_str(), tag.name.trim()).await?;
                if !tags.contains(&id) {
                    tags.push(id);
                }
            }
        }
        let mut slug = slug_of(&story);
        while store::story::slug_taken(tx, &slug, None).await? {
            slug = next(&slug);
        }
        let status = match state {
            State::Published => Status::Published,
            State::InReview => Status::InReview,
            State::Draft => Status::Draft,
        };
        let new = NewArticle {
            slug: slug.clone(),
            status,
            headline: title_of(&story.title),
            standfirst: plain(&story.summary),
            document,
            language,
            category: category(tx, &term).await?,
            dateline: String::new(),
            banner,
            banner_caption: None,
            banner_credit: None,
            banner_note: None,
            sample: false,
            published_at: story.published.filter(|_| status == Status::Published),
            desk: Desk {
                created_by: bylines.first().copied(),
                slug_fixed: true,
                ..Desk::default()
            },
            bylines,
            tags,
        };
        let id = store::article::insert(tx, &new, now).await?;
        store::import::note(tx, &source, "story", &story.key, id.0).await?;
        comments(tx, id, story.comments, now).await?;
        if story.closed {
            store::thread::set_policy(tx, id, Policy::ReadOnly).await?;
        }
        if status != Status::Published {
            return Ok(false);
        }
        lead(tx, &story.link, &format!("/articles/{slug}")).await
    }
}

async fn comments(
    tx: &mut Tx<'_>,
    article: ArticleId,
    list: Vec<Comment>,
    now: Stamp,
) -> Result<(), StoreError> {
    if list.is_empty() {
        return Ok(());
    }
    let Some(story) = store::thread::lock(tx, article).await? else {
        return Ok(());
    };
    let mut effects = Effects::on(&story);
    let mut places: HashMap<String, (CommentId, CommentId, u32)> = HashMap::new();
    for one in list {
        let text = comment_text::render(&plain(&one.html));
        let mut new = NewComment {
            article,
            under: places.get(&one.parent).copied(),
            account: None,
            name: match plain(&one.name) {
                name if name.is_empty() => "Anonim".to_owned(),
                name => crate::domain::media::one_line(&name, 60),
            },
            body: text.body,
            html: text.html,
            state: match one.state {
                CommentState::Published => comment::State::Published,
                CommentState::Held => comment::State::Held,
                CommentState::Spam => comment::State::Spam,
            },
            reason: String::new(),
            key: None,
            address_hash: String::new(),
            at: one.at.unwrap_or(now).min(now),
            seq: 0,
        };
        let (under, shown) = (new.under, new.state == comment::State::Published);
        let spot = match shown {
            true => visibility::arrive(tx, &mut new, &mut effects).await?,
            false => store::comment::insert(tx, &new).await?,
        };
        let (top, depth) = under.map_or((spot.id, 0), |(_, top, depth)| (top, depth));
        places.insert(one.key, (spot.id, top, depth + 1));
    }
    effects.note(tx).await
}

/// The category of this slug or name, made behind the others where there is none.
async fn category(tx: &mut Tx<'_>, term: &Term) -> Result<CategoryId, StoreError> {
    let name = crate::domain::media::one_line(&plain(&term.name), 60);
    let slug = Slug::parse(&term.slug)
        .ok()
        .or_else(|| Slug::from_title(&name));
    let slug = slug.map_or_else(|| REST.0.to_owned(), |slug| slug.to_string());
    let all = store::category::locked(tx).await?;
    if let Some(row) = all.iter().find(|row| row.slug == slug) {
        return Ok(CategoryId(row.id));
    }
    let last = i64::try_from(all.len()).unwrap_or(i64::MAX - 1) + 1;
    let name = if name.is_empty() {
        REST.1.to_owned()
    } else {
        name
    };
    let about = crate::domain::media::one_line(&plain(&term.description), 300);
    store::category::insert(tx, &slug, &name, last, &about).await
}

/// Lets the address there lead to what it is here; not where pages of this site stand.
async fn lead(tx: &mut Tx<'_>, link: &str, to: &str) -> Result<bool, StoreError> {
    let path = match link.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => link,
    };
    // `?p=123` names no address of its own.
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if path.len() < 2 || path == to || redirect::check(path, to).is_err() {
        return Ok(false);
    }
    store::redirect::keep(tx, path, to).await?;
    Ok(true)
}

fn slug_of(story: &Story) -> String {
    let slug = Slug::parse(&story.slug).ok();
    let slug = slug.or_else(|| Slug::from_title(&plain(&story.title)));
    slug.map_or_else(
        || format!("berita-{}", digits(&story.key)),
        |slug| slug.to_string(),
    )
}

fn digits(key: &str) -> String {
    let plain = key.chars().filter(char::is_ascii_alphanumeric);
    plain.map(|c| c.to_ascii_lowercase()).collect()
}

/// `berita-2` for `berita`, `berita-3` for `berita-2`.
fn next(slug: &str) -> String {
    let (stem, number) = match slug.rsplit_once('-') {
        Some((stem, number)) => (stem, number.parse::<u32>().ok().filter(|n| *n < 100_000)),
        None => (slug, None),
    };
    match number {
        Some(number) => format!("{stem}-{}", number + 1),
        None => format!("{slug}-2"),
    }
}

async fn free_author(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let slug = Slug::from_title(name).map_or_else(|| "penulis".to_owned(), |slug| slug.to_string());
    let mut slug = slug;
    while store::account::slug_taken(tx, &slug).await? {
        slug = next(&slug);
    }
    Ok(slug)
}

/// Text without markup, on one line.
fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut ids = block_ids(StdRng::seed_from_u64(0));
    let read = html::to_document(html, &mut ids);
    read.map_or_else(String::new, |read| read.to_plain().trim().to_owned())
}

fn title_of(title: &str) -> String {
    match crate::domain::media::one_line(&plain(title), HEADLINE) {
        title if title.is_empty() => "Tanpa judul".to_owned(),
        title => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_slug_is_counted_on() {
        assert_eq!(next("banjir"), "banjir-2");
        assert_eq!(next("banjir-2"), "banjir-3");
        assert_eq!(next("banjir-pagi"), "banjir-pagi-2");
    }

    #[test]
    fn text_has_no_markup() {
        assert_eq!(plain("A &amp; <b>B</b>"), "A & B");
        assert_eq!(title_of("  "), "Tanpa judul");
    }
}
