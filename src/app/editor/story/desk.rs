//! A story while somebody works on it: what is typed, what the server has of it, and what is told.

use crate::{
    api::writing::act_on_story,
    browser::surface::{Count, Surface},
    domain::{
        desk::{Answer, Objection, Opened, Present, Typed, Wish},
        id::ArticleId,
    },
    error::AppError,
    text::StoryWords,
};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// How far what is typed has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// The server has it; the text says since when, and is empty where nothing was typed yet.
    Kept(String),
    Waiting,
    Sending,
    /// The browser is offline.
    Offline,
    /// The server did not take it; it is tried again.
    Failing,
}

/// What stands over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    Nothing,
    Publish,
    Schedule,
    Unpublish,
    Correct,
    Preview(String),
    Merge,
    SignIn,
    Compare(i64),
    FindStory,
    FindTranslation,
}

/// What two began from, when somebody has to merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ancestor {
    pub typed: Typed,
    pub document: String,
}

/// Everything about one story that is open. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    pub id: ArticleId,
    pub words: &'static StoryWords,
    /// As the server told it last.
    pub story: RwSignal<Opened>,
    /// The fields as they are.
    pub typed: RwSignal<Typed>,
    pub saving: RwSignal<Saving>,
    pub over: RwSignal<Over>,
    /// Read out, and shown for a while.
    pub told: RwSignal<String>,
    pub objections: RwSignal<Vec<Objection>>,
    pub count: RwSignal<Count>,
    pub present: RwSignal<Vec<Present>>,
    /// Whether there is a working copy.
    pub has_copy: RwSignal<bool>,
    /// Whether something is being done that the page waits for.
    pub busy: RwSignal<bool>,
    pub bare: RwSignal<bool>,
    pub merging: RwSignal<Option<crate::domain::desk::Merging>>,
    /// Version of the working copy that is typed over; 0 for none.
    pub seen: StoredValue<i64>,
    /// The story's version that the text began from.
    pub base: StoredValue<i64>,
    /// What the server had when it was last heard of.
    pub ancestor: StoredValue<Ancestor>,
    /// Counts changes; and how far the server has them.
    pub changes: StoredValue<u32>,
    pub kept: StoredValue<u32>,
    surface: StoredValue<Option<SendWrapper<Surface>>>,
}

impl Desk {
    /// A desk with what the server told.
    pub fn new(story: Opened, words: &'static StoryWords) -> Desk {
        let (typed, document, seen, base) = text_of(&story);
        Desk {
            id: story.id,
            words,
            typed: RwSignal::new(typed.clone()),
            saving: RwSignal::new(Saving::Kept(String::new())),
            over: RwSignal::new(Over::Nothing),
            told: RwSignal::new(String::new()),
            objections: RwSignal::new(Vec::new()),
            count: RwSignal::new(Count::default()),
            present: RwSignal::new(Vec::new()),
            has_copy: RwSignal::new(seen != 0),
            busy: RwSignal::new(false),
            bare: RwSignal::new(false),
            merging: RwSignal::new(None),
            seen: StoredValue::new(seen),
            base: StoredValue::new(base),
            ancestor: StoredValue::new(Ancestor { typed, document }),
            changes: StoredValue::new(0),
            kept: StoredValue::new(0),
            surface: StoredValue::new(None),
            story: RwSignal::new(story),
        }
    }

    /// The writing surface, once it is there.
    pub fn surface(self) -> Option<Surface> {
        let held = self.surface.try_get_value().flatten();
        held.map(SendWrapper::take)
    }

    pub fn set_surface(self, surface: Surface) {
        self.surface.set_value(Some(SendWrapper::new(surface)));
    }

    /// The text as it is on the surface, or as it was told where that is not there.
    pub fn document(self) -> String {
        match self.surface() {
            Some(surface) => surface.text(),
            None => self
                .ancestor
                .with_value(|ancestor| ancestor.document.clone()),
        }
    }

    /// Whether everything typed has reached the server.
    pub fn is_kept(self) -> bool {
        self.changes.try_get_value() == self.kept.try_get_value()
    }

    /// Whether the text can be written in.
    pub fn is_open(self) -> bool {
        self.story.with(|story| story.may.edit)
    }

    /// Changes a field.
    pub fn set(self, change: impl FnOnce(&mut Typed)) {
        self.typed.update(change);
        super::saving::touched(self);
    }

    /// Takes over what the server has, text and all.
    pub fn take(self, story: Opened) {
        let (typed, document, seen, base) = text_of(&story);
        if let Some(surface) = self.surface() {
            if surface.text() != document {
                surface.put(&document);
            }
            surface.set_editable(story.may.edit);
            self.count.set(crate::browser::surface::count(&surface));
        }
        self.seen.set_value(seen);
        self.base.set_value(base);
        self.has_copy.set(seen != 0);
        self.kept.set_value(self.changes.get_value());
        self.ancestor.set_value(Ancestor {
            typed: typed.clone(),
            document,
        });
        self.typed.set(typed);
        self.saving.set(Saving::Kept(String::new()));
        self.objections.set(Vec::new());
        self.story.set(story);
        super::saving::forget(self);
    }

    /// Asks for something and takes what comes: the story as it is now, or why not. Whether it was
    /// done.
    pub async fn ask(self, wish: Wish) -> bool {
        match self.answer(wish).await {
            Some(Answer::Story(story)) => {
                self.take(*story);
                true
            }
            Some(Answer::Done) => true,
            _ => false,
        }
    }

    /// Asks for something; what is no answer to it is told here.
    pub async fn answer(self, wish: Wish) -> Option<Answer> {
        self.busy.try_set(true);
        let answer = act_on_story(self.id, wish).await;
        self.busy.try_set(false);
        match answer {
            Ok(Answer::Refused(objections)) => {
                self.objections.try_set(objections);
                None
            }
            Ok(Answer::Stale) => {
                super::merging::begin(self);
                None
            }
            Ok(answer) => {
                self.objections.try_set(Vec::new());
                Some(answer)
            }
            Err(AppError::Refused(401)) => {
                self.over.try_set(Over::SignIn);
                None
            }
            Err(AppError::Forbidden | AppError::NotFound) => {
                self.say(self.words.forbidden);
                None
            }
            Err(_) => {
                self.say(self.words.fault);
                None
            }
        }
    }

    /// Says something, for everyone.
    pub fn say(self, text: &str) {
        self.told.try_set(text.to_owned());
    }

    /// Closes what stands over the page.
    pub fn close(self) {
        self.over.try_set(Over::Nothing);
        self.objections.try_set(Vec::new());
    }
}

/// What there is to write on: the working copy, or else the story.
fn text_of(story: &Opened) -> (Typed, String, i64, i64) {
    match &story.copy {
        Some(copy) => (
            copy.typed.clone(),
            copy.document.clone(),
            copy.version,
            copy.base,
        ),
        None => (
            story.typed.clone(),
            story.document.clone(),
            0,
            story.version,
        ),
    }
}
