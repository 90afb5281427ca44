//! What was just done on a page of the newsroom: it outlives what is drawn anew because of it.

use crate::domain::id::ArticleId;
use leptos::prelude::*;

/// A story with which something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub id: ArticleId,
    pub headline: String,
    /// Why not.
    pub why: String,
}

/// A line that is read out and shown until the address changes. Cheap to copy; provided once by the
/// newsroom.
#[derive(Clone, Copy)]
pub struct Said {
    text: RwSignal<String>,
    trouble: RwSignal<bool>,
    left: RwSignal<Vec<Left>>,
}

impl Said {
    pub fn new() -> Self {
        Said {
            text: RwSignal::new(String::new()),
            trouble: RwSignal::new(false),
            left: RwSignal::new(Vec::new()),
        }
    }

    /// Tells what was done.
    pub fn done(self, text: String) {
        self.say(text, false, Vec::new());
    }

    /// Tells why nothing was done.
    pub fn refused(self, text: String) {
        self.say(text, true, Vec::new());
    }

    /// Tells with which of several stories nothing was done.
    pub fn left(self, text: String, left: Vec<Left>) {
        self.say(text, true, left);
    }

    /// The stories that were told of last.
    pub fn left_ids(self) -> Vec<ArticleId> {
        self.left
            .with_untracked(|left| left.iter().map(|story| story.id).collect())
    }

    fn say(self, text: String, trouble: bool, left: Vec<Left>) {
        self.trouble.try_set(trouble);
        self.left.try_set(left);
        self.text.try_set(text);
    }

    pub fn clear(self) {
        self.done(String::new());
    }

    /// The line's place on the page.
    pub fn view(self) -> impl IntoView {
        let line = move || {
            let text = self.text.get();
            (!text.is_empty()).then(|| {
                let left = self.left.get();
                let left = (!left.is_empty()).then(|| {
                    let one = |story: Left| {
                        let href = format!("/editor/stories/{}", story.id);
                        view! { <li><a href=href>{story.headline}</a>": "{story.why}</li> }
                    };
                    let stories = left.into_iter().map(one).collect_view();
                    view! { <ul class="said__left">{stories}</ul> }
                });
                view! { <div class="said" class:said--trouble=move || self.trouble.get()><p>{text}</p>{left}</div> }
            })
        };
        view! { <div role="status">{line}</div> }
    }
}
