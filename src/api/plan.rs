//! The plan of the newsroom, and what it tells its people.

use crate::{
    domain::{
        desk_notice::DeskNotices,
        planning::{Plan, Start},
    },
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// The calendar of a month (`2024-11`; empty for the present one), or the board.
#[server(endpoint = "plan/load", input = GetUrl)]
pub async fn load_plan(
    /// `board`, or the calendar.
    #[server(default)]
    view: String,
    #[server(default)] month: String,
) -> Result<Plan, AppError> {
    use crate::{domain::planning::View, service::planning::Planner};

    let desk = super::at_desk::AtDesk::of_caller()?;
    let planner = Planner {
        services: &desk.services,
        writer: &desk.writer,
        zone: &desk.place.zone,
        language: desk.place.site.language,
    };
    let view = match view.as_str() {
        "board" => View::Board(planner.board().await?),
        _ => View::Calendar(planner.month(&month).await?),
    };
    Ok(Plan {
        staff: desk.staff().await?,
        view,
        zone: desk.place.site.zone.clone(),
    })
}

/// The newsroom's first page.
#[server(endpoint = "plan/start", input = GetUrl)]
pub async fn load_start() -> Result<Start, AppError> {
    use crate::service::planning::Planner;

    // Moderators work here too, and write nothing.
    let staff = super::moderation::load_staff().await?;
    let [mine, due, latest] = if staff.role.may_write() {
        let desk = super::at_desk::AtDesk::of_caller()?;
        let planner = Planner {
            services: &desk.services,
            writer: &desk.writer,
            zone: &desk.place.zone,
            language: desk.place.site.language,
        };
        planner.today().await?
    } else {
        Default::default()
    };
    Ok(Start {
        staff,
        mine,
        due,
        latest,
    })
}

/// What whoever asks is told about stories, newest first.
#[server(endpoint = "plan/notices", input = GetUrl)]
pub async fn load_notices() -> Result<DeskNotices, AppError> {
    use crate::{
        domain::{
            desk_notice::{Cause, DeskNotice},
            id::ArticleId,
            stamp::Stamp,
        },
        service::desk_notices,
    };

    let desk = super::at_desk::AtDesk::of_caller()?;
    let rows = desk_notices::list(&desk.services, &desk.writer).await?;
    let notices = rows.into_iter().filter_map(|row| {
        Some(DeskNotice {
            id: row.id,
            cause: Cause::from_word(&row.kind)?,
            story: ArticleId(row.article_id),
            headline: row.headline,
            by: row.by_name.unwrap_or_default(),
            when: desk.when(Stamp::from_micros(row.at)),
            unread: row.read_at.is_none(),
        })
    });
    Ok(DeskNotices {
        notices: notices.collect(),
        staff: desk.staff().await?,
    })
}

/// Notes as read everything up to this notice.
#[server(endpoint = "plan/read", input = Json)]
pub async fn read_notices(up_to: i64) -> Result<(), AppError> {
    let desk = super::at_desk::AtDesk::of_caller()?;
    crate::service::desk_notices::read(&desk.services, &desk.writer, up_to).await?;
    Ok(())
}
