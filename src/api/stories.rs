//! The newsroom's list of stories.

use crate::{
    domain::desk_list::{Shown, Stories},
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// A page of the newsroom's list of stories.
#[server(endpoint = "stories/list", input = GetUrl)]
pub async fn list_stories(
    #[server(default)] status: String,
    #[server(default)] category: String,
    #[server(default)] words: String,
    #[server(default)] mine: String,
    #[server(default)] after: String,
) -> Result<Stories, AppError> {
    let shown = Shown {
        status,
        category,
        words,
        mine,
        after,
    };
    server::list(super::at_desk::AtDesk::of_caller()?, shown).await
}

/// Keeps a list under a name; answers why not, where that cannot be. What another list is called
/// already is kept with `replace` alone.
#[server(endpoint = "stories/keep", input = Json)]
pub async fn keep_view(
    name: String,
    shown: Shown,
    #[server(default)] replace: bool,
) -> Result<Option<String>, AppError> {
    let desk = super::at_desk::AtDesk::of_caller()?;
    server::keep(&desk, &name, &shown, replace).await
}

/// Forgets a list.
#[server(endpoint = "stories/forget", input = Json)]
pub async fn forget_view(name: String) -> Result<(), AppError> {
    let desk = super::at_desk::AtDesk::of_caller()?;
    Ok(crate::service::saved_views::forget(&desk.services, &desk.writer, &name).await?)
}

#[cfg(feature = "ssr")]
mod server {
    use super::{AppError, Stories};
    use crate::{
        api::at_desk::AtDesk,
        context,
        domain::{
            article::Status,
            desk::Person,
            desk_list::{Line, LineCopy, Shown, View},
            id::{AccountId, ArticleId, CategoryId},
            page::Key,
            stamp::Stamp,
        },
        service::{
            saved_views::{self, Refusal},
            writing,
        },
        store, text,
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
            let copy = row.copy.map(|version| LineCopy {
                version,
                behind: row.copy_base != Some(row.version),
            });
            lines.push(Line {
                reads: row.read_times(),
                copy,
                id,
                version: row.version,
                headline: row.headline,
                status: Status::from_word(&row.status).unwrap_or(Status::Draft),
                category: row.category,
                names: names.into_iter().map(|named| named.name).collect(),
                when: when.map(|at| desk.when(Stamp::from_micros(at))),
                saved: desk.when(Stamp::from_micros(row.saved_at)),
            });
        }
        let views = store::saved_view::of_account(store, desk.reader.id()).await?;
        let views = views.into_iter().map(|(name, query)| View {
            name,
            address: format!("/editor/stories?{query}"),
        });
        let people = writing::staff(store).await?;
        let people = people.into_iter().map(|row| Person {
            id: AccountId(row.id),
            name: row.name,
        });
        Ok(Stories {
            staff,
            shown,
            lines,
            next,
            categories: categories.iter().map(|row| row.named()).collect(),
            views: views.collect(),
            people: people.collect(),
        })
    }

    pub(super) async fn keep(
        desk: &AtDesk,
        name: &str,
        shown: &Shown,
        replace: bool,
    ) -> Result<Option<String>, AppError> {
        let words = text::bulk(desk.place.site.language);
        let kept = saved_views::keep(&desk.services, &desk.writer, name, shown, replace).await?;
        Ok(kept.err().map(|refusal| {
            let why = match refusal {
                Refusal::Name => words.view_name,
                Refusal::Full => words.view_full,
                Refusal::Taken => words.view_taken,
            };
            why.to_owned()
        }))
    }
}
