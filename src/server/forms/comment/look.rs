//! The page as one reader sees it.

use crate::{
    domain::{
        comment::{Comment, LONGEST},
        id::CommentId,
    },
    pages::{
        account::form::Trouble,
        comment::{self, Act, Notice, Task, Typed, View},
    },
    server::{pages::Pages, private, session},
    service::{
        commenting::{
            self, ArticleRef, CommentError,
            desk::{self, Desk},
        },
        rights::Reader,
    },
};
use axum::{http::StatusCode, response::Response};

/// What is known before the page is drawn.
pub(super) struct Look<'a> {
    pub(super) pages: &'a Pages,
    pub(super) desk: Desk,
    pub(super) reader: Option<Reader>,
    pub(super) typed: Typed,
    pub(super) notice: Option<Notice>,
    pub(super) preview: Option<String>,
    /// Whether a form was sent.
    pub(super) sent: bool,
    pub(super) trouble: Option<String>,
    pub(super) sign_in_trouble: Option<Trouble>,
    /// Path and query that lead here again.
    here: String,
}

impl<'a> Look<'a> {
    pub(super) fn new(
        pages: &'a Pages,
        desk: Desk,
        reader: Option<Reader>,
        here: String,
    ) -> Look<'a> {
        Look {
            pages,
            desk,
            reader,
            typed: Typed::default(),
            notice: None,
            preview: None,
            sent: false,
            trouble: None,
            sign_in_trouble: None,
            here,
        }
    }

    /// The page for a task that nothing was sent for yet.
    pub(super) async fn begin(mut self, task: Task) -> Response {
        match self.prepared(task).await {
            Ok((task, about)) => self.drawn(Some(task), about, StatusCode::OK).await,
            Err(error) => self.without_task(&error).await,
        }
    }

    /// A task as it stands for this reader, with the comment it is about.
    async fn prepared(&mut self, task: Task) -> Result<(Task, Option<Comment>), CommentError> {
        let (services, desk) = (&self.pages.services, &self.desk);
        let id = task.id.unwrap_or(CommentId(0));
        let turned = |on: bool, to: Act| Task {
            act: if on { to } else { task.act },
            ..task
        };
        Ok(match (task.act, &self.reader) {
            (Act::Edit, Some(reader)) => {
                let own = commenting::source(services, reader, id).await?;
                if own.article != desk.article {
                    return Err(CommentError::NotFound);
                }
                self.typed.body = own.body;
                (task, None)
            }
            (Act::Delete, Some(reader)) => {
                let own = desk::removable(services, reader, desk, id).await?;
                (task, Some(own))
            }
            (Act::Like, Some(reader)) => {
                let on = desk::likes(services, reader, id).await?;
                (turned(on, Act::Unlike), self.about(task).await?)
            }
            (Act::Mute, Some(reader)) => {
                let on = desk::mutes(services, reader, id).await?;
                (turned(on, Act::Unmute), self.about(task).await?)
            }
            (Act::Follow, Some(reader)) => {
                let story = ArticleRef::Id(desk.article);
                let on = commenting::follows(services, reader, &story).await?;
                (turned(on, Act::Unfollow), None)
            }
            (
                Act::Edit
                | Act::Delete
                | Act::Like
                | Act::Mute
                | Act::Follow
                | Act::Unlike
                | Act::Unmute
                | Act::Unfollow
                | Act::Report
                | Act::Post,
                _,
            ) => (task, self.about(task).await?),
        })
    }

    /// The comment a task is about, if everyone may see it.
    pub(super) async fn about(&self, task: Task) -> Result<Option<Comment>, CommentError> {
        match task.id {
            Some(id) => desk::seen(&self.pages.services, &self.desk, id)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// The page as everything known so far makes it.
    pub(super) async fn drawn(
        self,
        task: Option<Task>,
        about: Option<Comment>,
        status: StatusCode,
    ) -> Response {
        let services = &self.pages.services;
        let story = ArticleRef::Id(self.desk.article);
        let (mut following, mut hidden) = (None, Vec::new());
        if let Some(reader) = &self.reader {
            let own = async {
                let follows = commenting::follows(services, reader, &story).await?;
                let held = commenting::own_held(services, reader, &story).await?;
                Ok::<_, CommentError>((follows, held))
            };
            match own.await {
                Ok((follows, held)) => (following, hidden) = (Some(follows), held),
                // After a fault the page still brings the text back.
                Err(CommentError::Service(error)) if !self.sent => {
                    return session::fault(self.pages, error).await;
                }
                Err(_) => {}
            }
        }
        let mut typed = self.typed;
        // Longer than anything that can be sent: not even a page brings it back whole.
        if typed.body.chars().count() > 4 * LONGEST {
            typed.body = typed.body.chars().take(4 * LONGEST).collect();
        }
        let view = View {
            slug: self.desk.slug,
            headline: self.desk.headline,
            open: self.desk.open,
            shown: self.desk.shown,
            guests: self.desk.guests,
            viewer: self.reader.as_ref().map(|reader| reader.viewer().clone()),
            following,
            hidden,
            task,
            about,
            typed,
            notice: self.notice,
            trouble: self.trouble,
            sign_in_trouble: self.sign_in_trouble,
            preview: self.preview,
            sent: self.sent,
            here: self.here,
        };
        let draw = move |_: &_, words| comment::sheet(&view, words);
        private::page(self.pages, status, draw).await
    }
}
