//! What every page prints around its content.

use super::{accent::Colour, category::Named, logo::Logo, moment::Moment, way::Way};
use serde::{Deserialize, Serialize};

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Language {
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Indonesian => "id",
            Language::English => "en",
        }
    }

    /// From a BCP 47 tag.
    pub fn from_tag(tag: &str) -> Option<Language> {
        match tag {
            "id" => Some(Language::Indonesian),
            "en" => Some(Language::English),
            _ => None,
        }
    }
}

/// Name, language, navigation and date of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub name: String,
    pub tagline: String,
    pub language: Language,
    /// Absolute address, without a slash at its end.
    pub base_url: String,
    /// IANA name of the site's zone.
    pub zone: String,
    pub today: Moment,
    pub categories: Vec<Named>,
    pub pages: Vec<Named>,
    /// What stands in the header in place of the categories; empty where they do.
    pub navigation: Vec<Way>,
    /// Where else the newsroom is to be found.
    pub social: Vec<Way>,
    /// The line under the name at the foot of every page.
    pub footer: String,
    /// What stands in the place of the name, and on dark screens.
    pub logo: Option<Logo>,
    pub logo_dark: Option<Logo>,
}

/// What an editor may set about the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    pub tagline: String,
    pub language: Language,
    /// IANA name.
    pub zone: String,
    /// The site's colour where it is not the one it comes with.
    pub accent: Option<Colour>,
    pub navigation: Vec<Way>,
    pub social: Vec<Way>,
    pub footer: String,
    pub logo: Option<Logo>,
    pub logo_dark: Option<Logo>,
    pub comments: Comments,
    pub crawlers: Crawlers,
    pub announcing: Announcing,
}

impl Settings {
    /// Most links in the header, and of other places.
    pub const WAYS: usize = 12;
}

/// Who may comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who {
    #[default]
    SignedIn,
    /// Anyone who gives a name.
    Anyone,
}

/// When a comment is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Moderation {
    /// After it is public.
    After,
    /// Before, until a comment of the account was approved.
    #[default]
    FirstHeld,
    /// Always before.
    AllHeld,
}

/// What an editor may tell crawlers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crawlers {
    /// Whether those that collect texts for language models are asked to stay away.
    pub refuse_ai: bool,
    /// Lines that stand in `/robots.txt` besides our own (RFC 9309).
    pub robots: String,
    /// `/ads.txt` (IAB Tech Lab); empty for none.
    pub ads: String,
    /// Whom to tell of a fault in the site's safety: an address that begins with `mailto:`,
    /// `https:` or `tel:`; empty for none (RFC 9116).
    pub security: String,
}

/// Whom the site tells by itself that something is new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announcing {
    /// Address of the hub of the feeds (WebSub); empty for none.
    pub hub: String,
    /// By which search engines know that they are told by the site itself (IndexNow); empty where
    /// they are not told.
    pub key: String,
}

/// What an editor may set about comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comments {
    pub who: Who,
    pub moderation: Moderation,
    /// Days after publication for which a thread is open; 0 is for ever.
    pub days_open: u32,
    /// Words, in lower case, for which a comment is held.
    pub words: Vec<String>,
    /// So many links hold a comment; 0 is never.
    pub links: u32,
}

impl Default for Comments {
    fn default() -> Self {
        Comments {
            who: Who::default(),
            moderation: Moderation::default(),
            days_open: 0,
            words: Vec::new(),
            links: 2,
        }
    }
}

impl Who {
    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Who> {
        match word {
            "signed_in" => Some(Who::SignedIn),
            "anyone" => Some(Who::Anyone),
            _ => None,
        }
    }

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Who::SignedIn => "signed_in",
            Who::Anyone => "anyone",
        }
    }
}

impl Moderation {
    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Moderation> {
        match word {
            "after" => Some(Moderation::After),
            "first_held" => Some(Moderation::FirstHeld),
            "all_held" => Some(Moderation::AllHeld),
            _ => None,
        }
    }

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Moderation::After => "after",
            Moderation::FirstHeld => "first_held",
            Moderation::AllHeld => "all_held",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            name: "Warta".into(),
            tagline: String::new(),
            language: Language::Indonesian,
            zone: "Asia/Jakarta".into(),
            accent: None,
            navigation: Vec::new(),
            social: Vec::new(),
            footer: String::new(),
            logo: None,
            logo_dark: None,
            comments: Comments::default(),
            crawlers: Crawlers::default(),
            announcing: Announcing::default(),
        }
    }
}
