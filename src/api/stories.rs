//! The newsroom's list of stories.

use crate::{domain::desk::Stories, error::AppError};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// A page of the newsroom's list of stories.
#[server(endpoint = "stories/list", input = GetUrl)]
pub async fn list_stories(
    #[server(default)] status: String,
    #[server(default)] category: String,
    #[server(default)] words: String,
    #[server(default)] mine: String,
    #[server(default)] after: String,
) -> Result<Stories, AppError> {
    let shown = crate::domain::desk::Shown {
        status,
        category,
        words,
        mine,
        after,
    };
    server::list(super::at_desk::AtDesk::of_caller()?, shown).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{AppError, Stories};
    use crate::{
        api::at_desk::AtDesk,
        context,
        domain::{
            article::Status,
            desk::{Line, Shown},
            id::{ArticleId, CategoryId},
            page::Key,
            stamp::Stamp,
        },
        service::writing,
        store,
    };

    /// Stories of a list at once.
    const LINES: u32 = 40;
    /// What the cursors of the list are of.
    const SCOPE: &str = "desk/stories";

    pub(super) async fn list(desk: AtDesk, shown: Shown) -> Result<Stories, AppError> {
        let store = &desk.services.store;
        let staff = desk.staff().await?;
        let categories = store::category::all(store).await?;
        let bad = || context::refuse(AppError::BadAddress);
        let after = match shown.after.as_str() {
            "" => Key::NEWEST,
            cursor => Key::from_cursor(cursor, SCOPE).ok_or_else(bad)?,
        };
        let category = categories.iter().find(|c| c.slug == shown.category);
        let wanted = writing::Wanted {
            status: Status::from_word(&shown.status),
            category: category.map(|c| CategoryId(c.id)),
            of: (shown.mine == "1").then(|| desk.reader.id()),
            words: Some(shown.words.trim().to_owned()).filter(|words| !words.is_empty()),
            ..writing::Wanted::default()
        };
        let found = writing::list(&desk.services, &desk.writer, wanted, after, LINES + 1).await?;
        let more = found.len() > LINES as usize;
        let mut lines = Vec::new();
        let mut next = None;
        for row in found.into_iter().take(LINES as usize) {
            next = more.then(|| row.key().to_cursor(SCOPE));
            let id = ArticleId(row.id);
            let names = store::account::bylines_of(store, id).await?;
            let when = row.publish_at.or(row.published_at).or(row.planned_at);
            lines.push(Line {
                id,
                headline: row.headline,
                status: Status::from_word(&row.status).unwrap_or(Status::Draft),
                category: row.category,
                names: names.into_iter().map(|named| named.name).collect(),
                when: when.map(|at| desk.when(Stamp::from_micros(at))),
                saved: desk.when(Stamp::from_micros(row.saved_at)),
            });
        }
        Ok(Stories {
            staff,
            shown,
            lines,
            next,
            categories: categories.iter().map(|row| row.named()).collect(),
        })
    }
}
