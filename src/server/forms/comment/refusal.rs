//! The page again, after something was refused: with what was typed, and the reason in words.

use super::look::Look;
use crate::{
    api::told::{retry_after, told},
    pages::{
        account::form::Trouble,
        comment::{Act, Task},
    },
    service::{accounts::AccountError, commenting::CommentError},
    text,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

impl Look<'_> {
    /// The form again, with what was typed.
    pub(super) async fn again(self, task: Task, status: StatusCode) -> Response {
        // One's own text is in the field; nobody has to see it twice.
        let about = match task.act {
            Act::Edit => None,
            Act::Post
            | Act::Delete
            | Act::Like
            | Act::Unlike
            | Act::Report
            | Act::Mute
            | Act::Unmute
            | Act::Follow
            | Act::Unfollow => self.about(task).await.ok().flatten(),
        };
        self.drawn(Some(task), about, status).await
    }

    /// The page after a report without a reason.
    pub(super) async fn without_reason(mut self, task: Task) -> Response {
        let place = self.pages.place().await;
        let words = text::words(place.site.language);
        self.trouble = Some(words.report_needs_reason.to_owned());
        self.again(task, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    /// The page after a refusal.
    pub(super) async fn refused(mut self, task: Task, error: &CommentError) -> Response {
        let status = self.tell(error).await;
        let wait = retry_after(error);
        let mut response = match (error, task.act) {
            // What is not there cannot be liked, but a text is never thrown away.
            (CommentError::NotFound, Act::Post | Act::Edit) => self.again(task, status).await,
            (CommentError::NotFound, _) => self.drawn(None, None, status).await,
            (CommentError::ParentGone, _) => {
                // The text may stand on its own.
                let alone = Task { id: None, ..task };
                self.drawn(Some(alone), None, status).await
            }
            (
                CommentError::Gone
                | CommentError::Empty
                | CommentError::TooLong { .. }
                | CommentError::Closed
                | CommentError::NameNeeded
                | CommentError::SignInNeeded
                | CommentError::TooFast { .. }
                | CommentError::NotYours
                | CommentError::TooLate
                | CommentError::Banned { .. }
                | CommentError::BadKey
                | CommentError::Conflict { .. }
                | CommentError::Edited
                | CommentError::NotPinnable
                | CommentError::Protected
                | CommentError::Service(_),
                _,
            ) => self.again(task, status).await,
        };
        if let Some(wait) = wait {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }

    /// The page for something that cannot be begun.
    pub(super) async fn without_task(mut self, error: &CommentError) -> Response {
        let status = self.tell(error).await;
        self.drawn(None, None, status).await
    }

    /// The page after signing in was refused.
    pub(super) async fn not_entered(mut self, task: Task, error: AccountError) -> Response {
        let mut wait = None;
        let status = match error {
            AccountError::Fields(_)
            | AccountError::Credentials
            | AccountError::BadLink
            | AccountError::NotFound
            | AccountError::NotAllowed
            | AccountError::NotAccepted
            | AccountError::Yourself
            | AccountError::LastAdministrator => {
                self.sign_in_trouble = Some(Trouble::Credentials);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            AccountError::TooOften(time) => {
                let seconds = time.as_secs() + 1;
                wait = Some(HeaderValue::from(seconds));
                self.sign_in_trouble = Some(Trouble::TooOften(seconds.div_ceil(60)));
                StatusCode::TOO_MANY_REQUESTS
            }
            AccountError::Service(error) => {
                let error = CommentError::Service(error);
                return self.refused(task, &error).await;
            }
        };
        let mut response = self.again(task, status).await;
        if let Some(wait) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, wait);
        }
        response
    }

    async fn tell(&mut self, error: &CommentError) -> StatusCode {
        let place = self.pages.place().await;
        let words = text::words(place.site.language);
        let (status, text, _) = told(error, words, &place.zone);
        self.trouble = Some(text);
        status
    }
}
