//! Stories and pages of another site.

use super::{
    super::{
        ImportError, State, Story, Text, bodies,
        pictures::{Said, resolved},
    },
    Loader, comments,
    names::{category_of, lead, next, plain, slug_of, slug_of_term, title_of},
};
use crate::{
    domain::{
        article::Status,
        comment::Policy,
        document::Document,
        id::{AccountId, ArticleId, MediaId},
        stamp::Stamp,
    },
    service::{clock::block_ids, html},
    store::{
        self, StoreError, Tx,
        article::{Desk, NewArticle},
        standing_page::NewPage,
    },
};
use rand::{SeedableRng, rngs::StdRng};

/// A change so soon after publication is part of it, in microseconds: one minute.
const SOON: i64 = 60_000_000;

impl Loader<'_> {
    pub(super) async fn story(&mut self, mut story: Story) -> Result<(), ImportError> {
        let kind = if story.page { "page" } else { "story" };
        let what = format!("{kind} {}: {}", story.key, story.title);
        let store = &self.services.store;
        let known = store::import::found(store, &self.source, kind, &story.key).await?;
        if let Some(id) = known {
            self.report.known += 1;
            return self.more_comments(ArticleId(id), story).await;
        }
        for why in std::mem::take(&mut story.notes) {
            self.skip(what.clone(), why);
        }
        let Some(document) = self.document(&mut story, &what).await? else {
            return Ok(());
        };
        let banner = self.banner(&story).await?;
        if story.page {
            return self.page(story, document, what).await;
        }
        let now = self.services.clock.now();
        let mut state = story.state;
        let undated = match story.published {
            None => Some("it is public and has no date: it is a draft here"),
            Some(at) if at > now => Some("its date is still to come: it is a draft here"),
            Some(_) => None,
        };
        if let Some(why) = undated.filter(|_| state == State::Published) {
            self.skip(what.clone(), why);
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
        let mut bylines: Vec<AccountId> = Vec::new();
        for id in story.authors.iter().filter_map(|key| self.authors.get(key)) {
            if !bylines.contains(id) {
                bylines.push(*id);
            }
        }
        self.report.stories += 1;
        if self.wanted.dry_run {
            self.report.comments += story.comments.len();
            return Ok(());
        }
        let made = Made {
            now,
            source: self.source.clone(),
            language: self.language.clone(),
            document,
            banner,
            bylines,
            state,
            story,
        };
        let store = &self.services.store;
        let written = store.write(move |mut tx| Box::pin(async move { made.write(&mut tx).await }));
        let (comments, led) = written.await?;
        self.report.comments += comments;
        self.report.redirects += led;
        Ok(())
    }

    /// What was said under a story since it came.
    async fn more_comments(&mut self, id: ArticleId, story: Story) -> Result<(), ImportError> {
        if story.comments.is_empty() || self.wanted.dry_run {
            return Ok(());
        }
        let (source, now) = (self.source.clone(), self.services.clock.now());
        let written = self.services.store.write(move |mut tx| {
            Box::pin(
                async move { comments::write(&mut tx, &source, id, story.comments, now).await },
            )
        });
        self.report.comments += written.await?;
        Ok(())
    }

    /// The text with its pictures; `None` where it cannot be read, which is told.
    async fn document(
        &mut self,
        story: &mut Story,
        what: &str,
    ) -> Result<Option<Document>, ImportError> {
        let mut skipped = Vec::new();
        let (services, source) = (self.services, self.source.clone());
        let document = match std::mem::take(&mut story.text) {
            Text::Html(text) => {
                let (text, codes) = bodies::from_wordpress(&text);
                for code in codes {
                    let why = format!("the shortcode [{code}] stays as text");
                    self.skip(what.to_owned(), why);
                }
                let text = self
                    .pictures
                    .inside(services, &source, &text, &mut skipped)
                    .await?;
                let read = tokio::task::spawn_blocking(move || {
                    let mut ids = block_ids(StdRng::from_os_rng());
                    html::to_document(&text, &mut ids)
                });
                read.await.ok().flatten()
            }
            Text::Markdown(text) => {
                let (document, notes) = self
                    .pictures
                    .in_markdown(services, &source, &text, &story.folder, &mut skipped)
                    .await?;
                for why in notes {
                    self.skip(what.to_owned(), why);
                }
                document
            }
        };
        self.report.skipped.append(&mut skipped);
        let Some(mut document) = document.filter(|read| read.depth() <= Document::DEPTH) else {
            self.skip(what.to_owned(), "its elements stand too deep in elements");
            return Ok(None);
        };
        if document.content.len() > Document::BLOCKS {
            let why = format!("it has more than {} paragraphs", Document::BLOCKS);
            self.skip(what.to_owned(), why);
            return Ok(None);
        }
        bodies::with_embeds(&mut document);
        Ok(Some(document))
    }

    async fn banner(&mut self, story: &Story) -> Result<Option<MediaId>, ImportError> {
        let Some(url) = &story.banner else {
            return Ok(None);
        };
        let url = resolved(&story.folder, url);
        let said = Said {
            alt: story.banner_alt.clone(),
            caption: story.banner_caption.clone(),
        };
        match self
            .pictures
            .take(self.services, &self.source, &url, said)
            .await?
        {
            Ok((id, _)) => Ok(Some(id)),
            Err(reason) => {
                self.report.skipped.push(reason);
                Ok(None)
            }
        }
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
                    at: story.updated.or(story.published).unwrap_or(now).min(now),
                };
                let last = store::standing_page::order(tx).await?.len();
                let last = i64::try_from(last).unwrap_or(i64::MAX - 1) + 1;
                store::standing_page::insert(tx, &page, last).await?;
                store::import::note(tx, &source, "page", &story.key, 0).await?;
                lead_all(tx, &story, &format!("/pages/{slug}")).await
            })
        });
        self.report.redirects += written.await?;
        Ok(())
    }
}

/// Lets every address that a story had there lead to the one it has here; answers with how many do.
async fn lead_all(tx: &mut Tx<'_>, story: &Story, to: &str) -> Result<usize, StoreError> {
    let mut led = 0;
    for link in std::iter::once(&story.link).chain(&story.aliases) {
        led += usize::from(lead(tx, link, to).await?);
    }
    Ok(led)
}

/// A story that is ready to be written.
struct Made {
    story: Story,
    document: Document,
    banner: Option<MediaId>,
    bylines: Vec<AccountId>,
    state: State,
    source: String,
    language: String,
    now: Stamp,
}

impl Made {
    /// Answers with how many comments came with it, and how many addresses lead to it.
    async fn write(self, tx: &mut Tx<'_>) -> Result<(usize, usize), StoreError> {
        let Made {
            mut story,
            document,
            banner,
            bylines,
            state,
            source,
            language,
            now,
        } = self;
        let mut tags = Vec::new();
        // Further categories are topics here: a story has one category.
        let others = story.categories.iter().skip(1).chain(&story.tags);
        for tag in others {
            if let Some(slug) = slug_of_term(tag) {
                let id = store::tag::ensure(tx, &slug, &plain(&tag.name)).await?;
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
        let published = story.published.filter(|_| status == Status::Published);
        let new = NewArticle {
            slug: slug.clone(),
            status,
            headline: title_of(&story.title),
            standfirst: plain(&story.summary),
            document,
            language,
            category: category_of(tx, &story).await?,
            dateline: String::new(),
            banner,
            banner_caption: None,
            banner_credit: None,
            banner_note: None,
            sample: false,
            published_at: published,
            desk: Desk {
                created_by: bylines.first().copied(),
                slug_fixed: true,
                ..Desk::default()
            },
            bylines,
            tags,
        };
        let id = store::article::insert(tx, &new, now).await?;
        if let (Some(published), Some(updated)) = (published, story.updated)
            && updated.micros() - published.micros() > SOON
        {
            store::import::set_updated(tx, id, updated.min(now)).await?;
        }
        store::import::note(tx, &source, "story", &story.key, id.0).await?;
        let list = std::mem::take(&mut story.comments);
        let came = comments::write(tx, &source, id, list, now).await?;
        if story.closed {
            store::thread::set_policy(tx, id, Policy::ReadOnly).await?;
        }
        if status != Status::Published {
            return Ok((came, 0));
        }
        let led = lead_all(tx, &story, &format!("/articles/{slug}")).await?;
        Ok((came, led))
    }
}
