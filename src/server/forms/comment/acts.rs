//! What the forms do.

use super::look::Look;
use crate::{
    domain::{
        comment::{Comment, State},
        id::CommentId,
    },
    pages::comment::{Act, Notice, REASONS, Task},
    server::{forms::fields::Fields, pages::Pages},
    service::{
        accounts::{self, AccountError, Origin},
        comment_text,
        commenting::{self, ArticleRef, CommentError, Poster, Posting, Reporter},
        rights::Reader,
        sessions::{self, Key},
    },
};

/// What came of it.
pub(super) enum Done {
    /// The browser is sent on.
    Onward(String),
    /// The text as it would be shown.
    Preview(String),
}

/// What did not.
pub(super) enum Refused {
    Comment(CommentError),
    /// A report says why.
    Reason,
}

impl From<CommentError> for Refused {
    fn from(error: CommentError) -> Self {
        Refused::Comment(error)
    }
}

/// Signs in with the address and the password in the form.
pub(super) async fn enter(
    pages: &Pages,
    fields: &Fields,
    origin: &Origin,
) -> Result<(Reader, Key), AccountError> {
    let (email, password) = (fields.get("email"), fields.get("password"));
    let key = accounts::sign_in(&pages.services, email, password, origin).await?;
    match sessions::read(&pages.services, key.as_str()).await? {
        Some(reader) => Ok((reader, key)),
        // The account went in the same instant.
        None => Err(AccountError::Credentials),
    }
}

/// Draws the text without keeping it.
pub(super) fn preview(look: &Look<'_>) -> Result<Done, Refused> {
    Ok(Done::Preview(comment_text::preview(&look.typed.body)))
}

/// Does what a form wants.
pub(super) async fn run(
    pages: &Pages,
    look: &Look<'_>,
    task: Task,
    fields: &Fields,
    origin: &Origin,
) -> Result<Done, Refused> {
    let services = &pages.services;
    let known = || look.reader.as_ref().ok_or(CommentError::SignInNeeded);
    let id = || task.id.ok_or(CommentError::NotFound);
    let story = ArticleRef::Id(look.desk.article);
    let here = format!("/articles/{}/comment", look.desk.slug);
    let noticed = |notice: Notice| Done::Onward(format!("{here}?notice={}", notice.as_str()));
    let permalink =
        |id: CommentId| Done::Onward(format!("/articles/{}/comments/{id}", look.desk.slug));
    let placed = |comment: Comment| match comment.state {
        State::Published => permalink(comment.id),
        State::Held | State::Spam | State::Rejected | State::Removed => noticed(Notice::Held),
    };
    Ok(match task.act {
        Act::Post => {
            let poster = match &look.reader {
                Some(reader) => Poster::Account(reader),
                None => Poster::Guest {
                    name: &look.typed.name,
                },
            };
            let posting = Posting {
                article: story,
                parent: task.id,
                body: look.typed.body.clone(),
                key: Some(look.typed.key.clone()),
                address: origin.address.clone(),
                honeypot: fields.get("website").to_owned(),
                composing: None,
            };
            placed(commenting::post(services, poster, posting).await?.comment)
        }
        Act::Edit => {
            let edited = commenting::edit(services, known()?, id()?, &look.typed.body);
            placed(edited.await?)
        }
        Act::Delete => {
            commenting::delete(services, known()?, id()?).await?;
            noticed(Notice::Deleted)
        }
        Act::Like | Act::Unlike => {
            let on = task.act == Act::Like;
            permalink(commenting::like(services, known()?, id()?, on).await?.id)
        }
        Act::Report => {
            if !REASONS.contains(&look.typed.reason.as_str()) {
                return Err(Refused::Reason);
            }
            let reporter = match &look.reader {
                Some(reader) => Reporter::Account(reader),
                None => Reporter::Address(&origin.address),
            };
            let (reason, note) = (&look.typed.reason, &look.typed.note);
            commenting::report(services, reporter, id()?, reason, note).await?;
            noticed(Notice::Reported)
        }
        Act::Mute | Act::Unmute => {
            let on = task.act == Act::Mute;
            commenting::mute(services, known()?, id()?, on).await?;
            noticed(if on { Notice::Muted } else { Notice::Unmuted })
        }
        Act::Follow | Act::Unfollow => {
            let on = task.act == Act::Follow;
            commenting::follow(services, known()?, &story, on).await?;
            noticed(if on {
                Notice::Following
            } else {
                Notice::Unfollowed
            })
        }
    })
}
