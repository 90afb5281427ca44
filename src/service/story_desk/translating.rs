//! The translations of a story, as its editor links and begins them.

use super::{Room, opening::content_of};
use crate::{
    domain::{article::Status, category::Named, desk::Translating, id::ArticleId, page::Key},
    service::writing::{self, WriteError},
    store, text,
};

/// Stories that a search offers.
const FOUND: u32 = 8;

/// Does something with the translations of a story. Answers with the path of a translation that was
/// begun.
pub async fn translate(
    room: &Room<'_>,
    id: ArticleId,
    wish: Translating,
) -> Result<Option<String>, WriteError> {
    let Room {
        services, writer, ..
    } = room;
    match wish {
        Translating::Link { story } => writing::link(services, writer, id, &story).await?,
        Translating::Unlink { story } => writing::unlink(services, writer, id, story).await?,
        Translating::Begin { language } => {
            let story = writing::may_edit(services, writer, id).await?;
            let copy = store::working_copy::of_article(&services.store, id).await?;
            let content = copy.map_or_else(|| content_of(story), |copy| copy.content);
            let new = writing::begin_translation(services, writer, id, content, &language).await?;
            return Ok(Some(format!("/editor/stories/{}", new.id)));
        }
    };
    Ok(None)
}

/// Stories in other languages whose headline has these words, each by its slug, told with its language
/// and state.
pub async fn find_translation(
    room: &Room<'_>,
    id: ArticleId,
    words: String,
) -> Result<Vec<Named>, WriteError> {
    let Room {
        services,
        writer,
        site,
        ..
    } = room;
    let story = writing::read(services, writer, id).await?;
    let wanted = writing::Wanted {
        words: Some(words),
        not_in: Some(story.language.clone()),
        ..writing::Wanted::default()
    };
    let lines = writing::list(services, writer, wanted, Key::NEWEST, FOUND).await?;
    let own = text::story(site.language);
    let known = |id: i64| story.translations.iter().any(|member| member.id.0 == id);
    let lines = lines.into_iter().filter(|line| !known(line.id));
    let named = lines.map(|line| {
        let language = text::language_name(&line.language, site.language);
        let language = language.map_or(line.language.clone(), str::to_owned);
        let headline = match line.headline.as_str() {
            "" => own.untitled,
            headline => headline,
        };
        let state = Status::from_word(&line.status).map_or("", |status| own.status(status));
        Named {
            name: format!("{headline} ({language}, {})", state.to_lowercase()),
            slug: line.slug,
        }
    });
    Ok(named.collect())
}
