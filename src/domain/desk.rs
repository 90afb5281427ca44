//! What the story editor and the server tell each other.

use super::{
    article::Status,
    category::Named,
    comment::Policy,
    id::{AccountId, ArticleId, MediaId},
    media::Picture,
    moderation::{Staff, When},
    readership::Reads,
    translation::Member,
};
use serde::{Deserialize, Serialize};

/// Everything that is written of a story but its text, as fields hold it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub headline: String,
    pub standfirst: String,
    /// Empty while it follows the headline.
    pub slug: String,
    /// Slug of the category.
    pub category: String,
    pub tags: Vec<String>,
    pub bylines: Vec<AccountId>,
    pub dateline: String,
    pub language: String,
    pub banner: Option<MediaId>,
    pub seo_title: String,
    pub seo_description: String,
}

/// Somebody who may sign a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: AccountId,
    pub name: String,
}

/// The working copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingCopy {
    pub version: i64,
    /// The story's version that it began from.
    pub base: i64,
    pub typed: Typed,
    /// JSON.
    pub document: String,
    /// Who saved it last.
    pub by: String,
    pub at: When,
}

/// What whoever looks may do with the story as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
pub struct May {
    pub edit: bool,
    pub publish: bool,
    pub correct: bool,
    pub delete: bool,
    /// States inside the newsroom to which it may be handed on.
    pub moves: Vec<Status>,
}

/// A story as the editor opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub staff: Staff,
    pub id: ArticleId,
    pub status: Status,
    pub version: i64,
    /// The address that the story has now.
    pub slug: String,
    pub typed: Typed,
    /// JSON.
    pub document: String,
    pub copy: Option<WorkingCopy>,
    pub may: May,
    pub policy: Policy,
    pub published: Option<When>,
    /// How often it was read, where it was public.
    pub reads: Option<Reads>,
    /// When it will be public, while it is scheduled.
    pub due: Option<When>,
    pub planned: Option<When>,
    pub withdrawn: Option<String>,
    pub categories: Vec<Named>,
    /// Who may sign, and work on it.
    pub writers: Vec<Person>,
    /// Who is to work on it.
    pub assigned: Vec<AccountId>,
    /// The same story in other languages.
    pub translations: Vec<Member>,
    /// Notes that are not done.
    pub open_notes: usize,
    /// The banner of the story and of the copy.
    pub pictures: Vec<(MediaId, Picture)>,
    /// Path of the picture under which a public story without a banner is shared.
    #[serde(default)]
    pub shared: Option<String>,
    pub base_url: String,
    /// IANA name, for the times that are asked for.
    pub zone: String,
    /// `2024-11-20T12:07` in that zone.
    pub now: String,
}

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shot {
    pub id: MediaId,
    pub picture: Picture,
    /// In how many stories it is.
    pub uses: i64,
    /// Name of the file it came in.
    pub name: String,
    /// What the file says of itself.
    pub creator: String,
    pub copyright: String,
    /// Whether whoever looks may change it.
    pub changeable: bool,
}

/// A page of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    pub staff: Staff,
    /// Empty for everything, `mine` or `unused`.
    pub list: String,
    pub words: String,
    /// Whether this is the first page.
    pub first: bool,
    pub shots: Vec<Shot>,
    pub next: Option<String>,
}

/// What is said of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    pub alt: String,
    pub caption: String,
    pub credit: String,
    /// Percent from the left and the top.
    pub focal: (u8, u8),
}

/// A story or a standing page that uses a picture; nothing is told of what is not one's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub story: Option<ArticleId>,
    /// Slug of the page.
    #[serde(default)]
    pub page: Option<String>,
    pub headline: String,
}

/// What came of a change in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    Shot(Box<Shot>),
    Deleted,
    Refused(String),
}

/// Something that cannot be taken, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// JSON Pointer: `/headline`.
    pub at: String,
    pub text: String,
}

/// Which text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    Revision(i64),
    /// The story as it is stored.
    Story,
    Copy,
}

/// A line in the history of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    pub n: i64,
    pub when: When,
    /// Empty where the server acted by itself.
    pub by: String,
    pub headline: String,
    /// `saved`, `published`, `restored` or `corrected`.
    pub kind: String,
}

/// How a block differs between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    Same,
    Added,
    Removed,
    Changed,
}

/// A block of two texts beside each other, as HTML with `<del>` and `<ins>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub difference: Difference,
    pub left: String,
    pub right: String,
}

/// Who changed a piece of a story since two began from the same text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changed {
    Nobody,
    Mine,
    Theirs,
    /// Both, and differently: somebody has to choose.
    Both,
}

/// A piece of a story in three states: a field, or a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Name of the field; empty for a block.
    pub field: String,
    pub changed: Changed,
    /// As HTML; empty where it is not there.
    pub base: String,
    pub mine: String,
    pub theirs: String,
    /// JSON of the value; empty where it is not there.
    pub my_value: String,
    pub their_value: String,
}

/// Two texts to be made one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merging {
    /// The copy of theirs, 0 where it is the story itself.
    pub seen: i64,
    /// The story's version.
    pub base: i64,
    pub by: String,
    pub at: When,
    pub theirs: Typed,
    pub pieces: Vec<Piece>,
}

/// Somebody who has the story open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    pub id: AccountId,
    pub name: String,
    /// Where they write: which block it is, counted from 1.
    pub block: Option<usize>,
}

/// What is new while the story is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The others.
    pub present: Vec<Present>,
    pub version: i64,
    /// The version of the working copy, 0 where there is none.
    pub copy: i64,
}

/// What is wanted of a story.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Wish {
    /// Keep what is typed. `seen`: the copy it was typed over, 0 for none; `base`: the story's
    /// version it began from.
    Save {
        seen: i64,
        base: i64,
        typed: Box<Typed>,
        document: String,
    },
    /// Make the copy the story.
    Apply {
        seen: i64,
    },
    /// Drop the copy.
    Discard {
        seen: i64,
    },
    /// Make public, now or at a time of the site's zone (`2024-11-20T12:07`).
    Publish {
        version: i64,
        /// 0: the story as it is stored.
        copy: i64,
        at: String,
    },
    HandOn {
        version: i64,
        to: Status,
    },
    /// Into another category, by its slug.
    Move {
        version: i64,
        category: String,
    },
    Unpublish {
        version: i64,
        reason: String,
    },
    Delete {
        version: i64,
    },
    /// Plan it for a time of the site's zone, or for none.
    Plan {
        version: i64,
        at: String,
    },
    Comments {
        policy: Policy,
    },
    Correct {
        version: i64,
        block: String,
        before: String,
        after: String,
        reason: String,
    },
    History {
        before: i64,
    },
    Compare {
        left: Side,
        right: Side,
    },
    /// Make the story say again what it said then. What is typed now stays in its history.
    Restore {
        version: i64,
        copy: i64,
        n: i64,
    },
    /// What is typed here beside what somebody else saved meanwhile.
    Merge {
        /// JSON of what both began from, and of what is typed.
        base_typed: Box<Typed>,
        base_document: String,
        typed: Box<Typed>,
        document: String,
    },
    /// An address that shows the story as it is now to whoever has it.
    Preview,
    /// I am here.
    Here {
        tab: String,
        block: usize,
    },
    Leave {
        tab: String,
    },
    /// Stories of this headline, to link to; or those in another language, as translations.
    Find {
        words: String,
        #[serde(default)]
        translation: bool,
    },
    /// Give it to these people to work on, and to nobody else.
    Assign {
        people: Vec<AccountId>,
    },
    /// Give it to somebody besides those who have it.
    Give {
        to: AccountId,
    },
    Notes(Noting),
    Translations(Translating),
}

/// What is wanted of the translations of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Translating {
    /// Link it with another story, named by its slug.
    Link {
        story: String,
    },
    Unlink {
        story: ArticleId,
    },
    /// Begin one in this language (BCP 47); answered with its address.
    Begin {
        language: String,
    },
}

/// What is wanted of the notes on a story; each is answered with all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Noting {
    Read,
    Write {
        /// Id of the block that it is about; empty for the whole story.
        block: String,
        /// How that block begins.
        excerpt: String,
        body: String,
    },
    SetDone {
        note: i64,
        done: bool,
    },
    Delete {
        note: i64,
    },
}

/// A note on a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub id: i64,
    pub block: String,
    pub excerpt: String,
    pub by: String,
    pub mine: bool,
    pub body: String,
    pub when: When,
    pub done: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Done,
    Saved {
        version: i64,
        at: When,
    },
    /// The story as it is now.
    Story(Box<Opened>),
    /// Somebody else was faster. Nothing was written.
    Stale,
    /// Nothing was written.
    Refused(Vec<Objection>),
    Past(Vec<Past>),
    Pairs(Vec<Pair>),
    Merging(Box<Merging>),
    /// A path.
    Address(String),
    News(News),
    Found(Vec<Named>),
    /// Newest first.
    Notes(Vec<Note>),
}
