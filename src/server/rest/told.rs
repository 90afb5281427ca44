//! What webhooks are told: the shapes in which the API answers.

use super::article_shape;
use crate::{
    context::Services,
    domain::{
        comment::State,
        id::{ArticleId, CommentId},
        webhook::Event,
    },
    service::{courier::Shapes, error::ServiceError, thread, zone::Zone},
    store,
};
use futures::FutureExt;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// The shapes of what events are about, as it is now.
pub fn shapes() -> Shapes {
    Arc::new(|services, zone, event, subject| {
        async move {
            match event {
                Event::ArticlePublished | Event::ArticleUpdated | Event::ArticleUnpublished => {
                    article(&services, &zone, ArticleId(subject)).await
                }
                Event::CommentCreated => comment(&services, &zone, CommentId(subject)).await,
            }
        }
        .boxed()
    })
}

/// A public story as lists have it, without its body.
async fn article(
    services: &Services,
    zone: &Zone,
    id: ArticleId,
) -> Result<Option<Value>, ServiceError> {
    let story = store::story::by_id(&services.store, id).await?;
    let Some(story) = story.filter(|story| story.is_public()) else {
        return Ok(None);
    };
    let shape = article_shape::shape(services, zone, None, (id, &story.slug), false).await;
    let shape = shape.map_err(|_| ServiceError::Busy("a story could not be read"))?;
    shape.map(json).transpose()
}

/// A comment that everyone sees, under a story that everyone sees.
async fn comment(
    services: &Services,
    zone: &Zone,
    id: CommentId,
) -> Result<Option<Value>, ServiceError> {
    let row = store::comment::by_id(&services.store, id).await?;
    let Some(row) = row.filter(|row| row.state == State::Published) else {
        return Ok(None);
    };
    let story = store::thread::story(&services.store, row.article).await?;
    match story.is_some_and(|story| thread::is_public(&story)) {
        true => json(thread::wire(&row, zone)).map(Some),
        false => Ok(None),
    }
}

fn json(shape: impl Serialize) -> Result<Value, ServiceError> {
    serde_json::to_value(shape).map_err(|error| ServiceError::Input(error.to_string()))
}
