//! A page as the server has drawn it. The browser places the finished HTML and brings to life
//! only what reacts, so it carries neither the code nor the data of everything else.

use super::site::Language;
use serde::{Deserialize, Serialize};

/// HTML made by our own components. Empty in the data that a page carries: its document holds it.
pub type Html = String;

/// Everything at one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    pub chrome: Chrome,
    pub head: Head,
    /// Class of `main`.
    pub class: String,
    pub main: Main,
}

/// What stands around every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chrome {
    pub language: Language,
    /// The date, or a story's time.
    pub date: Html,
    pub wordmark: Html,
    /// The tagline, and the way to one's account.
    pub side: Html,
    pub sections: Html,
    pub footer: Html,
}

/// What stands in the document's head.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// With the site's name.
    pub title: String,
    pub description: String,
    /// Absolute address; `None` for pages that have none (not found).
    pub canonical: Option<String>,
}

/// What stands inside `main`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Main {
    /// A page that only links.
    Plain(Html),
    Story(Box<Story>),
    /// One comment with what it answers and what answers it.
    Talk(Box<Talk>),
    /// The story lives at this path now.
    Moved(String),
}

/// A story with what the reader can do beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// BCP 47, where it is not the site's language.
    pub language: Option<String>,
    pub headline: String,
    pub head: Html,
    pub banner: Option<Html>,
    pub text: Html,
    pub foot: Html,
    pub latest: Option<Html>,
    /// `None` where the story takes no comments at all.
    pub discussion: Option<Discussion>,
    /// Other news, below the story.
    pub others: Option<Html>,
}

/// Part of a thread, on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub head: Html,
    pub discussion: Discussion,
}

/// A thread: as it is drawn, and what its living form needs besides, as JSON of a
/// `domain::comment::Thread` without the HTML of its comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussion {
    pub html: Html,
    pub data: String,
}

impl Printed {
    /// Without the HTML, for the page's own data.
    pub fn without_html(mut self) -> Printed {
        let Chrome {
            language: _,
            date,
            wordmark,
            side,
            sections,
            footer,
        } = &mut self.chrome;
        let mut parts = vec![date, wordmark, side, sections, footer];
        match &mut self.main {
            Main::Plain(html) => parts.push(html),
            Main::Story(story) => {
                let Story {
                    language: _,
                    headline: _,
                    head,
                    banner,
                    text,
                    foot,
                    latest,
                    discussion,
                    others,
                } = &mut **story;
                parts.extend([head, text, foot]);
                parts.extend([banner, latest, others].into_iter().flatten());
                parts.extend(discussion.as_mut().map(|d| &mut d.html));
            }
            Main::Talk(page) => {
                let Talk { head, discussion } = &mut **page;
                parts.extend([head, &mut discussion.html]);
            }
            Main::Moved(_) => {}
        }
        parts.into_iter().for_each(String::clear);
        self
    }
}
