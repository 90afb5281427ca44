//! What a reader does in a thread. Two functions for all of it: what is generic over arguments and
//! answers is compiled once, which keeps the browser's part small.

use crate::{
    domain::{
        account::Viewer,
        comment::Comment,
        id::{ArticleId, CommentId},
    },
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use serde::{Deserialize, Serialize};

/// What only the reader who looks at a thread may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mine {
    /// Whoever is signed in.
    pub viewer: Option<Viewer>,
    /// Comments of this story that the reader likes.
    pub likes: Vec<CommentId>,
    /// Own comments of this story.
    pub own: Vec<CommentId>,
    /// Those of them that nobody else sees yet.
    pub held: Vec<Comment>,
    /// Comments of this story by those the reader has muted.
    pub muted: Vec<CommentId>,
    /// Whether answers to the story are told to the reader.
    pub following: bool,
    /// Notices that the reader has not seen yet.
    #[serde(default)]
    pub unread: usize,
}

/// What the reader wants.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Wish {
    Post {
        parent: Option<CommentId>,
        /// Made by whoever composes, so that a retry never doubles.
        key: String,
        body: String,
        name: String,
        /// Filled by machines alone.
        trap: String,
        /// Milliseconds since the first letter.
        composing: u32,
    },
    Edit {
        id: CommentId,
        body: String,
    },
    /// The text as it was typed, of an own comment.
    Source {
        id: CommentId,
    },
    Delete {
        id: CommentId,
    },
    Like {
        id: CommentId,
        on: bool,
    },
    Preview {
        body: String,
    },
    Follow {
        on: bool,
    },
    SignIn {
        email: String,
        password: String,
    },
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Done {
    Comment(Box<Comment>),
    Html(String),
    Nothing,
    /// In words for the reader, whose text is kept.
    Refused {
        text: String,
        /// Whether signing in is what is missing.
        sign_in: bool,
    },
}

/// What the caller alone may know of a story's thread.
#[server(endpoint = "comments/own", input = GetUrl)]
pub async fn own(article: ArticleId) -> Result<Mine, AppError> {
    use crate::{
        context,
        service::{
            commenting::{self, ArticleRef, CommentError},
            notifying,
        },
    };

    let services = context::services()?;
    let Some(reader) = context::caller().and_then(|caller| caller.reader) else {
        return Ok(Mine::default());
    };
    let story = ArticleRef::Id(article);
    let gather = async {
        Ok(Mine {
            viewer: Some(reader.viewer().clone()),
            likes: commenting::likes_in(&services, &reader, &story).await?,
            own: commenting::own_in(&services, &reader, &story).await?,
            held: commenting::own_held(&services, &reader, &story).await?,
            muted: commenting::muted_in(&services, &reader, &story).await?,
            following: commenting::follows(&services, &reader, &story).await?,
            unread: notifying::unread(&services, &reader).await?.len(),
        })
    };
    match gather.await {
        Ok(mine) => Ok(mine),
        Err(CommentError::Service(fault)) => Err(fault.into()),
        // The story went away in the meantime: nothing on it is anybody's.
        Err(_) => Ok(Mine::default()),
    }
}

/// Does what the caller wants.
#[server(endpoint = "comments/act", input = Json)]
pub async fn act(article: ArticleId, wanted: Wish) -> Result<Done, AppError> {
    use crate::{
        api::told::told,
        context::{self, Caller, Services},
        service::{
            accounts::{self, AccountError},
            comment_text,
            commenting::{self, ArticleRef, CommentError, Poster, Posting},
            rights::Reader,
        },
        text::{self, Words},
    };
    use std::time::Duration;

    async fn sign_in(
        services: &Services,
        caller: &Caller,
        email: &str,
        password: &str,
        words: &'static Words,
    ) -> Result<Done, AppError> {
        let text = match accounts::sign_in(services, email, password, &caller.origin).await {
            Ok(key) => {
                caller.enter(key);
                return Ok(Done::Nothing);
            }
            Err(AccountError::TooOften(wait)) => {
                let minutes = wait.as_secs().div_ceil(60);
                format!("{} {minutes}", words.account_too_often)
            }
            Err(AccountError::Service(fault)) => return Err(fault.into()),
            Err(_) => words.account_wrong_pair.to_owned(),
        };
        Ok(Done::Refused {
            text,
            sign_in: true,
        })
    }

    async fn run(
        services: &Services,
        reader: Option<&Reader>,
        address: String,
        article: ArticleId,
        wanted: Wish,
    ) -> Result<Done, CommentError> {
        let known = || reader.ok_or(CommentError::SignInNeeded);
        let comment = |comment| Done::Comment(Box::new(comment));
        Ok(match wanted {
            Wish::Post {
                parent,
                key,
                body,
                name,
                trap,
                composing,
            } => {
                let poster = match reader {
                    Some(reader) => Poster::Account(reader),
                    None => Poster::Guest { name: &name },
                };
                let posting = Posting {
                    article: ArticleRef::Id(article),
                    parent,
                    body,
                    key: Some(key).filter(|key| !key.is_empty()),
                    address,
                    honeypot: trap,
                    composing: Some(Duration::from_millis(composing.into())),
                };
                comment(commenting::post(services, poster, posting).await?.comment)
            }
            Wish::Edit { id, body } => {
                comment(commenting::edit(services, known()?, id, &body).await?)
            }
            Wish::Source { id } => comment(commenting::source(services, known()?, id).await?),
            Wish::Delete { id } => {
                commenting::delete(services, known()?, id).await?;
                Done::Nothing
            }
            Wish::Like { id, on } => comment(commenting::like(services, known()?, id, on).await?),
            Wish::Follow { on } => {
                let story = ArticleRef::Id(article);
                commenting::follow(services, known()?, &story, on).await?;
                Done::Nothing
            }
            Wish::Preview { body } => Done::Html(comment_text::preview(&body)),
            // Answered before: it is no matter of comments.
            Wish::SignIn { .. } => Done::Nothing,
        })
    }

    let services = context::services()?;
    let place = context::place()?;
    let words = text::words(place.site.language);
    let caller = context::caller().ok_or(AppError::Internal)?;
    if let Wish::SignIn { email, password } = &wanted {
        return sign_in(&services, &caller, email, password, words).await;
    }
    let address = caller.origin.address.clone();
    match run(&services, caller.reader.as_ref(), address, article, wanted).await {
        Ok(done) => Ok(done),
        Err(CommentError::Service(fault)) => Err(fault.into()),
        Err(error) => {
            let (_, text, sign_in) = told(&error, words, &place.zone);
            Ok(Done::Refused { text, sign_in })
        }
    }
}
