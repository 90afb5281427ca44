//! What was just done on a page of the newsroom: it outlives what is drawn anew because of it.

use leptos::prelude::*;

/// A line that is read out and shown until the address changes. Cheap to copy; provided once by the
/// newsroom.
#[derive(Clone, Copy)]
pub struct Said {
    text: RwSignal<String>,
    trouble: RwSignal<bool>,
}

impl Said {
    pub fn new() -> Self {
        Said {
            text: RwSignal::new(String::new()),
            trouble: RwSignal::new(false),
        }
    }

    /// Tells what was done.
    pub fn done(self, text: String) {
        self.trouble.try_set(false);
        self.text.try_set(text);
    }

    /// Tells why nothing was done.
    pub fn refused(self, text: String) {
        self.trouble.try_set(true);
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
                view! { <p class="said" class:said--trouble=move || self.trouble.get()>{text}</p> }
            })
        };
        view! { <div role="status">{line}</div> }
    }
}
