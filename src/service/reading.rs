//! What readers see: rows of the store arranged into pages.

use super::{error::ServiceError, zone::Zone};
use crate::{
    domain::{
        address::Cursors,
        article::{Article, Card, Correction, Found, reading_minutes},
        category::Named,
        document::with_avif,
        id::{AccountId, ArticleId, CategoryId, TagId},
        listing::{ListKind, Listing, Month},
        page::{Key, Walk},
        slug::Slug,
        stamp::Stamp,
        story::Content,
        translation::Member,
    },
    store::{
        self, Store, StoreError,
        listing::{CardRow, Scope},
    },
};

/// Stories on one page of a list.
pub const PAGE: u32 = 20;
/// Other news beside a story.
const OTHERS: usize = 6;
/// So many of the newest stories, of all and of its category, are looked at for a story's page.
pub(super) const NEAR: u32 = 2 * OTHERS as u32 + 1;

pub(super) fn card(row: CardRow, zone: &Zone) -> Card {
    Card {
        slug: row.slug,
        language: row.language,
        headline: row.headline,
        standfirst: row.standfirst,
        category: Named {
            slug: row.category_slug,
            name: row.category_name,
        },
        at: zone.moment(row.published_at),
        sample: row.sample,
        picture: row.picture,
    }
}

/// Leaves out what the place does not print, so that it is not sent either.
pub(super) fn without_summary(mut card: Card) -> Card {
    card.standfirst.clear();
    card
}

pub(super) fn brief(card: Card) -> Card {
    Card {
        picture: None,
        ..without_summary(card)
    }
}

/// The story at `slug`, where it moved, why it is gone, or `None`.
pub async fn article(
    store: &Store,
    zone: &Zone,
    slug: &str,
) -> Result<Option<Found<Article>>, ServiceError> {
    let Some(row) = store::article::by_slug(store, slug).await? else {
        let moved = store::article::moved_to(store, slug).await?;
        return Ok(moved.map(|slug| Found::Moved(format!("/articles/{slug}"))));
    };
    let published = match (row.status.as_str(), row.published_at) {
        ("published", Some(at)) => at,
        // Withdrawn: it was public once, wherever it stands now. Anything else never was.
        (_, Some(_)) => {
            let reason = row.withdrawn_reason.unwrap_or_default();
            return Ok(Some(Found::Gone {
                headline: row.headline,
                reason,
            }));
        }
        _ => return Ok(None),
    };
    let (others, latest) = beside(store, zone, row.id, row.category_id).await?;
    let (older, newer) = store::article::neighbours(
        store,
        Key {
            at: published,
            id: row.id.0,
        },
    )
    .await?;
    let html = store::article::html_by_slug(store, slug)
        .await?
        .unwrap_or_default();
    // Made after the text was written; the page is purged then.
    let html = match html.contains("<picture>") {
        true => with_avif(&html, &store::media_use::avif_in_body(store, row.id).await?),
        false => html,
    };
    let mut translations = store::translation::of_article(store, row.id).await?;
    translations.retain(Member::is_public);
    let corrections = store::correction::of_article(store, row.id).await?;
    let corrections: Vec<Correction> = corrections
        .into_iter()
        .map(|row| Correction {
            id: row.id,
            block: row.block_id,
            before: row.before_text,
            after: row.after_text,
            reason: row.reason,
            at: zone.moment(Stamp::from_micros(row.at)),
        })
        .collect();
    Ok(Some(Found::Here(Article {
        html,
        id: row.id,
        translations,
        slug: row.slug,
        language: row.language,
        headline: row.headline,
        standfirst: row.standfirst,
        category: Named {
            slug: row.category_slug,
            name: row.category_name,
        },
        bylines: store::account::bylines_of(store, row.id).await?,
        dateline: row.dateline,
        published: zone.moment(published),
        updated: row.updated_at.map(|at| zone.moment(at)),
        banner: row.banner,
        tags: store::tag::of_article(store, row.id).await?,
        corrections,
        minutes: reading_minutes(row.words),
        sample: row.sample,
        others,
        latest,
        older,
        newer,
    })))
}

/// Other news beside a story, and the newest.
async fn beside(
    store: &Store,
    zone: &Zone,
    story: ArticleId,
    category: CategoryId,
) -> Result<(Vec<Card>, Vec<Card>), StoreError> {
    let newest = Walk::Before(Key::NEWEST);
    let mut others = store::listing::picks(store, story).await?;
    for scope in [Scope::Category(category), Scope::ALL] {
        if others.len() < OTHERS {
            let more = store::listing::cards(store, scope, newest, NEAR).await?;
            for candidate in more {
                let new = candidate.id != story && others.iter().all(|o| o.id != candidate.id);
                if new && others.len() < OTHERS {
                    others.push(candidate);
                }
            }
        }
    }
    let others = others.into_iter();
    let others = others.map(|row| without_summary(card(row, zone)));
    let latest = store::listing::cards(store, Scope::ALL, newest, 5).await?;
    let latest = latest.into_iter().filter(|other| other.id != story);
    let latest = latest.take(4).map(|row| brief(card(row, zone)));
    Ok((others.collect(), latest.collect()))
}

/// A story's page as it would be with what is typed, published at that time.
pub async fn drafted(
    store: &Store,
    zone: &Zone,
    story: ArticleId,
    content: Content,
    at: Stamp,
) -> Result<Article, ServiceError> {
    let category = store::category::by_slug(store, &content.category).await?;
    let id = category
        .as_ref()
        .map_or(CategoryId(0), |c| CategoryId(c.id));
    let (others, latest) = beside(store, zone, story, id).await?;
    let mut bylines = Vec::new();
    for account in content.bylines {
        if let Some(row) = store::account::by_id(store, account).await? {
            bylines.push(Named {
                slug: row.slug,
                name: row.name,
            });
        }
    }
    let banner = match content.banner {
        Some(id) => store::media::by_id(store, id).await?.map(|row| row.picture),
        None => None,
    };
    let tag = |name: String| Named {
        slug: Slug::from_title(&name).map_or_else(String::new, |slug| slug.to_string()),
        name,
    };
    let words = content.document.to_plain().split_whitespace().count();
    Ok(Article {
        html: content.document.to_html(),
        id: story,
        translations: Vec::new(),
        slug: content.slug.unwrap_or_default(),
        language: content.language,
        headline: content.headline,
        standfirst: content.standfirst,
        category: category.map_or_else(Named::default, |row| row.named()),
        bylines,
        dateline: content.dateline,
        published: zone.moment(at),
        updated: None,
        banner,
        tags: content.tags.into_iter().map(tag).collect(),
        corrections: Vec::new(),
        minutes: reading_minutes(words),
        sample: false,
        others,
        latest,
        older: None,
        newer: None,
    })
}

/// A category's page.
pub async fn category(
    store: &Store,
    zone: &Zone,
    slug: &str,
    at: &Cursors,
) -> Result<Option<Listing>, ServiceError> {
    let Some(row) = store::category::by_slug(store, slug).await? else {
        return Ok(None);
    };
    let list = List {
        scope: Scope::Category(CategoryId(row.id)),
        kind: ListKind::Category,
        path: format!("/categories/{slug}"),
    };
    Ok(Some(
        list.page(store, zone, at, row.name, row.description)
            .await?,
    ))
}

/// A topic's page.
pub async fn tag(
    store: &Store,
    zone: &Zone,
    slug: &str,
    at: &Cursors,
) -> Result<Option<Listing>, ServiceError> {
    let Some(row) = store::tag::by_slug(store, slug).await? else {
        return Ok(None);
    };
    let list = List {
        scope: Scope::Tag(TagId(row.id)),
        kind: ListKind::Tag,
        path: format!("/tags/{slug}"),
    };
    Ok(Some(
        list.page(store, zone, at, row.name, row.description)
            .await?,
    ))
}

/// An author's page.
pub async fn author(
    store: &Store,
    zone: &Zone,
    slug: &str,
    at: &Cursors,
) -> Result<Option<Listing>, ServiceError> {
    let Some(row) = store::account::by_slug(store, slug).await? else {
        return Ok(None);
    };
    let list = List {
        scope: Scope::Author(AccountId(row.id)),
        kind: ListKind::Author,
        path: format!("/authors/{slug}"),
    };
    Ok(Some(list.page(store, zone, at, row.name, row.bio).await?))
}

/// A month's page; `None` for a month without stories.
pub async fn month(
    store: &Store,
    zone: &Zone,
    month: Month,
    at: &Cursors,
) -> Result<Option<Listing>, ServiceError> {
    let Some((from, to)) = zone.month(month.year, month.month) else {
        return Ok(None);
    };
    let path = format!("/archive/{:04}/{:02}", month.year, month.month);
    let list = List {
        scope: Scope::Between(from, to),
        kind: ListKind::Month(month),
        path,
    };
    let page = list
        .page(store, zone, at, String::new(), String::new())
        .await?;
    Ok(Some(page).filter(|page| !page.cards.is_empty()))
}

/// A list that is read page by page. Its path is also what its cursors are bound to.
struct List {
    scope: Scope,
    kind: ListKind,
    path: String,
}

impl List {
    async fn page(
        self,
        store: &Store,
        zone: &Zone,
        at: &Cursors,
        title: String,
        description: String,
    ) -> Result<Listing, ServiceError> {
        let walk = Walk::parse(at.before.as_deref(), at.after.as_deref(), &self.path);
        let walk = walk.ok_or(ServiceError::BadAddress("cursor"))?;
        let mut rows = store::listing::cards(store, self.scope, walk, PAGE + 1).await?;
        let more = rows.len() > PAGE as usize;
        let (has_older, has_newer) = match walk {
            Walk::Before(key) => {
                rows.truncate(PAGE as usize);
                (more, key != Key::NEWEST)
            }
            Walk::After(_) => {
                // One more than a page was fetched on the newer side: it is the first of the list.
                if more {
                    rows.remove(0);
                }
                (true, more)
            }
        };
        let cursor = |row: Option<&CardRow>, wanted: bool| {
            row.filter(|_| wanted)
                .map(|row| row.key().to_cursor(&self.path))
        };
        Ok(Listing {
            kind: self.kind,
            canonical: format!("{}{}", self.path, at.to_query()),
            title,
            description,
            older: cursor(rows.last(), has_older),
            newer: cursor(rows.first(), has_newer),
            first: !has_newer,
            path: self.path,
            cards: rows.into_iter().map(|row| card(row, zone)).collect(),
        })
    }
}

/// The months that have stories, newest first: one look into the index a month.
pub async fn months(store: &Store, zone: &Zone) -> Result<Vec<Month>, ServiceError> {
    let mut months = Vec::new();
    let mut limit = Stamp::from_micros(i64::MAX);
    while let Some(at) = store::listing::newest_before(store, limit).await? {
        let moment = zone.moment(at);
        let Some((from, _)) = zone.month(moment.year, moment.month) else {
            break;
        };
        months.push(Month {
            year: moment.year,
            month: moment.month,
        });
        limit = from;
    }
    Ok(months)
}

/// Whether the database can be read at all.
pub async fn ready(store: &Store) -> Result<(), StoreError> {
    store::article::any(store).await.map(|_| ())
}
