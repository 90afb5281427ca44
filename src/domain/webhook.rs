//! What other systems are told of, and how their pages show it.

use super::moderation::When;

/// Something that happened in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    ArticlePublished,
    /// A public story was changed.
    ArticleUpdated,
    /// A public story was withdrawn or deleted.
    ArticleUnpublished,
    /// A comment came into view.
    CommentCreated,
}

impl Event {
    /// Every event.
    pub const ALL: [Event; 4] = [
        Event::ArticlePublished,
        Event::ArticleUpdated,
        Event::ArticleUnpublished,
        Event::CommentCreated,
    ];

    /// The word that is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::ArticlePublished => "article.published",
            Event::ArticleUpdated => "article.updated",
            Event::ArticleUnpublished => "article.unpublished",
            Event::CommentCreated => "comment.created",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Event> {
        Event::ALL.into_iter().find(|event| event.as_str() == word)
    }
}

/// Whether a webhook is told anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    #[default]
    Active,
    /// Somebody paused it.
    Paused,
    /// The server did, because it had failed for days or said that it is gone.
    Stopped,
}

impl Standing {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Paused => "paused",
            Standing::Stopped => "stopped",
        }
    }

    /// Reads that word; what is not known is told nothing.
    pub fn from_word(word: &str) -> Standing {
        match word {
            "active" => Standing::Active,
            "stopped" => Standing::Stopped,
            _ => Standing::Paused,
        }
    }
}

/// What a message is sent as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    #[default]
    Webhook,
    /// To the hub of the feeds (WebSub).
    WebSub,
    /// To search engines.
    IndexNow,
}

impl Kind {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Webhook => "webhook",
            Kind::WebSub => "websub",
            Kind::IndexNow => "indexnow",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Kind> {
        let all = [Kind::Webhook, Kind::WebSub, Kind::IndexNow];
        all.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// It is tried, or tried again.
    #[default]
    Waiting,
    Sent,
    /// It is tried no more.
    Failed,
    /// There was nothing left to tell: what it was about is not public any more.
    Dropped,
}

impl Progress {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Progress::Waiting => "waiting",
            Progress::Sent => "sent",
            Progress::Failed => "failed",
            Progress::Dropped => "dropped",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Progress {
        match word {
            "waiting" => Progress::Waiting,
            "sent" => Progress::Sent,
            "dropped" => Progress::Dropped,
            _ => Progress::Failed,
        }
    }
}

/// What is wrong with a webhook that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NameEmpty,
    NameTooLong,
    /// No address of a page on the web, or one with a password in it.
    Address,
    /// An address of this machine or of a private network.
    AddressPrivate,
    /// There is no such server.
    AddressUnknown,
    /// It asks for nothing.
    NoEvents,
    /// There are as many as there may be.
    TooMany,
}

/// A webhook on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: i64,
    pub name: String,
    pub url: String,
    pub events: Vec<Event>,
    pub standing: Standing,
    /// Since when nothing has arrived there.
    pub failing: Option<When>,
}

/// A message on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: i64,
    pub kind: Kind,
    /// The webhook's name; empty for others.
    pub name: String,
    /// What it tells: the word of an event, or `test`, or the address that a ping is about.
    pub what: String,
    pub when: When,
    pub progress: Progress,
    pub tries: i64,
    /// When it is tried again.
    pub next: Option<When>,
    /// Status of the last answer.
    pub status: Option<i64>,
    /// How long the last answer took.
    pub millis: i64,
    /// How the last answer began, or why there was none.
    pub answer: String,
}
