//! The pages on which the site is arranged. They work by links and forms alone.

pub mod categories;
pub mod front;
pub mod pages;
pub mod redirects;
pub mod settings;
pub mod tags;
pub mod webhooks;

use super::filled;
use leptos::prelude::*;

/// One field of a form: its name, what is said of it, what stands in it and what is wrong with it.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) value: String,
    pub(super) wrong: Option<&'static str>,
}

/// How a field is written in.
pub(super) enum Kind {
    Line,
    Number,
    Lines,
    /// Values with their names.
    Choice(Vec<(&'static str, &'static str)>),
}

impl Field {
    pub(super) fn view(self, kind: Kind) -> AnyView {
        let Field {
            id,
            name,
            label,
            hint,
            value,
            wrong,
        } = self;
        let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
        let mut described = Vec::new();
        if wrong.is_some() {
            described.push(wrong_id.clone());
        }
        if !hint.is_empty() {
            described.push(hint_id.clone());
        }
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = wrong.map(|_| "true");
        let input = match kind {
            Kind::Line => view! { <input type="text" id=id.clone() name=name value=value aria-describedby=described aria-invalid=invalid/> }.into_any(),
            Kind::Number => view! { <input type="number" min="0" step="1" id=id.clone() name=name value=value aria-describedby=described aria-invalid=invalid/> }.into_any(),
            Kind::Lines => view! { <textarea rows="4" id=id.clone() name=name aria-describedby=described aria-invalid=invalid inner_html=filled(&value)></textarea> }.into_any(),
            Kind::Choice(choices) => {
                let options = choices.into_iter().map(|(word, label)| view! { <option value=word selected=word == value>{label}</option> });
                let options = options.collect_view();
                view! { <select id=id.clone() name=name aria-describedby=described aria-invalid=invalid>{options}</select> }.into_any()
            }
        };
        view! {
            <div class="form__field">
                <label for=id>{label}</label>
                {wrong.map(|wrong| view! { <p class="form__wrong" id=wrong_id>{wrong}</p> })}
                {input}
                {(!hint.is_empty()).then(|| view! { <p class="form__hint" id=hint_id>{hint}</p> })}
            </div>
        }
        .into_any()
    }
}

/// What came of the form, above the page.
pub(super) fn told(text: &str, done: bool) -> Option<AnyView> {
    let (class, role) = match done {
        true => ("form__done", "status"),
        false => ("form__trouble", "alert"),
    };
    let text = text.to_owned();
    (!text.is_empty()).then(|| view! { <div class=class role=role><p>{text}</p></div> }.into_any())
}
