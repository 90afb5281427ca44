//! What browsers are told of what they follow.

/// Something that happened to a story and is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It became public for the first time: told to whoever follows its category.
    Published,
    /// A correction of it was published: told to whoever follows the story. Other changes of a
    /// public story are not told: nothing says which of them are more than a letter put right.
    Corrected,
}

impl Event {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::Published => "published",
            Event::Corrected => "corrected",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Event> {
        [Event::Published, Event::Corrected]
            .into_iter()
            .find(|event| event.as_str() == word)
    }

    /// For how many seconds it is worth telling: news are old after a day, while whoever was away
    /// for some days still wants to know that what they read was wrong.
    pub const fn lasts(self) -> i64 {
        match self {
            Event::Published => 86_400,
            Event::Corrected => 3 * 86_400,
        }
    }
}
