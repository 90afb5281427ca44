//! A story that is ready, written with everything that belongs to it.

use super::{
    super::{State, Story},
    comments::{self, Came},
    names::{self, category_of, lead, numbered, slug_of, title_of},
};
use crate::{
    domain::{
        article::Status,
        comment::Policy,
        document::Document,
        id::{AccountId, MediaId},
        media::one_line,
        stamp::Stamp,
        story::LINE,
    },
    store::{
        self, StoreError, Tx,
        article::{Desk, NewArticle},
    },
};

/// A change so soon after publication is part of it, in microseconds: one minute.
const SOON: i64 = 60_000_000;

/// Lets every address that a story had there lead to the one it has here; answers with how many do.
pub(super) async fn lead_all(
    tx: &mut Tx<'_>,
    story: &Story,
    to: &str,
) -> Result<usize, StoreError> {
    let mut led = 0;
    for link in std::iter::once(&story.link).chain(&story.aliases) {
        led += usize::from(lead(tx, link, to).await?);
    }
    Ok(led)
}

/// A story that is ready to be written.
pub(super) struct Made {
    pub(super) story: Story,
    pub(super) document: Document,
    /// With what is said under it.
    pub(super) banner: Option<(MediaId, Option<String>)>,
    pub(super) bylines: Vec<AccountId>,
    pub(super) source: String,
    pub(super) language: String,
    pub(super) now: Stamp,
}

impl Made {
    /// Answers with how many comments came with it, and how many addresses lead to it.
    pub(super) async fn write(self, tx: &mut Tx<'_>) -> Result<(Came, usize), StoreError> {
        let Made {
            mut story,
            document,
            banner,
            bylines,
            source,
            language,
            now,
        } = self;
        let mut tags = Vec::new();
        for term in &story.tags {
            let id = names::tag(tx, term).await?;
            if !tags.contains(&id) {
                tags.push(id);
            }
        }
        let wanted = slug_of(&story);
        let (mut slug, mut n) = (wanted.clone(), 1);
        while store::story::slug_taken(tx, &slug, None).await? {
            n += 1;
            slug = numbered(&wanted, n);
        }
        let status = match story.state {
            State::Published => Status::Published,
            State::InReview => Status::InReview,
            State::Draft => Status::Draft,
        };
        let published = story.published.filter(|_| status == Status::Published);
        let new = NewArticle {
            slug: slug.clone(),
            status,
            headline: title_of(&story.title),
            standfirst: story.summary.clone(),
            document,
            language,
            category: category_of(tx, &story).await?,
            dateline: String::new(),
            banner: banner.as_ref().map(|(id, _)| *id),
            banner_caption: banner.and_then(|(_, caption)| caption),
            banner_credit: None,
            banner_note: None,
            sample: false,
            published_at: published,
            desk: Desk {
                created_by: bylines.first().copied(),
                slug_fixed: true,
                seo_title: one_line(&story.seo_title, LINE),
                seo_description: one_line(&story.seo_description, LINE),
                planned_at: story.planned.filter(|_| status != Status::Published),
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
