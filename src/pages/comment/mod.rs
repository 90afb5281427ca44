//! `/articles/{slug}/comment`: writing, and everything else a reader does in a thread, by links
//! and forms alone.

mod fields;
mod parts;

use crate::{
    components::sheet::Sheet,
    domain::{account::Viewer, comment::Comment, id::CommentId},
    pages::account::form::Trouble,
    text::Words,
};
use leptos::prelude::*;

/// What a form does. Its word is the value of the field `act`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Post,
    Edit,
    Delete,
    Like,
    Unlike,
    Report,
    Mute,
    Unmute,
    Follow,
    Unfollow,
}

impl Act {
    const ALL: [Act; 10] = [
        Act::Post,
        Act::Edit,
        Act::Delete,
        Act::Like,
        Act::Unlike,
        Act::Report,
        Act::Mute,
        Act::Unmute,
        Act::Follow,
        Act::Unfollow,
    ];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Act::Post => "post",
            Act::Edit => "edit",
            Act::Delete => "delete",
            Act::Like => "like",
            Act::Unlike => "unlike",
            Act::Report => "report",
            Act::Mute => "mute",
            Act::Unmute => "unmute",
            Act::Follow => "follow",
            Act::Unfollow => "unfollow",
        }
    }

    /// Reads that word; without one it is a comment.
    pub fn from_word(word: &str) -> Option<Act> {
        if word.is_empty() {
            return Some(Act::Post);
        }
        Act::ALL.into_iter().find(|act| act.as_str() == word)
    }

    fn title(self, reply: bool, words: &Words) -> &'static str {
        match self {
            Act::Post if reply => words.write_reply_title,
            Act::Post => words.write_title,
            Act::Edit => words.write_edit_title,
            Act::Delete => words.write_delete_title,
            Act::Like | Act::Unlike => words.write_like_title,
            Act::Report => words.write_report_title,
            Act::Mute | Act::Unmute => words.write_mute_title,
            Act::Follow | Act::Unfollow => words.write_follow_title,
        }
    }
}

/// The word for showing a text before it is sent.
pub const PREVIEW: &str = "preview";

/// What was just done, in addresses the value of `notice`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    Held,
    Deleted,
    Reported,
    Muted,
    Unmuted,
    Following,
    Unfollowed,
}

impl Notice {
    const ALL: [Notice; 7] = [
        Notice::Held,
        Notice::Deleted,
        Notice::Reported,
        Notice::Muted,
        Notice::Unmuted,
        Notice::Following,
        Notice::Unfollowed,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Notice::Held => "held",
            Notice::Deleted => "deleted",
            Notice::Reported => "reported",
            Notice::Muted => "muted",
            Notice::Unmuted => "unmuted",
            Notice::Following => "following",
            Notice::Unfollowed => "unfollowed",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Notice> {
        Notice::ALL
            .into_iter()
            .find(|notice| notice.as_str() == word)
    }

    fn text(self, words: &Words) -> &'static str {
        match self {
            Notice::Held => words.notice_held,
            Notice::Deleted => words.notice_deleted,
            Notice::Reported => words.notice_reported,
            Notice::Muted => words.notice_muted,
            Notice::Unmuted => words.notice_unmuted,
            Notice::Following => words.notice_following,
            Notice::Unfollowed => words.notice_unfollowed,
        }
    }
}

/// Why a comment is reported: the word that moderators get.
pub const REASONS: [&str; 5] = ["spam", "abuse", "off_topic", "false", "other"];

/// What that word means.
pub fn reason(word: &str, words: &Words) -> Option<&'static str> {
    match word {
        "spam" => Some(words.report_spam),
        "abuse" => Some(words.report_abuse),
        "off_topic" => Some(words.report_off_topic),
        "false" => Some(words.report_false),
        "other" => Some(words.report_other),
        _ => None,
    }
}

/// The form of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    pub act: Act,
    /// The comment that is answered, changed, liked and so on.
    pub id: Option<CommentId>,
}

/// What was typed before, without passwords.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub body: String,
    pub name: String,
    pub reason: String,
    pub note: String,
    pub email: String,
    /// Made once for one comment.
    pub key: String,
}

/// Everything the page shows.
#[derive(Debug, Clone)]
pub struct View {
    pub slug: String,
    pub headline: String,
    /// Whether the story takes comments.
    pub open: bool,
    /// Whether its comments are shown at all.
    pub shown: bool,
    /// Whether anyone with a name may write.
    pub guests: bool,
    pub viewer: Option<Viewer>,
    /// Whether the reader follows the story, where somebody is signed in.
    pub following: Option<bool>,
    /// Own comments that nobody else sees.
    pub hidden: Vec<Comment>,
    /// `None` where nothing can be done.
    pub task: Option<Task>,
    /// The comment the task is about.
    pub about: Option<Comment>,
    pub typed: Typed,
    pub notice: Option<Notice>,
    /// Why something was refused.
    pub trouble: Option<String>,
    /// Why signing in was refused.
    pub sign_in_trouble: Option<Trouble>,
    /// The text as it would be shown.
    pub preview: Option<String>,
    /// Whether the form was sent before: what was typed must not be lost on the way to an account.
    pub sent: bool,
    /// Path and query that lead here again.
    pub here: String,
}

impl View {
    /// Whether the task is nothing for somebody who has not signed in.
    fn needs_sign_in(&self) -> bool {
        let alone = match self.task.map(|task| task.act) {
            Some(Act::Post) => self.guests,
            Some(Act::Report) | None => true,
            Some(
                Act::Edit
                | Act::Delete
                | Act::Like
                | Act::Unlike
                | Act::Mute
                | Act::Unmute
                | Act::Follow
                | Act::Unfollow,
            ) => false,
        };
        self.viewer.is_none() && !alone
    }

    fn is_reply(&self) -> bool {
        self.task.is_some_and(|task| task.id.is_some())
    }
}

/// The page.
pub fn sheet(view: &View, words: &'static Words) -> Sheet {
    let title = match view.task {
        Some(task) => task.act.title(view.is_reply(), words),
        None => words.write_title,
    };
    let main = view! {
        <p class="label"><a href=format!("/articles/{}#comments", view.slug)>{words.write_back}</a></p>
        <h1>{title}</h1>
        <p class="account__intro">{view.headline.clone()}</p>
        {parts::notices(view, words)}
        {parts::quoted(view, words)}
        {parts::preview(view, words)}
        {fields::form(view, words)}
        {parts::who(view, words)}
        {parts::following(view, words)}
        {parts::hidden(view, words)}
    };
    Sheet {
        title: format!("{title} - {}", view.headline),
        description: String::new(),
        canonical: None,
        when: None,
        category: None,
        class: "account writing wrap",
        main: main.into_any().into(),
    }
}
