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
    pub tagline: String,
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
    /// Other news, below the story.
    pub others: Option<Html>,
}

impl Printed {
    /// Without the HTML, for the page's own data.
    pub fn without_html(mut self) -> Printed {
        let Chrome {
            language: _,
            date,
            wordmark,
            tagline: _,
            sections,
            footer,
        } = &mut self.chrome;
        let mut parts = vec![date, wordmark, sections, footer];
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
                    others,
                } = &mut **story;
                parts.extend([head, text, foot]);
                parts.extend([banner, latest, others].into_iter().flatten());
            }
            Main::Moved(_) => {}
        }
        parts.into_iter().for_each(String::clear);
        self
    }
}
