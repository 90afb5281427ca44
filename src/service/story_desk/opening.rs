//! A story as the editor opens it.

use super::Room;
use crate::{
    domain::{
        article::Status,
        desk::{May, Opened, Person, Typed, WorkingCopy},
        id::{AccountId, ArticleId},
        moderation::Staff,
        story::Content,
        workflow::{self, Act},
    },
    service::{
        readership, sharing,
        writing::{self, WriteError},
    },
    store::{self, story::Story},
};

/// Most accounts that are offered for the byline.
const WRITERS: u32 = 500;

/// Opens a story. `staff` is whoever opens it.
pub async fn open(room: &Room<'_>, id: ArticleId, staff: Staff) -> Result<Opened, WriteError> {
    let Room {
        services,
        writer,
        site,
        zone,
        look,
    } = room;
    let store = &services.store;
    let story = writing::read(services, writer, id).await?;
    let copy = store::working_copy::of_article(store, id).await?;
    let mut pictures = Vec::new();
    let of_copy = copy.as_ref().and_then(|copy| copy.content.banner);
    for banner in [story.banner, of_copy].into_iter().flatten() {
        if pictures.iter().all(|(id, _)| *id != banner)
            && let Some(row) = store::media::by_id(store, banner).await?
        {
            pictures.push((banner, row.picture));
        }
    }
    let copy = match copy {
        None => None,
        Some(copy) => Some(WorkingCopy {
            version: copy.version,
            base: copy.base_version,
            document: json(&copy.content.document),
            typed: typed(copy.content),
            by: room.name(copy.by).await?,
            at: room.when(copy.at),
        }),
    };
    let categories = store::category::all(store).await?;
    let writers = store::account::list(store, None, WRITERS).await?;
    let writers = writers.into_iter().filter(|row| row.role().may_write());
    let writers = writers.map(|row| Person {
        id: AccountId(row.id),
        name: row.name,
    });
    let notes = writing::notes(services, writer, id).await?;
    let thread = store::thread::story_by_slug(store, &story.slug).await?;
    let reads = match story.published_at {
        Some(_) => Some(readership::of_story(services, id).await?),
        None => None,
    };
    let card = match story.banner {
        Some(_) => None,
        None => look.card_of(store, zone, id).await?,
    };
    Ok(Opened {
        shared: card.map(|card| sharing::address(id, &card)),
        staff,
        reads,
        id,
        status: story.status,
        version: story.version,
        slug: story.slug.clone(),
        document: json(&story.document),
        may: may(writer.viewer().role, &story, writer.id()),
        policy: thread.map(|row| row.policy).unwrap_or_default(),
        published: story.published_at.map(|at| room.when(at)),
        due: story.publish_at.map(|at| room.when(at)),
        planned: story.planned_at.map(|at| room.when(at)),
        withdrawn: story.withdrawn_reason.clone(),
        copy,
        categories: categories.iter().map(|row| row.named()).collect(),
        writers: writers.collect(),
        assigned: story.assigned.clone(),
        translations: writing::translations(services, Some(writer), id).await?,
        open_notes: notes.iter().filter(|note| note.done_at.is_none()).count(),
        pictures,
        typed: typed(content_of(story)),
        base_url: site.base_url.clone(),
        zone: site.zone.clone(),
        now: zone.moment(services.clock.now()).datetime()[..16].to_owned(),
    })
}

fn may(role: crate::domain::account::Role, story: &Story, me: AccountId) -> May {
    let own = story.is_of(me);
    let act = |act| workflow::may(role, own, story.status, act).is_ok();
    let to = |to| workflow::may_move(role, own, story.status, to).is_ok();
    let inside = [Status::Idea, Status::Draft, Status::InReview, Status::Ready];
    May {
        edit: act(Act::Edit),
        publish: to(Status::Published),
        correct: act(Act::Correct),
        delete: act(Act::Delete),
        moves: inside.into_iter().filter(|status| to(*status)).collect(),
    }
}

/// What is written of a story.
pub fn content_of(story: Story) -> Content {
    Content {
        headline: story.headline,
        standfirst: story.standfirst,
        slug: story.slug_fixed.then_some(story.slug),
        category: story.category_slug,
        tags: story.tags.into_iter().map(|tag| tag.name).collect(),
        bylines: story.bylines.into_iter().map(|(id, _)| id).collect(),
        dateline: story.dateline,
        language: story.language,
        banner: story.banner,
        seo_title: story.seo_title,
        seo_description: story.seo_description,
        document: story.document,
    }
}

/// The fields of it.
pub(super) fn typed(content: Content) -> Typed {
    Typed {
        headline: content.headline,
        standfirst: content.standfirst,
        slug: content.slug.unwrap_or_default(),
        category: content.category,
        tags: content.tags,
        bylines: content.bylines,
        dateline: content.dateline,
        language: content.language,
        banner: content.banner,
        seo_title: content.seo_title,
        seo_description: content.seo_description,
    }
}

fn json(document: &crate::domain::document::Document) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
