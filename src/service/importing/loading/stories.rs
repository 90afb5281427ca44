//! Stories and pages of another site.

use super::{
    super::{
        ImportError, State, Story, Text, bodies,
        pictures::{Said, resolved},
        plain::{plain, printable},
    },
    Loader, comments,
    made::{Made, lead_all},
    names::{numbered, slug_of, title_of},
};
use crate::{
    domain::{
        document::Document,
        id::{AccountId, ArticleId, MediaId},
        media::{CAPTION_LENGTH, one_line},
        story::{BYLINES, STANDFIRST, TAGS},
    },
    service::{clock::block_ids, html, zone},
    store::{self, standing_page::NewPage},
};
use rand::{SeedableRng, rngs::StdRng};

impl Loader<'_> {
    pub(super) async fn story(&mut self, mut story: Story) -> Result<(), ImportError> {
        let kind = if story.page { "page" } else { "story" };
        story.title = printable(&story.title);
        let what = format!("{kind} {}: {}", story.key, story.title);
        let store = &self.services.store;
        let known = store::import::found(store, &self.source, kind, &story.key).await?;
        if let Some(id) = known {
            self.report.known += 1;
            return self.more_comments(ArticleId(id), story, &what).await;
        }
        if story.page && !self.may_stand(&story, &what) {
            return Ok(());
        }
        for why in std::mem::take(&mut story.notes) {
            self.skip(what.clone(), why);
        }
        // What is said of it there goes before what stands in a text.
        let banner = self.banner(&story).await?;
        let Some(document) = self.document(&mut story, &what).await? else {
            return Ok(());
        };
        if story.page {
            return self.page(story, document).await;
        }
        let now = self.services.clock.now();
        if story.state == State::Published && story.held.is_none() {
            story.held = match story.published {
                None => Some("it is public and has no date".to_owned()),
                Some(at) if at > now => {
                    story.planned = story.published;
                    Some("its date is still to come".to_owned())
                }
                Some(_) => None,
            };
        }
        if let Some(why) = &story.held {
            story.state = State::Draft;
            let planned = story.planned.and_then(zone::rfc3339);
            let planned = planned.map_or_else(String::new, |at| format!(", planned for {at}"));
            self.skip(what.clone(), format!("{why}: it is a draft here{planned}"));
        }
        self.within_limits(&mut story, &what);
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
            story,
        };
        let store = &self.services.store;
        let written = store.write(move |mut tx| Box::pin(async move { made.write(&mut tx).await }));
        let (came, led) = written.await?;
        self.report.redirects += led;
        self.commented(&what, came);
        Ok(())
    }

    fn commented(&mut self, what: &str, came: comments::Came) {
        self.report.comments += came.came;
        for why in came.notes() {
            self.skip(what.to_owned(), why);
        }
    }

    /// Whether a page may be public, as all pages are here; what is lost of it is told.
    fn may_stand(&mut self, story: &Story, what: &str) -> bool {
        let why = match (&story.held, story.state) {
            (Some(why), _) => why.as_str(),
            (None, State::Published) => {
                if !story.comments.is_empty() {
                    let n = story.comments.len();
                    let why = format!("pages have no comments here: {n} are left out");
                    self.skip(what.to_owned(), why);
                }
                return true;
            }
            (None, _) => "it was not public",
        };
        let why = format!("{why}: it is left out, since pages are public here");
        self.skip(what.to_owned(), why);
        false
    }

    /// What is longer, or more, than people may write here is cut, which is told.
    fn within_limits(&mut self, story: &mut Story, what: &str) {
        let summary = one_line(&plain(&story.summary), usize::MAX);
        if summary.chars().count() > STANDFIRST {
            let why = format!("its summary is cut to {STANDFIRST} characters");
            self.skip(what.to_owned(), why);
        }
        story.summary = one_line(&summary, STANDFIRST);
        // Further categories are topics here: a story has one category.
        let further = story.categories.drain(story.categories.len().min(1)..);
        let mut tags: Vec<_> = further.collect();
        tags.append(&mut story.tags);
        if tags.len() > TAGS {
            let why = format!("it has {} tags: {TAGS} are here", tags.len());
            self.skip(what.to_owned(), why);
            tags.truncate(TAGS);
        }
        story.tags = tags;
        if story.authors.len() > BYLINES {
            let why = format!("it has {} authors: {BYLINES} are here", story.authors.len());
            self.skip(what.to_owned(), why);
            story.authors.truncate(BYLINES);
        }
    }

    /// What was said under a story since it came.
    async fn more_comments(
        &mut self,
        id: ArticleId,
        story: Story,
        what: &str,
    ) -> Result<(), ImportError> {
        if story.page || story.comments.is_empty() || self.wanted.dry_run {
            return Ok(());
        }
        let (source, now) = (self.source.clone(), self.services.clock.now());
        let written = self.services.store.write(move |mut tx| {
            Box::pin(
                async move { comments::write(&mut tx, &source, id, story.comments, now).await },
            )
        });
        let came = written.await?;
        self.commented(what, came);
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
            written @ (Text::Html(_) | Text::WordPress(_)) => {
                let body = match &written {
                    Text::WordPress(text) => bodies::from_wordpress(&printable(text)),
                    Text::Html(text) | Text::Markdown(text) => bodies::from_html(&printable(text)),
                };
                for why in body.notes {
                    self.skip(what.to_owned(), why);
                }
                let text = self
                    .pictures
                    .inside(services, &source, &body.html, &mut skipped)
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
                    .in_markdown(
                        services,
                        &source,
                        &printable(&text),
                        &story.folder,
                        &mut skipped,
                    )
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

    /// The picture above a story, with what is said under it there where the library says other.
    async fn banner(
        &mut self,
        story: &Story,
    ) -> Result<Option<(MediaId, Option<String>)>, ImportError> {
        let Some(url) = story.banner.as_ref().filter(|_| !story.page) else {
            return Ok(None);
        };
        let url = resolved(&story.folder, url);
        let said = Said {
            alt: plain(&story.banner_alt),
            caption: plain(&story.banner_caption),
        };
        let caption = one_line(&said.caption, CAPTION_LENGTH);
        let taken = self
            .pictures
            .take(self.services, &self.source, &url, said)
            .await?;
        Ok(match taken {
            Ok((id, picture)) => {
                let other = caption != picture.caption && !caption.is_empty();
                Some((id, other.then_some(caption)))
            }
            Err(reason) => {
                self.report.skipped.extend(reason);
                None
            }
        })
    }

    async fn page(&mut self, story: Story, document: Document) -> Result<(), ImportError> {
        self.report.pages += 1;
        if self.wanted.dry_run {
            return Ok(());
        }
        let (source, now) = (self.source.clone(), self.services.clock.now());
        let written = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let wanted = slug_of(&story);
                let (mut slug, mut n) = (wanted.clone(), 1);
                while store::standing_page::lock(tx, &slug).await?.is_some() {
                    n += 1;
                    slug = numbered(&wanted, n);
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
