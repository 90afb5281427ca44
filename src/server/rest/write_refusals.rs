//! What writing a story refuses, as a problem document.

use super::problem::{Fault, Problem};
use crate::{
    domain::story::{Complaint, Wrong},
    service::writing::WriteError,
};

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NotFound => Problem::not_found("there is no such story"),
            WriteError::Forbidden => {
                Problem::forbidden("your role does not allow this with this story")
            }
            WriteError::WrongState(story) => Problem::conflict(format!(
                "this cannot be done while the story is {}",
                story.status.as_str()
            )),
            WriteError::Stale(story) => Problem::stale(story.version),
            // The API knows no working copies.
            WriteError::CopyStale(_) => Problem::conflict("the working copy has changed"),
            WriteError::Fields(complaints) => {
                Problem::unacceptable(complaints.into_iter().map(fault).collect())
            }
            WriteError::Service(error) => error.into(),
        }
    }
}

pub(super) fn fault(complaint: Complaint) -> Fault {
    let name = complaint.pointer.trim_start_matches('/').replace('/', ".");
    Fault {
        detail: format!("{name}: {}", explained(&complaint.wrong)),
        pointer: complaint.pointer,
    }
}

fn explained(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Empty => "something must stand here".into(),
        Wrong::TooLong(most) => format!("{most} characters are the most"),
        Wrong::TooMany(most) => format!("{most} are the most"),
        Wrong::Unknown => "there is none of this name or id".into(),
        Wrong::NoWriter => "this account writes no stories".into(),
        Wrong::SlugForm => {
            "an address has only a-z, 0-9 and single hyphens between them, at most 120 characters, and not digits alone".into()
        }
        Wrong::SlugTaken => "another story has, or had, this address".into(),
        Wrong::LanguageForm => "a language is written like id, en or zh-Hans".into(),
        Wrong::TooDeep(most) => format!("blocks may stand in blocks {most} levels deep"),
        Wrong::Document(why) => why.clone(),
        Wrong::Past => "this is no time to come".into(),
        Wrong::NoSuchText => "the block does not hold this text".into(),
        Wrong::NoCredit(count) => format!("{count} of the pictures have no credit"),
        Wrong::Same => "this changes nothing".into(),
        Wrong::NotTheirs(name) => format!("{name} cannot open this story"),
        Wrong::SameLanguage => "that story is in the same language as this one".into(),
        Wrong::LanguageTaken(tag) => format!("another translation is in {tag} already"),
    }
}
