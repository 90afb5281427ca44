//! What a page tells machines of itself: search engines, and whatever makes a card of a link.

use super::{
    article::{Article, Status},
    category::Named,
    id::ArticleId,
    media::Picture,
    moment::Moment,
    translation::Member,
};

/// A public page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Without the site's name; empty on the front page.
    pub title: String,
    pub description: String,
    /// Path and query of the page's own address.
    pub path: String,
    pub what: What,
}

/// What kind of page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The front page, with the stories on it.
    Front(Vec<Named>),
    Story(Box<Story>),
    /// A category, tag, author or month, with its stories and the path of its feeds, if it has any.
    List(Vec<Named>, Option<String>),
    Other,
}

/// A story, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub id: ArticleId,
    pub slug: String,
    pub language: String,
    pub headline: String,
    pub standfirst: String,
    pub category: Named,
    pub bylines: Vec<Named>,
    pub dateline: String,
    pub published: Moment,
    pub updated: Option<Moment>,
    pub banner: Option<Picture>,
    pub tags: Vec<Named>,
    /// Public ones, in the order in which they were begun.
    pub translations: Vec<Member>,
    /// Reason and time of each correction, the newest first.
    pub corrections: Vec<(String, Moment)>,
    /// Where its comments are shown.
    pub comments: Option<u32>,
}

impl Story {
    /// What is said of an article whose page shows so many comments.
    pub fn of(article: &Article, comments: Option<u32>) -> Story {
        let corrections = article.corrections.iter();
        Story {
            id: article.id,
            translations: article.translations.clone(),
            slug: article.slug.clone(),
            language: article.language.clone(),
            headline: article.headline.clone(),
            standfirst: article.standfirst.clone(),
            category: article.category.clone(),
            bylines: article.bylines.clone(),
            dateline: article.dateline.clone(),
            published: article.published.clone(),
            updated: article.updated.clone(),
            banner: article.banner.clone(),
            tags: article.tags.clone(),
            corrections: corrections
                .map(|one| (one.reason.clone(), one.at.clone()))
                .collect(),
            comments,
        }
    }

    /// The story with its translations, in the order in which they were begun; nothing where it has
    /// none.
    pub fn group(&self) -> Vec<Member> {
        if self.translations.is_empty() {
            return Vec::new();
        }
        let own = Member {
            id: self.id,
            slug: self.slug.clone(),
            language: self.language.clone(),
            headline: self.headline.clone(),
            status: Status::Published,
        };
        let mut group = self.translations.clone();
        group.push(own);
        group.sort_unstable_by_key(|member| member.id);
        group
    }
}
