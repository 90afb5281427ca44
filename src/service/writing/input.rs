//! What is written of a story, checked field by field before anything is changed.

use super::{
    WriteError,
    body::{self, Body},
    translating,
};
use crate::{
    domain::{
        account::Role,
        category::Named,
        document::Document,
        id::{AccountId, ArticleId, CategoryId, MediaId},
        slug::Slug,
        story::{
            BYLINES, Complaint, Content, HEADLINE, LINE, STANDFIRST, TAGS, Wrong, is_language,
        },
    },
    store::{self, Store, story::Story},
};

/// What is to be written; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    pub headline: Option<String>,
    pub standfirst: Option<String>,
    /// Slug of the category.
    pub category: Option<String>,
    /// Names or slugs.
    pub tags: Option<Vec<String>>,
    /// Ids of accounts or their email addresses.
    pub bylines: Option<Vec<String>>,
    pub dateline: Option<String>,
    pub slug: Option<String>,
    pub language: Option<String>,
    pub banner: Option<Option<MediaId>>,
    pub seo_title: Option<String>,
    pub seo_description: Option<String>,
    pub body: Option<Body>,
    /// Slugs or ids of the stories that say the same in other languages, all of them.
    pub translations: Option<Vec<String>>,
}

impl From<Content> for Patch {
    fn from(content: Content) -> Patch {
        Patch {
            headline: Some(content.headline),
            standfirst: Some(content.standfirst),
            category: Some(content.category),
            tags: Some(content.tags),
            bylines: Some(content.bylines.iter().map(ToString::to_string).collect()),
            dateline: Some(content.dateline),
            slug: content.slug,
            language: Some(content.language),
            banner: Some(content.banner),
            seo_title: Some(content.seo_title),
            seo_description: Some(content.seo_description),
            body: Some(Body::Document(content.document)),
            // They are linked at once, and are no part of what is typed.
            translations: None,
        }
    }
}

/// The same, with everything that it names found.
#[derive(Debug, Clone, Default)]
pub(super) struct Checked {
    pub(super) headline: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) category: Option<(CategoryId, String)>,
    pub(super) tags: Option<Vec<Named>>,
    pub(super) bylines: Option<Vec<(AccountId, String)>>,
    pub(super) dateline: Option<String>,
    pub(super) slug: Option<Slug>,
    pub(super) language: Option<String>,
    pub(super) banner: Option<Option<MediaId>>,
    pub(super) seo_title: Option<String>,
    pub(super) seo_description: Option<String>,
    pub(super) document: Option<Document>,
    pub(super) translations: Option<Vec<ArticleId>>,
}

impl Checked {
    /// Writes it into a story; the slug and the translations are another matter.
    pub(super) fn apply(self, story: &mut Story) {
        fn set<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        set(&mut story.headline, self.headline);
        set(&mut story.standfirst, self.standfirst);
        if let Some((id, slug)) = self.category {
            (story.category, story.category_slug) = (id, slug);
        }
        set(&mut story.tags, self.tags);
        set(&mut story.bylines, self.bylines);
        set(&mut story.dateline, self.dateline);
        set(&mut story.language, self.language);
        set(&mut story.banner, self.banner);
        set(&mut story.seo_title, self.seo_title);
        set(&mut story.seo_description, self.seo_description);
        set(&mut story.document, self.document);
    }
}

/// Checks what is to be written. `stored` is the document whose ids are kept.
pub(super) async fn check(
    store: &Store,
    patch: Patch,
    stored: Option<Document>,
) -> Result<Checked, WriteError> {
    let mut faults = Vec::new();
    let mut checked = Checked {
        headline: line(patch.headline, "/headline", HEADLINE, &mut faults),
        standfirst: line(patch.standfirst, "/standfirst", STANDFIRST, &mut faults),
        dateline: line(patch.dateline, "/dateline", LINE, &mut faults),
        seo_title: line(patch.seo_title, "/seo_title", LINE, &mut faults),
        seo_description: line(patch.seo_description, "/seo_description", LINE, &mut faults),
        ..Checked::default()
    };
    if checked.headline.as_deref() == Some("") {
        faults.push(Complaint::new("/headline", Wrong::Empty));
    }
    if let Some(language) = patch.language {
        if is_language(&language) {
            checked.language = Some(language);
        } else {
            faults.push(Complaint::new("/language", Wrong::LanguageForm));
        }
    }
    if let Some(slug) = patch.slug {
        // Digits alone would be taken for an id.
        match Slug::parse(&slug) {
            Ok(slug) if slug.as_str().bytes().any(|b| !b.is_ascii_digit()) => {
                checked.slug = Some(slug);
            }
            _ => faults.push(Complaint::new("/slug", Wrong::SlugForm)),
        }
    }
    if let Some(slug) = patch.category {
        match store::category::by_slug(store, &slug).await? {
            Some(row) => checked.category = Some((CategoryId(row.id), row.slug)),
            None => faults.push(Complaint::new("/category", Wrong::Unknown)),
        }
    }
    if let Some(banner) = patch.banner {
        match banner {
            Some(id) if !store::story::picture_exists(store, id).await? => {
                faults.push(Complaint::new("/banner", Wrong::Unknown));
            }
            banner => checked.banner = Some(banner),
        }
    }
    if let Some(names) = patch.tags {
        checked.tags = tags(store, &names, &mut faults).await?;
    }
    if let Some(names) = patch.bylines {
        checked.bylines = bylines(store, &names, &mut faults).await?;
    }
    if let Some(names) = patch.translations {
        checked.translations = translating::named(store, &names, &mut faults).await?;
    }
    if let Some(body) = patch.body {
        match body::read(body, stored).await? {
            Ok(document) => checked.document = Some(document),
            Err(complaint) => faults.push(complaint),
        }
    }
    if faults.is_empty() {
        Ok(checked)
    } else {
        Err(WriteError::Fields(faults))
    }
}

/// A text in one line, without what does not show.
fn line(
    text: Option<String>,
    pointer: &str,
    most: usize,
    faults: &mut Vec<Complaint>,
) -> Option<String> {
    let text = text?;
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most {
        faults.push(Complaint::new(pointer, Wrong::TooLong(most)));
    }
    Some(text)
}

async fn tags(
    store: &Store,
    names: &[String],
    faults: &mut Vec<Complaint>,
) -> Result<Option<Vec<Named>>, WriteError> {
    if names.len() > TAGS {
        faults.push(Complaint::new("/tags", Wrong::TooMany(TAGS)));
        return Ok(None);
    }
    let mut tags: Vec<Named> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let at = format!("/tags/{n}");
        let Some(name) = line(Some(name.clone()), &at, LINE, faults) else {
            continue;
        };
        let Some(slug) = Slug::from_title(&name) else {
            faults.push(Complaint::new(at, Wrong::Empty));
            continue;
        };
        let slug = slug.to_string();
        if tags.iter().any(|tag| tag.slug == slug) {
            continue;
        }
        // A tag keeps the name that it was made with.
        let name = store::tag::by_slug(store, &slug)
            .await?
            .map_or(name, |row| row.name);
        tags.push(Named { slug, name });
    }
    Ok(Some(tags))
}

async fn bylines(
    store: &Store,
    names: &[String],
    faults: &mut Vec<Complaint>,
) -> Result<Option<Vec<(AccountId, String)>>, WriteError> {
    if names.len() > BYLINES {
        faults.push(Complaint::new("/bylines", Wrong::TooMany(BYLINES)));
        return Ok(None);
    }
    let mut bylines: Vec<(AccountId, String)> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let at = format!("/bylines/{n}");
        let row = match name.parse() {
            Ok(id) => store::account::by_id(store, AccountId(id)).await?,
            Err(_) => store::account::by_email(store, &name.trim().to_lowercase()).await?,
        };
        let Some(row) = row.filter(|row| row.active()) else {
            faults.push(Complaint::new(at, Wrong::Unknown));
            continue;
        };
        if row.role() == Role::Reader {
            faults.push(Complaint::new(at, Wrong::NoWriter));
            continue;
        }
        if bylines.iter().all(|(id, _)| id.0 != row.id) {
            bylines.push((AccountId(row.id), row.slug));
        }
    }
    Ok(Some(bylines))
}
